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

  private static let stretch = 256

  /// One for each judgement: the establishments are judged a stretch at a time, side by side, and one of
  /// the threads begins with `aside`.
  static func all(
    _ judgements: [Judgement], of territory: Territory, parts: [TerritoryPart],
    _ thresholds: Thresholds, _ workers: Workers, aside: () -> Void = {}
  ) -> [Concluded] {
    let territories = parts.isEmpty ? [territory] : parts.map(\.territory)
    let asked = judgements.flatMap { judgement in territories.map { ($0, judgement) } }
    let evaluations = workers.all(asked) {
      Evaluation($0.0, judgement: $0.1, thresholds: thresholds)
    }
    let pieces = evaluations.indices.flatMap { number in
      let places = asked[number].0.establishments.indices
      return stride(from: 0, to: places.count, by: stretch).map {
        (number, places[$0...].prefix(stretch))
      }
    }
    var stretches = [[Irregularities]](repeating: [], count: evaluations.count)
    workers.ordered(
      pieces.count, work: { evaluations[pieces[$0].0].run(pieces[$0].1) },
      commit: { stretches[pieces[$0].0].append($1) }, aside: aside)
    let concluded = stretches.map(Irregularities.concatenated)
    return judgements.enumerated().map { number, judgement in
      let own = concluded[(number * territories.count)...].prefix(territories.count)
      return Concluded(judgement, Array(own), of: territory, parts: parts)
    }
  }

  private init(
    _ judgement: Judgement, _ concluded: [Irregularities], of territory: Territory,
    parts: [TerritoryPart]
  ) {
    self.judgement = judgement
    self.parts = parts.isEmpty ? [] : concluded
    irregularities =
      parts.isEmpty
      ? concluded[0]
      : .joined(
        zip(concluded, parts).map { ($0, $1.places) }, count: territory.establishments.count)
  }
}
