import Consolidation
import Foundation
import Model
import Reading
import Spool

/// Reads an input folder only to check it (contract 4, `pmi validate`).
package struct Validation {
  private let input: String
  private let judgement: Judgement?
  private let settings: Settings
  private let jobs: Int

  package init(
    input: String, judgement: Judgement?, configuration: Configuration, configurationFolder: String,
    jobs: Int
  ) throws(RunFailure) {
    self.input = input
    self.judgement = judgement
    self.jobs = jobs
    do throws(ConfigurationError) {
      settings = try Settings(configuration, folder: configurationFolder)
    } catch {
      throw .configuration(error)
    }
  }

  /// Calls `body` with every finding and the name of its file, in their order; returns how many
  /// there are by severity.
  package func run(_ body: (Diagnostic, String) throws -> Void) throws -> [Severity: Int] {
    do {
      return try findings(body)
    } catch let error as SpoolError {
      let text = MachineMessages.text(error, in: NSTemporaryDirectory())
      throw RunFailure.cannotWrite(text)
    } catch let fault as IntakeFault {
      throw RunFailure.inputFault(MachineMessages.text(fault))
    } catch is SourceFolderError {
      throw RunFailure.noInput(input)
    }
  }

  private func findings(_ body: (Diagnostic, String) throws -> Void) throws -> [Severity: Int] {
    let period = judgement?.period ?? 0
    let window = (period - settings.configuration.thresholds.window)...period
    let reading = ReadingContext(
      vocabulary: settings.vocabulary, judgement: judgement, keepsTexts: false)
    let intake = InputIntake(
      FolderSource(input, reading: reading, blockSize: 1 << 20), reading: reading, window: window,
      workers: Workers(jobs), store: try FindingStore(in: NSTemporaryDirectory()), details: nil)
    let outcome = try intake.run()
    guard !outcome.files.isEmpty || !outcome.listing.problems.isEmpty else {
      throw RunFailure.noInput(input)
    }
    try outcome.crossCheck(judgement: judgement, settings: settings)
    if let judgement, !outcome.records.establishments.isEmpty {
      let territory = outcome.territory(judgement: judgement, settings: settings)
      try outcome.add(ReportBuilding.decisionFindings(territory, settings: settings))
    }
    var counts: [Severity: Int] = [:]
    let findings = FindingJoin(outcome: outcome).findings()
    while let (finding, file) = try findings() {
      counts[finding.code.severity, default: 0] += 1
      try body(finding, file)
    }
    return counts
  }
}
