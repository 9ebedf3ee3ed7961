import Consolidation
import Model

/// A territory judged for one period.
struct Judged {
  let irregularities: Irregularities
  let outcomes: [ActivityOutcome]
  let indicators: [Indicator]
  /// One of each part.
  let parts: [Judged]

  init(_ territory: Territory, parts: [TerritoryPart], _ concluded: Concluded) {
    self.init(
      territory, concluded.irregularities, concluded.judgement,
      parts: zip(parts, concluded.parts).map { part, irregularities in
        Judged(part.territory, irregularities, concluded.judgement, parts: [])
      })
  }

  private init(
    _ territory: Territory, _ irregularities: Irregularities, _ judgement: Judgement,
    parts: [Judged]
  ) {
    self.parts = parts
    self.irregularities = irregularities
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
