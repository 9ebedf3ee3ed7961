import Model
import Spreadsheet
import XMLStream

/// Reads a workbook of XML Spreadsheet 2003: each worksheet is one table (contract 1 §2).
struct WorkbookReader {
  let context: ReadingContext
  let open: () throws(FileFault) -> RawFile

  func read(into sink: some BlockSink) -> FileOutcome {
    sink.forget()
    var visitor = SpreadsheetVisitor(WorkbookConsumer(context: context, sink: sink))
    do throws(FileFault) {
      let file = try open()
      let result = try XMLReader.read(&visitor) { (room) throws(FileFault) -> Int in
        try file.read(into: room)
      }
      let outcome = finish(result, visitor.consumer)
      if outcome.isRefused { sink.forget() }
      return outcome
    } catch {
      sink.forget()
      return .refused(FileMessages.unreadable(error), encoding: nil)
    }
  }

  private func finish(_ result: XMLOutcome, _ consumer: WorkbookConsumer) -> FileOutcome {
    if let refusal = result.refusal {
      return .refused(XMLMessages.finding(refusal), encoding: nil)
    }
    guard !consumer.kinds.isEmpty else {
      let finding =
        consumer.strangers.isEmpty
        ? FileMessages.empty : FileMessages.unknown(nearest: consumer.nearest)
      return .refused(finding, encoding: nil)
    }
    if let repeated = consumer.repeated { return .refused(repeated, encoding: nil) }
    var outcome = FileOutcome()
    outcome.kinds = consumer.kinds
    outcome.format = .spreadsheet
    outcome.encoding = result.encoding.flatMap { SourceEncoding(rawValue: $0.rawValue) }
    if consumer.records == 0 {
      outcome.findings.append(FileMessages.headerOnly)
    } else {
      outcome.findings += consumer.notes
      outcome.findings += consumer.strangers.map {
        FileMessages.strangeWorksheet($0.name, line: $0.line)
      }
    }
    return outcome
  }
}

/// Takes the rows of a workbook's worksheets.
private struct WorkbookConsumer: SpreadsheetConsumer {
  private let context: ReadingContext
  private let sink: any BlockSink

  private(set) var kinds: [RecordKind] = []
  /// Worksheets with content and of no kind.
  private(set) var strangers: [(name: String, line: Int)] = []
  private(set) var nearest: (kind: RecordKind, missing: [String])?
  private(set) var repeated: Diagnostic?
  private(set) var notes: [Diagnostic] = []
  private(set) var records = 0

  private var name = ""
  private var line = 0
  private var hasContent = false
  private var header: TableHeader?
  private var batch: RowBatch?

  init(context: ReadingContext, sink: any BlockSink) {
    self.context = context
    self.sink = sink
  }

  mutating func worksheet(name: UnsafeRawBufferPointer, line: Int) throws(XMLRefusal) {
    self.name = String(decoding: name, as: UTF8.self)
    self.line = line
    hasContent = false
    header = nil
    batch = nil
  }

  mutating func row(_ row: SpreadsheetRow) throws(XMLRefusal) -> RowVerdict {
    hasContent = hasContent || row.cells.contains { !$0.bytes.trimmed.isEmpty }
    guard header == nil else {
      take(row)
      return .proceed
    }
    guard row.number <= HeaderSearch.records else { return .proceed }
    let cells = row.cells.map { String(decoding: $0.bytes, as: UTF8.self) }
    guard let found = TableHeader(cells: cells, vocabulary: context.vocabulary) else {
      if nearest == nil,
        let near = TableHeader.nearest(cells: cells, vocabulary: context.vocabulary)
      {
        nearest = (near.kind, near.missing)
      }
      return .proceed
    }
    begin(found, line: row.line)
    return .headerFound
  }

  private mutating func begin(_ header: TableHeader, line: Int) {
    self.header = header
    if !kinds.contains(header.kind) { kinds.append(header.kind) }
    batch = RowBatch(header: header, context: context, sink: sink, firstRank: records)
    if !header.repeated.isEmpty, repeated == nil {
      repeated = FileMessages.repeated(header.repeated, line: line)
    }
    if !header.unknown.isEmpty {
      notes.append(FileMessages.unknownColumns(header.unknown, line: line))
    }
  }

  private mutating func take(_ row: SpreadsheetRow) {
    guard let header, let batch, row.cells.contains(where: { !$0.bytes.trimmed.isEmpty }) else {
      return
    }
    let columns = header.kind.columns
    var fields = Array(repeating: Bytes(start: nil, count: 0), count: columns.count)
    var faults: [Diagnostic] = []
    for (place, cell) in row.cells.enumerated() where cell.kind != .empty {
      guard place < header.width else {
        if faults.allSatisfy({ $0.code != .r107 }), !cell.bytes.trimmed.isEmpty {
          faults.append(surplus(cell, place, row, header))
        }
        continue
      }
      let column = Int(header.columnOfField[place])
      guard column >= 0 else { continue }
      fields[column] = batch.arena.keep(cell.bytes)
      if cell.kind == .error { faults.append(fault(cell, place, row, columns[column])) }
    }
    batch.add(
      fields: fields, line: row.line, source: batch.arena.keep(row.source.extract()),
      faults: faults, context: FileMessages.worksheetPlace(name, row: row.number))
    records += 1
    batch.flushIfFull()
  }

  private func surplus(
    _ cell: SpreadsheetCell, _ place: Int, _ row: SpreadsheetRow, _ header: TableHeader
  ) -> Diagnostic {
    Diagnostic(
      .r107, line: row.line, column: place + 1, value: Text.quoted(cell.bytes.trimmed),
      message: Messages.surplusFields(header.width))
  }

  /// An `Error` cell is refused with its column's code.
  private func fault(
    _ cell: SpreadsheetCell, _ place: Int, _ row: SpreadsheetRow, _ column: Column
  ) -> Diagnostic {
    let value = Text.quoted(cell.bytes.trimmed)
    return Diagnostic(
      column.type.codeOfCellError, line: row.line, column: place + 1, field: column.name,
      value: value, message: Messages.cellError(value))
  }

  mutating func endWorksheet() throws(XMLRefusal) {
    batch?.flush()
    if header == nil, hasContent { strangers.append((name, line)) }
  }
}

extension ColumnType {
  /// The code with which an `Error` cell of such a column is refused.
  fileprivate var codeOfCellError: DiagnosticCode {
    switch self {
    case .text: .r108
    case .establishment: .r106
    case .date: .r104
    case .integer, .vigencia, .decimal, .money: .r102
    case .word, .yesNo, .process, .municipality, .component: .r105
    }
  }
}
