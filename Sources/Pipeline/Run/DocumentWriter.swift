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
    let join = FindingJoin(outcome: outcome)
    let validation = [
      ReportTable(ValidationTables.diagnostics) {
        let findings = join.findings()
        return RecordStream { try findings().map { ValidationTables.row($0, file: $1) } }
      },
      ReportTable(ValidationTables.rejects) {
        let rejects = join.rejects()
        return RecordStream { try rejects().map { ValidationTables.row($0, file: $1) } }
      },
    ]
    // The longest tables first, so that no thread is left with one at the end.
    let tables = validation + ReportTables.all(report)
    var failure: (any Error)?
    Workers(request.jobs).ordered(
      tables.count,
      work: { place in Result { try write(tables[place].table, tables[place].rows()) } },
      commit: { _, result in
        if case .failure(let error) = result { failure = failure ?? error }
      })
    if let failure { throw failure }
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
