import Model
import Publishing
import Reporting
import TemplateEngine

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
    let pages = request.writesPages ? try pages(report, outcome) : nil
    if request.writesTables { try writeTables(report, outcome) }
    if let pages { try write(pages.all) }
    try writeArchive(report, pages)
  }

  private func pages(_ report: ReportInput, _ outcome: IntakeOutcome) throws -> ReportPages {
    let found = try outcome.findingsForPages()
    let details = outcome.details
    return ReportPages(
      PageInput(
        report: report, validation: found.summary,
        facts: RunFacts(
          version: Product.version, dialect: request.dialect, tables: ReportTables.declarations,
          otherPages: PagesBeside.all),
        actions: { try details?.actions($0.facts.lastDetail) ?? [] },
        diagnostics: { found.establishments[$0] ?? EstablishmentDiagnostics() }))
  }

  private func write(_ pages: some Sequence<Page>) throws {
    try documents.pages.write(pages, workers: Workers(request.jobs)) { path, bytes in
      let file = try staged.file("html/" + path)
      try file.write(bytes)
      try file.close()
    }
  }

  /// RG-120, which RG-121 lists with its digest, then RG-121 and the page of both.
  private func writeArchive(_ report: ReportInput, _ pages: ReportPages?) throws {
    if request.writesTables {
      let inventory = ArchiveTables.inventory(archive(report), report)
      try write(inventory.table, inventory.rows())
    }
    let archive = archive(report)
    if request.writesTables {
      let control = ArchiveTables.control(archive)
      try write(control.table, control.rows())
    }
    if let pages { try write([pages.archive(archive)]) }
  }

  /// The expediente with the documents that are written by now.
  private func archive(_ report: ReportInput) -> Archive {
    let outputs = staged.outputs.map { output in
      Archive.Output(
        path: output.path, bytes: output.content.bytes, sha256: output.content.digest.hex)
    }
    return Archive(
      report, outputs: outputs, writesTables: request.writesTables,
      writesPages: request.writesPages)
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
    let package = try staged.file(DataPackage.path)
    try package.write(
      DataPackage.bytes(
        report, dialect: documents.dialect, described: documents.isBuiltIn))
    try package.close()
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
