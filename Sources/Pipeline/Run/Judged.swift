import Consolidation
import Irregularities
import Model

/// A territory judged for one period.
///
/// Where it is of several entities, each is judged by itself, so that what one of them does not send
/// tells nothing of the others (I10), and the whole is what they come to together.
struct Judged {
  let irregularities: Irregularities
  let outcomes: [ActivityOutcome]
  let indicators: [Indicator]
  /// One of each part.
  let parts: [Judged]

  init(
    _ territory: Territory, parts: [TerritoryPart], _ judgement: Judgement,
    _ thresholds: Thresholds
  ) {
    self.parts = parts.map { Judged($0.territory, parts: [], judgement, thresholds) }
    if parts.isEmpty {
      irregularities = Evaluation(territory, judgement: judgement, thresholds: thresholds).run()
    } else {
      irregularities = .joined(
        zip(self.parts, parts).map { ($0.irregularities, $1.places) },
        count: territory.establishments.count)
    }
    outcomes = AssistanceCompliance.outcomes(territory, judgement: judgement)
    indicators = Indicators(
      territory, judgement: judgement, irregularities: irregularities, outcomes: outcomes
    ).run()
  }
}

extension EntityFigure {
  /// The figures of each part; `previous` is the judgement of the year before.
  static func all(
    _ parts: [TerritoryPart], of jurisdiction: Jurisdiction, _ now: Judged, previous: Judged?,
    municipalities: [(code: MunicipalityCode, figure: AreaFigure)]
  ) -> [EntityFigure] {
    let figures = Dictionary(
      municipalities.map { ($0.code, $0.figure) }, uniquingKeysWith: { first, _ in first })
    return parts.enumerated().map { place, part in
      let before = part.territory.judgement.previous.period
      let hasPrevious = part.territory.vigencias.contains(before)
      var area = AreaFigure()
      for code in Set(part.territory.establishments.map(\.municipality)) {
        area.add(figures[code] ?? AreaFigure())
      }
      return EntityFigure(
        entity: part.entity, isOfTheRun: jurisdiction.chosen.contains(part.entity.code),
        establishments: part.places, indicators: now.parts[place].indicators,
        previousIndicators: hasPrevious ? previous?.parts[place].indicators : nil,
        components: ComponentFigures(part.territory).components(),
        area: area)
    }
  }
}
