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
    let pages = request.writesPages ? try pages(report, outcome) : nil
    if request.writesTables {
      meter.enter(.tables)
      try writeTables(report, outcome)
    }
    if let pages {
      meter.enter(.pages)
      meter.expect(.pages, pages.count)
      // One thread writes the workbook; it takes as long as hundreds of pages.
      var failure: (any Error)?
      try write(pages.all) {
        do { try writeWorkbook(report, outcome) } catch { failure = error }
      }
      if let failure { throw failure }
    } else {
      try writeWorkbook(report, outcome)
    }
    try writeArchive(report, pages)
  }

  private func writeWorkbook(_ report: ReportInput, _ outcome: IntakeOutcome) throws {
    guard request.writesWorkbook else { return }
    do {
      let workbook = try ResultsWorkbook(in: staged.place, report)
      for table in ReportTables.ofTheInput(report) + validation(outcome) {
        try workbook.add(table.table, table.rows())
      }
      try workbook.finish(into: try staged.file(ResultsWorkbook.path))
    } catch let error as WorkbookError {
      throw RunFailure.cannotWrite(WorkbookNotes.failure(error))
    }
  }

  private func pages(_ report: ReportInput, _ outcome: IntakeOutcome) throws -> ReportPages {
    let found = try PageFindings(FindingJoin(outcome: outcome).findings(), in: request.output)
    let details = outcome.details
    return ReportPages(
      PageInput(
        report: report, validation: found.summary,
        facts: RunFacts(
          version: Product.version, dialect: request.dialect,
          tables: ReportTables.declarations(of: report),
          otherPages: PagesBeside.all),
        actions: { try details?.actions($0.facts.lastDetail) ?? [] },
        diagnostics: { try found.diagnostics($0) }))
  }

  private func write(_ pages: some Sequence<Page>, aside: () -> Void = {}) throws {
    try documents.pages.write(
      pages, workers: Workers(request.jobs),
      open: { StagedSink(file: try staged.file("html/" + $0)) },
      close: { sink in
        meter.add(.bytesWritten, try sink.file.close().bytes)
        meter.add(.pages, 1)
      }, aside: aside)
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
    try writeValidation(outcome)
    let tables = ReportTables.all(report)
    func isCut(_ table: ReportTable) -> Bool {
      table.parts.count > 1 && documents.isBuiltIn(table.table)
    }
    for table in tables where isCut(table) {
      try write(table.table) { try $0.write(table, to: $1) }
    }
    let whole = tables.filter { !isCut($0) }
    var failure: (any Error)?
    Workers(request.jobs).ordered(
      whole.count,
      work: { place in Result { try write(whole[place].table, whole[place].rows()) } },
      commit: { _, result in
        if case .failure(let error) = result { failure = failure ?? error }
      })
    if let failure { throw failure }
    let package = try staged.file(DataPackage.path)
    try package.write(
      DataPackage.bytes(
        report, dialect: documents.dialect, described: documents.isBuiltIn))
    try package.close()
  }

  /// The tables whose rows were set aside while the input was read.
  private func validation(_ outcome: IntakeOutcome) -> [ReportTable] {
    let join = FindingJoin(outcome: outcome)
    return [
      ReportTable(
        ValidationTables.diagnostics,
        parts: [
          {
            let findings = join.findings()
            return RecordStream { try findings().map { ValidationTables.row($0, file: $1) } }
          }
        ]),
      ReportTable(
        ValidationTables.rejects,
        parts: [
          {
            let rejects = join.rejects()
            return RecordStream { try rejects().map { ValidationTables.row($0, file: $1) } }
          }
        ]),
    ]
  }

  /// The two tables that may have as many rows as the input.
  private func writeValidation(_ outcome: IntakeOutcome) throws {
    let (diagnostics, rejects) = (ValidationTables.diagnostics, ValidationTables.rejects)
    guard documents.isBuiltIn(diagnostics), documents.isBuiltIn(rejects) else {
      for table in validation(outcome) { try write(table.table, table.rows()) }
      return
    }
    let join = FindingJoin(outcome: outcome)
    let findings = FindingPieces(join)
    let pool = DiagnosticRowsPool(outcome.vocabulary, documents.dialect)
    try write(diagnostics) { try $0.write(findings.next, rows: pool.rows, to: $1) }
    let pieces = RejectPieces(join)
    let rows = try RejectRows(dialect: documents.dialect)
    try write(rejects) { try $0.write(pieces.next, rows: rows.rows, to: $1) }
  }

  /// Writes a table by all threads.
  private func write(
    _ table: OutputTable,
    _ body: (TableBatches, (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    guard let template = documents.template(of: table) else { return }
    let file = try staged.file("csv/\(table.name).csv")
    try body(TableBatches(template: template, workers: Workers(request.jobs))) {
      try file.write($0)
    }
    meter.add(.bytesWritten, try file.close().bytes)
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
