import Model
import Publishing
import Reporting
import TemplateEngine

/// Writes the documents of a run into its staging folder.
struct DocumentWriter {
  private let request: RunRequest
  private let documents: Documents
  private let staged: StagedRun
  private let meter: RunMeter

  init(
    _ request: RunRequest, _ documents: Documents, _ staged: StagedRun, _ meter: RunMeter
  ) {
    self.request = request
    self.documents = documents
    self.staged = staged
    self.meter = meter
  }

  func write(_ report: ReportInput, _ outcome: IntakeOutcome) throws {
    if request.writesTables {
      meter.enter(.tables)
      try writeTables(report, outcome)
    }
    if request.writesPages {
      meter.enter(.pages)
      try writePages(report, outcome)
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
    meter.expect(.pages, ReportPages(input).count)
    try documents.pages.write(input, workers: Workers(request.jobs)) { path, bytes in
      let file = try staged.file("html/" + path)
      try file.write(bytes)
      try file.close()
      meter.add(.pages, 1)
      meter.add(.bytesWritten, bytes.count)
    }
  }

  private func writeTables(_ report: ReportInput, _ outcome: IntakeOutcome) throws {
    for table in ReportTables.all(report) { try write(table.table, table.rows()) }
    let join = FindingJoin(outcome: outcome)
    let findings = join.findings()
    try write(
      ValidationTables.diagnostics,
      RecordStream { try findings().map { ValidationTables.row($0, file: $1) } })
    let rejects = join.rejects()
    try write(
      ValidationTables.rejects,
      RecordStream { try rejects().map { ValidationTables.row($0, file: $1) } })
  }

  private func write(_ table: OutputTable, _ rows: RecordStream) throws {
    guard let template = documents.template(of: table) else { return }
    var sink = StagedSink(file: try staged.file("csv/\(table.name).csv"))
    try template.render(Record([.stream(rows)]), into: &sink)
    meter.add(.bytesWritten, try sink.file.close().bytes)
  }
}

/// A file of a run as what templates write to.
struct StagedSink: ByteSink {
  let file: StagedFile

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    try file.write(bytes)
  }
}
