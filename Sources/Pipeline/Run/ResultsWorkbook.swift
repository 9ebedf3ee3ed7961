import Model
import Publishing
import Reporting
import TemplateEngine
import WorkbookWriter

/// Every table of a run as a worksheet of `csv/resultados.xlsx`.
struct ResultsWorkbook {
  static let path = "csv/resultados.xlsx"

  private let writer: WorkbookWriter

  /// A workbook that bears the day of the cut-off; what it can't hold is set aside in `folder`.
  init(in folder: String, _ report: ReportInput) throws {
    let judgement = report.territory.judgement
    let (year, month, day) = judgement.cutoff.civil
    writer = try WorkbookWriter(
      in: folder, title: WorkbookNotes.title(judgement),
      created: SheetDay(year: year, month: month, day: day))
    try writer.begin(WorkbookNotes.table)
    for row in WorkbookNotes.rows(of: report) { try writer.add(row.map(SheetValue.text)) }
  }

  func add(_ table: OutputTable, _ rows: RecordStream) throws {
    try writer.begin(
      SheetTable(
        table.name,
        table.columns.map { SheetTable.Column($0.name, note: $0.documentation) }))
    while let row = try rows.next() { try writer.add(try row.values().map(ResultsWorkbook.value)) }
  }

  func close() throws -> ClosedWorkbook { try writer.close() }

  /// Reads a workbook back by all threads and writes it into the run.
  static func put(
    _ workbook: ClosedWorkbook, into file: StagedFile, by workers: Workers
  ) throws {
    try workbook.read { (bytes) throws(PublishingError) in
      try file.write(bytes)
    } forEach: { count, work in
      workers.ordered(count, ahead: max(1, count), work: work, commit: { _, _ in })
    }
    try file.close()
  }

  private static func value(_ value: Value) -> SheetValue {
    switch value {
    case .text(let text): .text(text)
    case .bytes(let bytes): .text(String(decoding: bytes, as: UTF8.self))
    case .integer(let number): .integer(number)
    case .decimal(let hundredths): .decimal(hundredths: hundredths)
    case .date(let day):
      .date(SheetDay(year: Int(day.year), month: Int(day.month), day: Int(day.day)))
    case .yesNo(let value): .text(value ? "SI" : "NO")
    case .absent, .flag, .image, .record, .list, .stream: .empty
    }
  }
}
