import Publishing
import Reporting
import TemplateEngine

/// Writes the tables of a run, in the parts that they are made of, by all threads.
///
/// No thread waits for the end of a table: the parts of all tables are one list. A table with a
/// template of its own is written as a whole, since such a template may write more than rows.
struct TableWriting {
  private let documents: Documents
  private let staged: StagedRun
  private let meter: RunMeter
  private let workers: Workers

  init(_ documents: Documents, _ staged: StagedRun, _ meter: RunMeter, _ workers: Workers) {
    self.documents = documents
    self.staged = staged
    self.meter = meter
    self.workers = workers
  }

  /// Writes tables, and those that are made together, whose templates are the built-in ones; one of the
  /// threads begins with `aside`.
  func write(
    _ tables: [ReportTable], joint: [JointTables], aside: () throws -> Void
  ) throws {
    // What takes longest comes first.
    let pieces = try joint.flatMap(pieces) + tables.flatMap(pieces)
    var rest = pieces[...]
    var failure: (any Error)?
    var asideFailure: (any Error)?
    workers.pull(
      { rest.popFirst() },
      work: { piece in Result { try render(piece) } },
      commit: { piece, rendered in
        do {
          try put(try rendered.get(), of: piece)
          return true
        } catch {
          failure = error
          return false
        }
      },
      aside: { asideFailure = Result(catching: aside).failure })
    if let failure = failure ?? asideFailure { throw failure }
  }

  // MARK: - Pieces

  private enum Piece {
    case whole(ReportTable, Template)
    case part(ReportTable, CutTable, place: Int)
    case joint(JointTables, [CutTable], place: Int)
  }

  /// A table that is written part by part.
  private final class CutTable {
    let table: OutputTable
    /// What the template writes before the rows.
    let head: [UInt8]
    let parts: Int
    /// The document, from the first part to the last.
    var file: StagedFile?

    init(_ table: OutputTable, _ template: Template, parts: Int) throws {
      self.table = table
      head = try template.tableHead()
      self.parts = parts
    }
  }

  private func pieces(of table: ReportTable) throws -> [Piece] {
    guard let template = documents.template(of: table.table) else { return [] }
    guard !table.parts.isEmpty, documents.isBuiltIn(table.table) else {
      return [.whole(table, template)]
    }
    let cut = try CutTable(table.table, template, parts: table.parts.count)
    return table.parts.indices.map { .part(table, cut, place: $0) }
  }

  private func pieces(of joint: JointTables) throws -> [Piece] {
    let cut = try joint.tables.compactMap { table in
      try documents.template(of: table).map {
        try CutTable(table, $0, parts: joint.parts.count)
      }
    }
    return joint.parts.indices.map { .joint(joint, cut, place: $0) }
  }

  // MARK: - Work

  /// The rows of a part in bytes, by table; writes a table that is not cut, which has none left then.
  private func render(_ piece: Piece) throws -> [any RenderedBytes] {
    switch piece {
    case .whole(let table, let template):
      var sink = StagedSink(file: try open(table.table))
      try template.render(Record([.stream(table.rows())]), into: &sink)
      try close(sink.file)
      return []
    case .part(let table, _, let place):
      let stream = table.parts[place].rows()
      return [
        try CSVRows.bytes(documents.dialect) { rows in
          while let row = try stream.next() { try rows.row(row) }
        }
      ]
    case .joint(let joint, _, let place):
      return try joint.parts[place](documents.dialect)
    }
  }

  /// Puts a part behind those before it.
  private func put(_ rendered: [any RenderedBytes], of piece: Piece) throws {
    switch piece {
    case .whole: break
    case .part(_, let cut, let place): try put(rendered[0], at: place, of: cut)
    case .joint(_, let tables, let place):
      for (cut, bytes) in zip(tables, rendered) { try put(bytes, at: place, of: cut) }
    }
  }

  /// Puts the first part behind what the template writes before the rows.
  private func put(_ bytes: any RenderedBytes, at place: Int, of cut: CutTable) throws {
    let file = try cut.file ?? open(cut.table)
    cut.file = file
    if place == 0 { try file.write(cut.head) }
    try bytes.withUnsafeBytes { try file.write($0) }
    guard place == cut.parts - 1 else { return }
    try close(file)
    cut.file = nil
  }

  private func open(_ table: OutputTable) throws -> StagedFile {
    try staged.file("csv/\(table.name).csv")
  }

  private func close(_ file: StagedFile) throws {
    meter.add(.bytesWritten, try file.close().bytes)
  }
}
