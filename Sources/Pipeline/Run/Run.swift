import Consolidation
import Foundation
import Model
import Reading
import Reporting
import Spool
import TemplateEngine

/// The main job: reads a territory's exports and publishes its reports.
package struct Run {
  private let request: RunRequest
  private let settings: Settings
  private let documents: Documents

  /// Checks the configuration and the templates; nothing of the input is read.
  package init(_ request: RunRequest) throws(RunFailure) {
    self.request = request
    do throws(ConfigurationError) {
      settings = try Settings(request.configuration, folder: request.configurationFolder)
    } catch {
      throw .configuration(error)
    }
    let dialect = CSVDialect.all.first { $0.name == request.dialect } ?? .excelES
    documents = try Documents(folder: request.templates, dialect: dialect)
  }

  package func execute() throws {
    try FileManager.default.createDirectory(
      atPath: request.output, withIntermediateDirectories: true)
    let outcome = try intake()
    let territory = outcome.territory(judgement: request.judgement, settings: settings)
    outcome.crossCheck(judgement: request.judgement, settings: settings)
    let report = ReportBuilding.input(
      territory, settings: settings, outcome: outcome, files: outcome.fileReports)
    outcome.add(CrossChecks.decisions(territory, report.irregularities))
    try write(report, outcome)
  }

  private func intake() throws -> IntakeOutcome {
    let store = try FindingStore(in: request.output)
    let details = try ActionDetails(in: request.output, everyAction: request.writesPages)
    let judgement = request.judgement
    let window = settings.configuration.thresholds.window
    let intake = InputIntake(
      folder: request.input,
      reading: ReadingContext(
        vocabulary: settings.vocabulary, judgement: judgement, keepsTexts: true),
      window: (judgement.period - window)...judgement.period, workers: Workers(request.jobs),
      blockSize: request.blockSize, store: store, details: details)
    let outcome = try intake.run()
    guard !outcome.files.isEmpty else { throw RunFailure.noInput(request.input) }
    guard !outcome.records.establishments.isEmpty else { throw RunFailure.noDirectory }
    return outcome
  }

  private func write(_ report: ReportInput, _ outcome: IntakeOutcome) throws {
    let folder = request.output + "/csv"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for table in ReportTables.all(report) {
      try render(table.table, table.rows(), to: folder)
    }
    let join = FindingJoin(outcome: outcome)
    try render(
      ValidationTables.diagnostics,
      Pulled.stream { yield in
        try join.forEachFinding { yield(ValidationTables.row($0, file: $1)) }
      }, to: folder)
    try render(
      ValidationTables.rejects,
      Pulled.stream { yield in
        try join.forEachReject { yield(ValidationTables.row($0, file: $1)) }
      }, to: folder)
  }

  private func render(_ table: OutputTable, _ rows: RecordStream, to folder: String) throws {
    guard let template = documents.template(of: table) else { return }
    var buffer = ByteBuffer()
    try template.render(Record([.stream(rows)]), into: &buffer)
    _ = FileManager.default.createFile(
      atPath: "\(folder)/\(table.name).csv", contents: Data(buffer.bytes))
  }
}

enum Pulled {
  static func stream(_ push: ((Record) -> Void) throws -> Void) throws -> RecordStream {
    var rows: [Record] = []
    try push { rows.append($0) }
    var rest = rows[...]
    return RecordStream { rest.popFirst() }
  }
}

extension IntakeOutcome {
  /// What is said of each file, by its number.
  var fileReports: [FileReport] {
    files.map { file in
      var report = FileReport(
        name: file.source.name, kinds: file.outcome.kinds,
        format: file.outcome.format?.rawValue, encoding: file.outcome.encoding?.rawValue,
        bytes: file.bytes, sha256: file.sha256)
      report.accepted = file.accepted
      report.superseded = file.superseded
      report.rejected = file.rejected
      return report
    }
  }
}
