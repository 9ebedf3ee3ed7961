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
