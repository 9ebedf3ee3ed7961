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
    let workers = Workers(request.jobs)
    guard request.writesWorkbook else { return try writeOthers(report, outcome, by: workers) }
    // One thread writes it; it takes longer than the tables, and as long as hundreds of pages.
    var workbook: Result<ClosedWorkbook, any Error>?
    try workers.beside {
      workbook = Result { try self.workbook(report, outcome) }
    } rest: { others, finish in
      try writeOthers(report, outcome, by: others) {
        finish()
        _ = try workbook?.get()
      } putWorkbook: {
        if let workbook = try workbook?.get() { try put(workbook, by: workers) }
      }
    }
  }

  /// Writes all but the workbook; the tables by `workers`, the pages by all threads, of which one
  /// begins with `finishWorkbook`.
  ///
  /// `putWorkbook` comes before the archive, which lists it.
  private func writeOthers(
    _ report: ReportInput, _ outcome: IntakeOutcome, by workers: Workers,
    finishWorkbook: () throws -> Void = {}, putWorkbook: () throws -> Void = {}
  ) throws {
    var pages: ReportPages?
    let preparePages = {
      if request.writesPages { pages = try self.pages(report, outcome) }
    }
    if request.writesTables {
      meter.enter(.tables)
      try writeTables(report, outcome, by: workers, aside: preparePages)
    } else {
      try preparePages()
    }
    if let pages {
      meter.enter(.pages)
      meter.expect(.pages, pages.count)
      try write(pages.all, aside: finishWorkbook)
    } else {
      try finishWorkbook()
    }
    try putWorkbook()
    try writeArchive(report, pages)
  }

  private func workbook(
    _ report: ReportInput, _ outcome: IntakeOutcome
  ) throws -> ClosedWorkbook {
    try workbookFaultsTold {
      let workbook = try ResultsWorkbook(in: staged.place, report)
      for table in ReportTables.ofTheInput(report) + validation(outcome) {
        try workbook.add(table.table, table.rows())
      }
      return try workbook.close()
    }
  }

  private func put(_ workbook: ClosedWorkbook, by workers: Workers) throws {
    try workbookFaultsTold {
      let file = try staged.file(ResultsWorkbook.path)
      try ResultsWorkbook.put(workbook, into: file, by: workers)
    }
  }

  private func workbookFaultsTold<Made>(_ body: () throws -> Made) throws -> Made {
    do {
      return try body()
    } catch let error as WorkbookError {
      throw RunFailure.cannotWrite(WorkbookNotes.failure(error))
    }
  }

  private func pages(_ report: ReportInput, _ outcome: IntakeOutcome) throws -> ReportPages {
    let found = try PageFindings(FindingJoin(outcome: outcome).findings(), in: request.output)
    let actions = try outcome.details?.reading()
    return ReportPages(
      PageInput(
        report: report, validation: found.summary,
        facts: RunFacts(
          version: Product.version, dialect: request.dialect,
          tables: ReportTables.declarations(of: report),
          otherPages: PagesBeside.all),
        actions: { try actions?.actions($0.facts.lastDetail) ?? [] },
        diagnostics: { try found.diagnostics($0) }))
  }

  /// Writes pages by all threads, of which one begins with what is done aside.
  private func write(_ pages: some Sequence<Page>, aside: () throws -> Void) throws {
    var failure: (any Error)?
    try documents.pages.write(
      pages, workers: Workers(request.jobs),
      open: { StagedSink(file: try staged.file("html/" + $0)) },
      close: { sink in
        meter.add(.bytesWritten, try sink.file.close().bytes)
        meter.add(.pages, 1)
      },
      aside: { failure = Result(catching: aside).failure })
    if let failure { throw failure }
  }

  /// RG-120, which RG-121 lists with its digest, then RG-121 and the page of both.
  private func writeArchive(_ report: ReportInput, _ pages: ReportPages?) throws {
    var archive = archive(report)
    if request.writesTables {
      let inventory = ArchiveTables.inventory(archive, report)
      if let written = try write(inventory.table, inventory.rows()) {
        archive = archive.telling(inventory: written)
      }
    }
    let control = ArchiveTables.control(archive)
    let writeControl = {
      if request.writesTables { _ = try write(control.table, control.rows()) }
    }
    if let pages {
      try write([pages.archive(archive)], aside: writeControl)
    } else {
      try writeControl()
    }
  }

  /// The expediente with the documents that are written by now.
  private func archive(_ report: ReportInput) -> Archive {
    Archive(
      report, outputs: staged.outputs.map { DocumentWriter.listed($0.path, $0.content) },
      writesTables: request.writesTables, writesPages: request.writesPages)
  }

  private static func listed(_ path: String, _ content: Fingerprint) -> Archive.Output {
    Archive.Output(path: path, bytes: content.bytes, sha256: content.digest.hex)
  }

  /// Writes the tables, and does something else beside them.
  private func writeTables(
    _ report: ReportInput, _ outcome: IntakeOutcome, by workers: Workers,
    aside: () throws -> Void
  ) throws {
    try writeValidation(outcome, by: workers)
    let writing = TableWriting(documents, staged, meter, workers)
    var groups = ReportTables.groups
    let opportunities = ReportTables.jointOpportunities(report)
    let areJoint =
      !opportunities.parts.isEmpty && opportunities.tables.allSatisfy(documents.isBuiltIn)
    if !areJoint { groups.append(ReportTables.opportunities) }
    let tables = workers.all(groups) { $0(report) }
    try writing.write(
      tables.flatMap { $0 }, joint: areJoint ? [opportunities] : [], aside: aside)
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
          ReportTable.Part {
            let findings = join.findings()
            return RecordStream { try findings().map { ValidationTables.row($0, file: $1) } }
          }
        ]),
      ReportTable(
        ValidationTables.rejects,
        parts: [
          ReportTable.Part {
            let rejects = join.rejects()
            return RecordStream { try rejects().map { ValidationTables.row($0, file: $1) } }
          }
        ]),
    ]
  }

  /// The two tables that may have as many rows as the input, side by side: each takes about as long to
  /// be written, and digested on the way, as its rows take to be made.
  private func writeValidation(_ outcome: IntakeOutcome, by workers: Workers) throws {
    let (diagnostics, rejects) = (ValidationTables.diagnostics, ValidationTables.rejects)
    guard documents.isBuiltIn(diagnostics), documents.isBuiltIn(rejects) else {
      for table in validation(outcome) { _ = try write(table.table, table.rows()) }
      return
    }
    let join = FindingJoin(outcome: outcome)
    let findings = FindingPieces(join)
    let pool = DiagnosticRowsPool(outcome.vocabulary, documents.dialect)
    let pieces = RejectPieces(join)
    let rows = try RejectRows(dialect: documents.dialect)
    let writeRejects = {
      try write(rejects, by: Workers(1)) { try $0.write(pieces.next, rows: rows.rows, to: $1) }
    }
    try write(diagnostics, by: workers) {
      try $0.write(findings.next, rows: pool.rows, to: $1, aside: writeRejects)
    }
  }

  /// Writes a table by several threads.
  private func write(
    _ table: OutputTable, by workers: Workers,
    _ body: (TableBatches, (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    guard let template = documents.template(of: table) else { return }
    let file = try staged.file("csv/\(table.name).csv")
    try body(TableBatches(template: template, workers: workers)) {
      try file.write($0)
    }
    meter.add(.bytesWritten, try file.close().bytes)
  }

  /// Writes a table by this thread; gives what was written.
  private func write(_ table: OutputTable, _ rows: RecordStream) throws -> Archive.Output? {
    guard let template = documents.template(of: table) else { return nil }
    let path = "csv/\(table.name).csv"
    var sink = StagedSink(file: try staged.file(path))
    try template.render(Record([.stream(rows)]), into: &sink)
    let content = try sink.file.close()
    meter.add(.bytesWritten, content.bytes)
    return DocumentWriter.listed(path, content)
  }
}

extension Result {
  /// Why there is no result.
  var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

/// A file of a run as what templates write to.
struct StagedSink: ByteSink {
  let file: StagedFile

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    try file.write(bytes)
  }
}
