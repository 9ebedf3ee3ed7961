import Model
import Spreadsheet
import XMLStream

/// Takes the rows of a workbook's worksheets, each of which is one table.
struct WorkbookConsumer: SpreadsheetConsumer {
  /// What a place in the workbook is.
  enum Places {
    /// A line of the file.
    case lines
    /// A row and a cell of a worksheet (`SheetLine`).
    case cells
  }

  /// More bytes than the name of any column has.
  private static let longestName = 1_024

  private let context: ReadingContext
  private let sink: any BlockSink
  private let places: Places

  /// The names of the worksheets so far.
  private(set) var sheets: [String] = []
  private var kinds: [RecordKind] = []
  /// Worksheets with content and of no kind.
  private var strangers: [(name: String, line: Int)] = []
  private var nearest: (kind: RecordKind, missing: [String])?
  private var repeated: Diagnostic?
  private var notes: [Diagnostic] = []
  private var records = 0

  private var name: String { sheets.last ?? "" }
  private var line = 0
  private var hasContent = false
  private var header: TableHeader?
  private var batch: RowBatch?
  /// The values of the row that is taken, one for each column.
  private var fields: [Bytes] = []

  init(context: ReadingContext, sink: any BlockSink, places: Places) {
    self.context = context
    self.sink = sink
    self.places = places
  }

  /// What became of the workbook, once it was read to its end.
  func outcome(_ format: SourceFormat, _ encoding: SourceEncoding?) -> FileOutcome {
    guard !kinds.isEmpty else {
      let finding =
        strangers.isEmpty ? FileMessages.empty : FileMessages.unknown(nearest: nearest)
      return .refused(finding, encoding: nil)
    }
    if let repeated { return .refused(repeated, encoding: nil) }
    var outcome = FileOutcome()
    outcome.kinds = kinds
    outcome.format = format
    outcome.encoding = encoding
    if records == 0 {
      outcome.findings.append(FileMessages.headerOnly)
    } else {
      outcome.findings += notes
      outcome.findings += strangers.map {
        FileMessages.strangeWorksheet($0.name, line: $0.line)
      }
    }
    return outcome
  }

  /// The line of a row of the worksheet that was begun last, in a packaged workbook.
  func line(ofRow row: Int) -> Int {
    SheetLine.line(sheet: max(0, sheets.count - 1), row: row)
  }

  // MARK: - Worksheets

  mutating func worksheet(name: String, line: Int) throws(XMLRefusal) {
    sheets.append(name)
    self.line = places == .cells ? self.line(ofRow: 0) : line
    hasContent = false
    header = nil
    batch = nil
  }

  mutating func endWorksheet() throws(XMLRefusal) {
    batch?.flush()
    if header == nil, hasContent { strangers.append((name, line)) }
  }

  // MARK: - Rows

  mutating func row(_ row: SpreadsheetRow) throws(XMLRefusal) -> RowVerdict {
    hasContent = hasContent || row.cells.contains { !$0.bytes.trimmed.isEmpty }
    guard header == nil else {
      take(row)
      return .proceed
    }
    guard row.number <= HeaderSearch.records else { return .proceed }
    let cells = row.cells.map {
      $0.bytes.count > WorkbookConsumer.longestName
        ? $0.bytes.slice(0, WorkbookConsumer.longestName) : $0.bytes
    }
    guard let match = context.vocabulary.headings.match(cells) else { return .proceed }
    guard let found = TableHeader(match) else {
      if nearest == nil, let near = TableHeader.nearest(match) {
        nearest = (near.kind, near.missing)
      }
      return .proceed
    }
    begin(found, line: line(of: row))
    return .headerFound
  }

  private func line(of row: SpreadsheetRow) -> Int {
    places == .cells ? line(ofRow: row.number) : row.line
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
    guard let header, let batch, row.hasValueOfItsOwn else { return }
    let line = line(of: row)
    let columns = header.kind.columns
    fields.removeAll(keepingCapacity: true)
    fields.append(contentsOf: repeatElement(Bytes(start: nil, count: 0), count: columns.count))
    var faults: [Finding] = []
    for (place, cell) in row.cells.enumerated() where cell.kind != .empty {
      guard place < header.width else {
        if faults.allSatisfy({ $0.code != .r107 }), !cell.bytes.trimmed.isEmpty {
          faults.append(surplus(cell, place, line, header))
        }
        continue
      }
      let column = Int(header.columnOfField[place])
      guard column >= 0 else { continue }
      fields[column] = batch.arena.keep(cell.bytes)
      if let fault = fault(cell, place, line, columns[column]) { faults.append(fault) }
    }
    batch.add(
      fields: fields, line: line, source: source(of: row, in: batch.arena), faults: faults,
      context: places == .lines ? FileMessages.worksheetPlace(name, row: row.number) : "")
    records += 1
    batch.flushIfFull()
  }

  /// The record as it came: the source of its element, or the text of its cells.
  private func source(of row: SpreadsheetRow, in arena: Arena) -> Bytes {
    row.source.map { arena.keep($0.extract()) } ?? arena.keep(CellText.record(row.cells))
  }

  // MARK: - Faults

  private func surplus(
    _ cell: SpreadsheetCell, _ place: Int, _ line: Int, _ header: TableHeader
  ) -> Finding {
    Finding(
      .r107, line: line, column: place + 1, value: Text.quoted(cell.bytes.trimmed),
      .surplusFields(width: header.width))
  }

  /// A cell without a value is refused with its column's code.
  private func fault(
    _ cell: SpreadsheetCell, _ place: Int, _ line: Int, _ column: Column
  ) -> Finding? {
    guard cell.kind == .error || cell.kind == .uncomputed else { return nil }
    let value = Text.quoted(cell.bytes.trimmed)
    let message =
      cell.kind == .error ? Messages.cellError(value) : Messages.uncomputedFormula
    return Finding(
      column.type.codeOfCellError, line: line, column: place + 1, field: column.name,
      value: value, .text(message))
  }
}

/// The cells of a row as the text of a record.
private enum CellText {
  /// The cells separated by `;`, quoted where they have to be, as a line of a table.
  static func record(_ cells: UnsafeBufferPointer<SpreadsheetCell>) -> [UInt8] {
    var record: [UInt8] = []
    for (place, cell) in cells.enumerated() {
      guard record.count <= Reject.longestRecord else { break }
      if place > 0 { record.append(0x3B) }
      let isQuoted = cell.bytes.contains { $0 == 0x3B || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      guard isQuoted else {
        record.append(contentsOf: cell.bytes)
        continue
      }
      record.append(0x22)
      for byte in cell.bytes {
        if byte == 0x22 { record.append(0x22) }
        record.append(byte)
      }
      record.append(0x22)
    }
    return record
  }
}

extension SpreadsheetRow {
  /// Whether a value that is not blank stands in it, other than those of merges that began above.
  fileprivate var hasValueOfItsOwn: Bool {
    cells.contains { !$0.isFromAbove && !$0.bytes.trimmed.isEmpty }
  }
}

extension ColumnType {
  /// The code with which a cell without a value in such a column is refused.
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
