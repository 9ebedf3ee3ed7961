import Consolidation
import Foundation
import Model
import Publishing
import Reading
import Reporting
import Spool
import TemplateEngine

/// The main job: reads a territory's exports and publishes its reports.
package struct Run {
  let request: RunRequest
  let settings: Settings
  private let documents: Documents
  private let meter: RunMeter

  /// Checks the configuration and the templates; nothing of the input is read.
  ///
  /// `meter` is told what the run does.
  package init(_ request: RunRequest, meter: RunMeter = RunMeter()) throws(RunFailure) {
    self.request = request
    self.meter = meter
    meter.enter(.templates)
    do throws(ConfigurationError) {
      settings = try Settings(request.configuration, folder: request.configurationFolder)
    } catch {
      throw .configuration(error)
    }
    let dialect = CSVDialect.all.first { $0.name == request.dialect } ?? .excelES
    documents = try Documents(
      folder: request.templates, dialect: dialect, use: .of(request, settings))
  }

  /// Reads, judges and publishes; throws a `RunFailure` where nothing could be published.
  package func execute() throws -> RunSummary {
    meter.enter(.listing)
    defer { meter.finish() }
    let publisher = try opened { () throws(PublishingError) in
      try Publisher(output: request.output, period: request.judgement.period)
    }
    request.whenOpened(publisher)
    let outcome = try opened { try intake(scratch: request.output) }
    meter.enter(.figures)
    let territory = outcome.territory(judgement: request.judgement, settings: settings)
    try opened { try outcome.crossCheck(judgement: request.judgement, settings: settings) }
    var report = ReportBuilding.input(
      territory, settings: settings, outcome: outcome, files: outcome.fileReports,
      workers: Workers(request.jobs))
    try opened { try outcome.add(CrossChecks.decisions(territory, report.irregularities)) }
    report.listedFiles = outcome.listed(report.files)
    let totals = outcome.findingTotals
    guard !request.isStrict || totals.errors == 0 else {
      throw RunFailure.strict(errors: totals.errors)
    }
    let identity = RunNaming.identity(request, settings, documents, outcome)
    var hasNews = false
    let publication = try opened { () throws(any Error) in
      if let standing = try publisher.reuse(identity) { return standing }
      let predecessor = publisher.predecessor()
      report.news = NewsComparison.news(report, since: predecessor)
      let staged = try publisher.staging(for: identity)
      try DocumentWriter(request, documents, staged, meter).write(report, outcome)
      outcome.discardWhatWasSetAside()
      meter.enter(.publication)
      let description = RunNaming.description(
        request, settings, documents, report, outcome, totals)
      hasNews = report.news.saysSomething(in: description, since: predecessor)
      return try staged.publish(description)
    }
    var summary = RunSummary(publication, request, report, outcome, totals)
    summary.hasNews = hasNews
    summary.pruningProblem = prune(publisher)
    return summary
  }

  /// Removes old runs; gives why it can't: the new one is published all the same.
  private func prune(_ publisher: Publisher) -> String? {
    guard let keep = request.keep else { return nil }
    do throws(PublishingError) {
      _ = try publisher.prune(keeping: keep)
      return nil
    } catch {
      return error.message
    }
  }

  private func opened<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as PublishingError {
      if case .heldByAnotherRun = error { throw RunFailure.heldByAnotherRun(error.message) }
      throw RunFailure.cannotWrite(error.message)
    } catch let error as TemplateError {
      throw RunFailure.templates([error.message])
    } catch let error as SpoolError {
      throw RunFailure.cannotWrite(MachineMessages.text(error, in: request.output))
    } catch let fault as IntakeFault {
      throw RunFailure.inputFault(MachineMessages.text(fault))
    } catch let fault as PartialFault {
      throw RunFailure.partial(PartialMessages.text(fault))
    }
  }

  /// Reads the input; what is set aside on disk goes to `scratch`.
  func intake(scratch: String) throws -> IntakeOutcome {
    let store = try FindingStore(in: scratch)
    let details = try ActionDetails(in: scratch, actions: request.writesPages)
    let judgement = request.judgement
    let window = settings.configuration.thresholds.window
    let reading = ReadingContext(
      vocabulary: settings.vocabulary, judgement: judgement, keepsTexts: true)
    let input = try source(reading)
    let intake = InputIntake(
      input, reading: reading, window: (judgement.period - window)...judgement.period,
      workers: Workers(request.jobs), store: store, details: details, meter: meter)
    let outcome: IntakeOutcome
    do {
      outcome = try intake.run()
    } catch is SourceFolderError {
      throw RunFailure.noInput(request.input)
    }
    guard !outcome.files.isEmpty else {
      throw request.partials.isEmpty
        ? RunFailure.noInput(request.input) : RunFailure.partial(PartialMessages.empty)
    }
    guard !outcome.records.establishments.isEmpty else { throw RunFailure.noDirectory }
    return outcome
  }

  /// Where the input comes from: its folder, or what was read of it elsewhere.
  private func source(_ reading: ReadingContext) throws -> any InputSource {
    guard request.partials.isEmpty else {
      return try PartialSource(request.partials, reading: reading, meter: meter)
    }
    return FolderSource(
      request.input, output: request.output.isEmpty ? nil : request.output, reading: reading,
      blockSize: request.blockSize, meter: meter)
  }
}

/// How many findings there are by severity.
struct FindingTotals {
  let errors: Int
  let warnings: Int
}

extension IntakeOutcome {
  /// Of all findings; those that are made when all is read are in it once they were added.
  var findingTotals: FindingTotals {
    FindingTotals(errors: count(of: .error), warnings: count(of: .warning))
  }

  private func count(of severity: Severity) -> Int {
    files.reduce(0) { total, file in
      total
        + file.log.counts.total(
          of: { $0.severity == severity }, counts: { counts($0, of: file) })
    } + listing.problems.count { SourceMessages.finding($0).code.severity == severity }
  }

  /// What is said of each file, by its number.
  var fileReports: [FileReport] {
    files.map { file in
      var report = FileReport(
        name: file.source.name, kinds: file.outcome.kinds,
        format: file.outcome.format?.rawValue, encoding: file.outcome.encoding?.rawValue,
        bytes: file.bytes, sha256: file.sha256?.hex)
      report.sheets = file.outcome.sheets
      report.accepted = file.accepted
      report.superseded = file.superseded
      report.rejected = file.rejected
      return report
    }
  }
}

extension IntakeOutcome {
  /// The rows of `archivos.csv`: what is said of the files, and what has a read extension and is no file.
  func listed(_ files: [FileReport]) -> [FileReport] {
    let others = listing.problems.filter { $0.kind == .notAFile }.map { problem in
      FileReport(
        name: problem.name, kinds: [], format: nil, encoding: nil, bytes: nil, sha256: nil)
    }
    return (files + others).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
