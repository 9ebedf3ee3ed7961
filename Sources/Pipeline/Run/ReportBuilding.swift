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
    let hasEarlier = territory.vigencias.contains(before.period)
    var made: ComponentFigures?
    let concluded = Concluded.all(
      hasEarlier ? [territory.judgement, before] : [territory.judgement], of: territory,
      parts: parts, thresholds, workers, aside: { made = ComponentFigures(territory) })
    let (now, earlier) = (concluded[0], hasEarlier ? concluded[1] : nil)
    let figures = made ?? ComponentFigures(territory)
    // What takes longest comes first.
    let (areas, judged, previous, components, processes, transitions) = workers.sideBySide(
      { AreaFigures.municipalities(territory, now.irregularities) },
      { Judged(territory, parts: parts, now) },
      { earlier.map { Judged(territory, parts: parts, $0) } },
      { figures.components() }, { figures.processes() }, { figures.transitions() })
    let details = outcome.details
    return ReportInput(
      territory: territory, thresholds: thresholds, entity: settings.configuration.entity,
      logo: settings.logo?.image, irregularities: judged.irregularities, outcomes: judged.outcomes,
      indicators: judged.indicators,
      previousIndicators: previous?.indicators,
      components: components, processes: processes, transitions: transitions,
      municipalities: areas,
      entities: territory.jurisdiction.map {
        EntityFigure.all(parts, of: $0, judged, previous: previous, municipalities: areas)
      }, files: files,
      peiProcesses: settings.configuration.peiProcesses,
      infrastructureProcesses: settings.configuration.infrastructureProcesses,
      opportunities: { try details?.opportunities($0) ?? [] })
  }

  /// X217: decisions on establishments that are no candidates.
  static func decisionFindings(
    _ territory: Territory, settings: Settings
  ) -> [(file: FileNumber, finding: Finding)] {
    let concluded = Concluded.all(
      [territory.judgement], of: territory, parts: territory.parts(),
      settings.configuration.thresholds, Workers(1))
    return CrossChecks.decisions(territory, concluded[0].irregularities)
  }
}
