import Consolidation
import Irregularities
import Model
import Reporting

/// The way from a territory to what the tables and pages are made of.
enum ReportBuilding {
  static func input(
    _ territory: Territory, settings: Settings, outcome: IntakeOutcome, files: [FileReport]
  ) -> ReportInput {
    let thresholds = settings.configuration.thresholds
    let judged = Judged(territory, territory.judgement, thresholds)
    let previous = territory.judgement.previous
    let hasPrevious = territory.vigencias.contains(previous.period)
    let figures = ComponentFigures(territory)
    let details = outcome.details
    return ReportInput(
      territory: territory, thresholds: thresholds, entity: settings.configuration.entity,
      logo: settings.logo?.image, irregularities: judged.irregularities, outcomes: judged.outcomes,
      indicators: judged.indicators,
      previousIndicators: hasPrevious ? Judged(territory, previous, thresholds).indicators : nil,
      components: figures.components(), processes: figures.processes(),
      transitions: figures.transitions(),
      municipalities: AreaFigures.municipalities(territory, judged.irregularities), files: files,
      peiProcesses: settings.configuration.peiProcesses,
      infrastructureProcesses: settings.configuration.infrastructureProcesses,
      opportunities: { try details?.opportunities($0) ?? [] })
  }

  /// X217: decisions on establishments that are no candidates.
  static func decisionFindings(
    _ territory: Territory, settings: Settings
  ) -> [(file: FileNumber, finding: Diagnostic)] {
    let thresholds = settings.configuration.thresholds
    let evaluation = Evaluation(
      territory, judgement: territory.judgement, thresholds: thresholds)
    return CrossChecks.decisions(territory, evaluation.run())
  }

  /// The territory judged for one period.
  private struct Judged {
    let irregularities: Irregularities
    let outcomes: [ActivityOutcome]
    let indicators: [Indicator]

    init(_ territory: Territory, _ judgement: Judgement, _ thresholds: Thresholds) {
      irregularities = Evaluation(territory, judgement: judgement, thresholds: thresholds).run()
      outcomes = AssistanceCompliance.outcomes(territory, judgement: judgement)
      indicators = Indicators(
        territory, judgement: judgement, irregularities: irregularities, outcomes: outcomes
      ).run()
    }
  }
}
