import Model
import Publishing
import Reporting

/// What a run says at its end.
package struct RunSummary: Sendable {
  /// How many changes there are since the earlier run.
  package struct Changes: Sendable {
    /// The earlier run; absent in the first one.
    package let since: String?
    /// Absent where it could not be compared.
    package let arrived: Int?
    package let appeared: Int?
    package let ended: Int?
  }

  /// The entities of a run of several.
  package struct Entities: Sendable {
    package let count: Int
    package let withEstablishments: Int
    /// Names of those with establishments and not one route that counts, by code.
    package let withoutRoutes: [String]

    init(_ figures: [EntityFigure]) {
      let present = figures.filter { !$0.establishments.isEmpty }
      count = figures.count
      withEstablishments = present.count
      withoutRoutes = present.filter { $0.area.received == 0 }.map(\.entity.name)
    }
  }

  package let run: String
  package let period: Int
  package let cutoff: String
  package let folder: String
  package let isNew: Bool
  package let writesTables: Bool
  package let writesPages: Bool
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
  /// How many active establishments are in each state of delivery, in the order of the contract.
  package let deliveries: [(state: DeliveryState, count: Int)]
  /// How many establishments each condition holds for.
  package let conditions: [(condition: Condition, count: Int)]
  package let withConditions: Int
  package let candidates: Int
  /// Absent in a run of one entity.
  package let entities: Entities?
  /// Absent where nothing new was published.
  package let changes: Changes?
  /// Whether there is more than the earlier run said already, but for the day it was judged by.
  package var hasNews = false
  /// Why old runs could not be removed (`--keep`), a sentence; absent where they were.
  package var pruningProblem: String?
  /// All that the run had in memory: who ends the process behind it need not wait until that is given
  /// back piece by piece.
  package let holdings: RunHoldings

  init(
    _ publication: Publication, _ request: RunRequest, _ report: ReportInput,
    _ outcome: IntakeOutcome, _ totals: FindingTotals
  ) {
    let territory = report.territory
    run = publication.run.description
    period = request.judgement.period
    cutoff = request.judgement.cutoff.iso
    folder = "\(request.output)/\(request.judgement.period)/\(publication.run)"
    isNew = publication.outcome == .published
    writesTables = request.writesTables
    writesPages = request.writesPages
    files = report.listedFiles.count
    refusedFiles = report.listedFiles.count { $0.kinds.isEmpty }
    read = outcome.files.reduce(0) { $0 + $1.accepted + $1.superseded + $1.rejected }
    accepted = outcome.files.reduce(0) { $0 + $1.accepted }
    superseded = outcome.files.reduce(0) { $0 + $1.superseded }
    rejected = outcome.files.reduce(0) { $0 + $1.rejected }
    errors = totals.errors
    warnings = totals.warnings
    establishments = territory.establishments.count
    routes = report.municipalities.reduce(0) { $0 + $1.figure.received }
    let states = territory.establishments.indices.map {
      territory.deliveryStatus($0, request.judgement.period).state
    }
    deliveries = DeliveryState.allCases.map { state in (state, states.count { $0 == state }) }
    let holding = report.irregularities.findings.map(\.condition)
    conditions = Condition.allCases.map { condition in
      (condition, holding.count { $0 == condition })
    }
    withConditions = report.municipalities.reduce(0) { $0 + $1.figure.withConditions }
    candidates = report.municipalities.reduce(0) { $0 + $1.figure.candidates }
    entities = report.entities.map(Entities.init)
    changes = isNew ? Changes(report.news) : nil
    holdings = RunHoldings(report, outcome)
  }
}

/// What a run had in memory, which nobody looks at any more.
package final class RunHoldings: @unchecked Sendable {
  // Unchecked: it is only let go.
  private let report: ReportInput
  private let outcome: IntakeOutcome

  fileprivate init(_ report: ReportInput, _ outcome: IntakeOutcome) {
    self.report = report
    self.outcome = outcome
  }
}

extension RunSummary.Changes {
  fileprivate init(_ news: News) {
    since = news.run
    guard case .with = news.comparison else {
      (arrived, appeared, ended) = (nil, nil, nil)
      return
    }
    arrived = news.count(.arrives)
    appeared = news.count(.appears)
    ended = news.count(.ends)
  }
}
