import Consolidation
import Model
import Reporting

/// The way from a territory to what the tables and pages are made of.
enum ReportBuilding {
  static func input(
    _ territory: Territory, settings: Settings, outcome: IntakeOutcome, files: [FileReport],
    workers: Workers = Workers(1)
  ) -> ReportInput {
    let thresholds = settings.configuration.thresholds
    let parts = territory.parts()
    let before = territory.judgement.previous
    let hasBefore = territory.vigencias.contains(before.period)
    let (judged, (previous, figures)) = workers.sideBySide(
      { Judged(territory, parts: parts, territory.judgement, thresholds) },
      {
        (
          hasBefore ? Judged(territory, parts: parts, before, thresholds) : nil,
          Consolidated(territory)
        )
      })
    let municipalities = AreaFigures.municipalities(territory, judged.irregularities)
    let details = outcome.details
    return ReportInput(
      territory: territory, thresholds: thresholds, entity: settings.configuration.entity,
      logo: settings.logo?.image, irregularities: judged.irregularities, outcomes: judged.outcomes,
      indicators: judged.indicators,
      previousIndicators: previous?.indicators,
      components: figures.components, processes: figures.processes,
      transitions: figures.transitions,
      municipalities: municipalities,
      entities: territory.jurisdiction.map {
        EntityFigure.all(parts, of: $0, judged, previous: previous, municipalities: municipalities)
      }, files: files,
      peiProcesses: settings.configuration.peiProcesses,
      infrastructureProcesses: settings.configuration.infrastructureProcesses,
      opportunities: { try details?.opportunities($0) ?? [] })
  }

  /// X217: decisions on establishments that are no candidates.
  static func decisionFindings(
    _ territory: Territory, settings: Settings
  ) -> [(file: FileNumber, finding: Diagnostic)] {
    let thresholds = settings.configuration.thresholds
    let judged = Judged(
      territory, parts: territory.parts(), territory.judgement, thresholds)
    return CrossChecks.decisions(territory, judged.irregularities)
  }

  /// The consolidation of the period.
  private struct Consolidated {
    let components: [ComponentFigure]
    let processes: [MunicipalityProcessFigure]
    let transitions: [TransitionFigure]

    init(_ territory: Territory) {
      let figures = ComponentFigures(territory)
      components = figures.components()
      processes = figures.processes()
      transitions = figures.transitions()
    }
  }
}
