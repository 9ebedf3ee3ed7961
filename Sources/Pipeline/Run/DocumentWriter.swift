import Model
import Publishing
import Reporting
import TemplateEngine
import WorkbookWriter

/// Writes the documents of a run into its staging folder.
struct DocumentWriter {
  private let request: RunRequest
  private let documents: Documents
  private let staged: StagedRun

  init(_ request: RunRequest, _ documents: Documents, _ staged: StagedRun) {
    self.request = request
    self.documents = documents
    self.staged = staged
  }

  func write(_ report: ReportInput, _ outcome: IntakeOutcome) throws {
    if request.writesTables { try writeTables(report, outcome) }
    if request.writesWorkbook { try writeWorkbook(report, outcome) }
    if request.writesPages { try writePages(report, outcome) }
  }

  private func writeWorkbook(_ report: ReportInput, _ outcome: IntakeOutcome) throws {
    do {
      let workbook = try ResultsWorkbook(in: request.output, judgement: request.judgement)
      try forEachTable(report, outcome, workbook.add)
      try workbook.finish(into: try staged.file(ResultsWorkbook.path))
    } catch let error as WorkbookError {
      throw RunFailure.cannotWrite(WorkbookNotes.failure(error))
    }
  }

  private func writePages(_ report: ReportInput, _ outcome: IntakeOutcome) throws {
    let found = try outcome.findingsForPages()
    let details = outcome.details
    let input = PageInput(
      report: report, validation: found.summary,
      facts: RunFacts(
        version: Product.version, dialect: request.dialect, tables: ReportTables.declarations),
      actions: { try details?.actions($0.facts.lastDetail) ?? [] },
      diagnostics: { found.establishments[$0] ?? EstablishmentDiagnostics() })
    try documents.pages.write(input, workers: Workers(request.jobs)) { path, bytes in
      let file = try staged.file("html/" + path)
      try file.write(bytes)
      try file.close()
    }
  }

  private func writeTables(_ report: ReportInput, _ outcome: IntakeOutcome) throws {
    try forEachTable(report, outcome, write)
  }

  /// Calls `body` with every table and its rows.
  private func forEachTable(
    _ report: ReportInput, _ outcome: IntakeOutcome,
    _ body: (OutputTable, RecordStream) throws -> Void
  ) throws {
    for table in ReportTables.all(report) { try body(table.table, table.rows()) }
    let join = FindingJoin(outcome: outcome)
    let findings = join.findings()
    try body(
      ValidationTables.diagnostics,
      RecordStream { try findings().map { ValidationTables.row($0, file: $1) } })
    let rejects = join.rejects()
    try body(
      ValidationTables.rejects,
      RecordStream { try rejects().map { ValidationTables.row($0, file: $1) } })
  }

  private func write(_ table: OutputTable, _ rows: RecordStream) throws {
    guard let template = documents.template(of: table) else { return }
    var sink = StagedSink(file: try staged.file("csv/\(table.name).csv"))
    try template.render(Record([.stream(rows)]), into: &sink)
    try sink.file.close()
  }
}

/// A file of a run as what templates write to.
struct StagedSink: ByteSink {
  let file: StagedFile

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    try file.write(bytes)
  }
}
