import Model
import Publishing
import Reporting

/// What a run says at its end.
package struct RunSummary: Sendable {
  package let folder: String
  package let isNew: Bool
  package let files: Int
  package let refusedFiles: Int
  package let read: Int
  package let accepted: Int
  package let superseded: Int
  package let rejected: Int
  package let errors: Int
  package let warnings: Int
  package let establishments: Int
  package let routes: Int
  package let withConditions: Int
  package let candidates: Int
  /// Why old runs could not be removed (`--keep`), a sentence; absent where they were.
  package var pruningProblem: String?

  init(
    _ publication: Publication, _ request: RunRequest, _ report: ReportInput,
    _ outcome: IntakeOutcome
  ) {
    folder = "\(request.output)/\(request.judgement.period)/\(publication.run)"
    isNew = publication.outcome == .published
    files = report.listedFiles.count
    refusedFiles = report.listedFiles.count { $0.kinds.isEmpty }
    read = outcome.files.reduce(0) { $0 + $1.accepted + $1.superseded + $1.rejected }
    accepted = outcome.files.reduce(0) { $0 + $1.accepted }
    superseded = outcome.files.reduce(0) { $0 + $1.superseded }
    rejected = outcome.files.reduce(0) { $0 + $1.rejected }
    errors = outcome.count(of: .error)
    warnings = outcome.count(of: .warning)
    establishments = report.territory.establishments.count
    routes = report.municipalities.reduce(0) { $0 + $1.figure.received }
    withConditions = report.municipalities.reduce(0) { $0 + $1.figure.withConditions }
    candidates = report.municipalities.reduce(0) { $0 + $1.figure.candidates }
  }
}
