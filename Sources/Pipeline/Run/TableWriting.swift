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

  /// Writes tables; one of the threads begins with `aside`.
  func write(_ tables: [ReportTable], aside: () throws -> Void) throws {
    let pieces = try tables.flatMap(pieces)
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
    case part(CutTable, place: Int)
  }

  /// A table that is written part by part.
  private final class CutTable {
    let table: ReportTable
    let template: Template
    /// What the template writes before the rows.
    let head: [UInt8]
    /// The document, from the first part to the last.
    var file: StagedFile?

    init(_ table: ReportTable, _ template: Template) throws {
      self.table = table
      self.template = template
      head = try template.tableHead()
    }
  }

  private func pieces(of table: ReportTable) throws -> [Piece] {
    guard let template = documents.template(of: table.table) else { return [] }
    guard table.parts.count > 1, documents.isBuiltIn(table.table) else {
      return [.whole(table, template)]
    }
    let cut = try CutTable(table, template)
    return table.parts.indices.map { .part(cut, place: $0) }
  }

  // MARK: - Work

  /// The rows of a part in bytes; writes a table that is not cut, which has none left then.
  private func render(_ piece: Piece) throws -> [UInt8] {
    switch piece {
    case .whole(let table, let template):
      var sink = StagedSink(file: try open(table.table))
      try template.render(Record([.stream(table.rows())]), into: &sink)
      try close(sink.file)
      return []
    case .part(let cut, let place):
      let part = cut.table.parts[place]
      if let write = part.write { return try CSVRows.bytes(documents.dialect, write) }
      let bytes = try cut.template.bytes(Record([.stream(part.rows())]))
      return Array(bytes.dropFirst(cut.head.count))
    }
  }

  /// Puts a part behind those before it, the first behind what the template writes before the rows.
  private func put(_ bytes: [UInt8], of piece: Piece) throws {
    guard case .part(let cut, let place) = piece else { return }
    let file = try cut.file ?? open(cut.table.table)
    cut.file = file
    if place == 0 { try file.write(cut.head) }
    try file.write(bytes)
    guard place == cut.table.parts.count - 1 else { return }
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
