import Consolidation
import Irregularities
import Model

/// What is concluded of a territory for one period.
///
/// Where it is of several entities, each is judged by itself, so that what one of them does not send
/// tells nothing of the others (I10), and the whole is what they come to together.
struct Concluded {
  let judgement: Judgement
  let irregularities: Irregularities
  /// One of each part.
  let parts: [Irregularities]

  private static let stretch = 1024

  /// Judges the establishments a stretch at a time, side by side.
  init(
    _ territory: Territory, parts: [TerritoryPart], _ judgement: Judgement,
    _ thresholds: Thresholds, _ workers: Workers
  ) {
    self.judgement = judgement
    let territories = parts.isEmpty ? [territory] : parts.map(\.territory)
    let evaluations = territories.map {
      Evaluation($0, judgement: judgement, thresholds: thresholds)
    }
    let pieces = territories.indices.flatMap { number in
      let places = territories[number].establishments.indices
      return stride(from: 0, to: places.count, by: Concluded.stretch).map {
        (number, places[$0...].prefix(Concluded.stretch))
      }
    }
    var stretches = [[Irregularities]](repeating: [], count: evaluations.count)
    workers.ordered(
      pieces.count, work: { evaluations[pieces[$0].0].run(pieces[$0].1) },
      commit: { stretches[pieces[$0].0].append($1) })
    let concluded = stretches.map(Irregularities.concatenated)
    self.parts = parts.isEmpty ? [] : concluded
    irregularities =
      parts.isEmpty
      ? concluded[0]
      : .joined(
        zip(concluded, parts).map { ($0, $1.places) }, count: territory.establishments.count)
  }
}

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
