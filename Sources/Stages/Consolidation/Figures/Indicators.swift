import Model

/// The indicators of RG-380, N01 to N30 in their printed order, for the period that the
/// irregularities and outcomes were judged for.
package struct Indicators {
  private let territory: Territory
  private let judgement: Judgement
  private let irregularities: Irregularities
  private let outcomes: [ActivityOutcome]
  /// By place of the establishment.
  private let states: [DeliveryState]
  private let counting: CountingRoutes

  package init(
    _ territory: Territory, judgement: Judgement, irregularities: Irregularities,
    outcomes: [ActivityOutcome]
  ) {
    self.territory = territory
    self.judgement = judgement
    self.irregularities = irregularities
    self.outcomes = outcomes
    var counting = CountingRoutes()
    states = territory.establishments.indices.map { place in
      let route = territory.routes[place, judgement.period]
      if let route { counting.add(route.facts) }
      return DeliveryStatus(
        delivery: territory.deliveries[place, judgement.period], isRouteCounting: route != nil,
        cutoff: judgement.cutoff
      ).state
    }
    self.counting = counting
  }

  private func count(_ state: DeliveryState) -> Int {
    states.count { $0 == state }
  }

  package func run() -> [Indicator] {
    deliveries() + routes() + assistance() + conditions() + remaining()
  }

  // MARK: - Groups

  /// What the counting routes of the period come to.
  private struct CountingRoutes {
    var count = 0
    var sums = ComponentSums(component: 0)
    var logro = LogroSum()
    var measurable = 0
    var met = 0

    mutating func add(_ facts: RouteFacts) {
      count += 1
      sums.add(facts.totals)
      logro.add(facts)
      measurable += facts.measurableGoals
      met += facts.metGoals
    }
  }

  private func deliveries() -> [Indicator] {
    let all = territory.establishments.count
    return [
      count("N01", all, .establishments), count("N02", counting.count, .establishments),
      count("N03", count(.onTime), .establishments),
      count("N04", count(.late), .establishments),
      count("N05", count(.returned), .establishments),
      count("N06", count(.notDelivered), .establishments),
      count("N07", count(.pending), .establishments),
      count("N08", count(.unregistered), .establishments),
      percentage("N09", counting.count, of: all),
    ]
  }

  private func routes() -> [Indicator] {
    let (sums, logro, measurable) = (counting.sums, counting.logro, counting.measurable)
    return [
      count("N10", sums.opportunities, .quantity), count("N11", sums.goals, .quantity),
      count("N12", measurable, .quantity), count("N13", counting.met, .quantity),
      percentage("N14", counting.met, of: measurable),
      Indicator(
        code: "N15", unit: .percent,
        value: measurable > 0 ? .hundredths(logro.percentHundredths(over: measurable)) : nil,
        numerator: .hundredths(logro.percentHundredths(over: 1)), denominator: measurable),
      count("N16", sums.actions, .quantity), count("N17", sums.done, .quantity),
      count("N18", sums.overdue, .quantity),
      Indicator(
        code: "N19", unit: .percent,
        value: sums.meanProgress.map { .hundredths($0.rounded) },
        numerator: .hundredths(sums.progress), denominator: sums.actions),
    ]
  }

  private func assistance() -> [Indicator] {
    let executed = outcomes.count { $0.state.counts }
    let aligned = outcomes.count { $0.isAligned }
    return [
      count("N20", outcomes.count, .quantity), count("N21", executed, .quantity),
      percentage("N22", executed, of: outcomes.count),
      percentage("N23", aligned, of: outcomes.count),
    ]
  }

  private func conditions() -> [Indicator] {
    let places = territory.establishments.indices
    let all = places.count { !irregularities.findings(of: $0).isEmpty }
    let systematic = places.count {
      irregularities.findings(of: $0).contains(where: \.isSystematic)
    }
    return [
      count("N24", all, .establishments), count("N25", systematic, .establishments),
      count("N26", places.count { irregularities.isCandidate($0) }, .establishments),
    ]
  }

  private func remaining() -> [Indicator] {
    var sum = 0
    var valued = 0
    for place in territory.establishments.indices {
      guard let evaluation = territory.evaluations[place, judgement.period] else { continue }
      for level in evaluation.levels {
        sum += Int(level)
        valued += level > 0 ? 1 : 0
      }
    }
    return [
      Indicator(
        code: "N27", unit: .mean,
        value: Ratio(sum, over: valued).map { .hundredths($0.hundredths) },
        numerator: .count(sum), denominator: valued),
      percentage("N28", count(.onTime), of: territory.establishments.count),
      count("N29", count(.delivered), .establishments),
      count("N30", count(.announced), .establishments),
    ]
  }

  // MARK: - Kinds of figures

  private func count(_ code: String, _ value: Int, _ unit: Indicator.Unit) -> Indicator {
    Indicator(
      code: code, unit: unit, value: .count(value), numerator: .count(value), denominator: nil)
  }

  private func percentage(_ code: String, _ part: Int, of whole: Int) -> Indicator {
    Indicator(
      code: code, unit: .percent,
      value: Ratio(part, over: whole).map { .hundredths($0.percentHundredths) },
      numerator: .count(part), denominator: whole)
  }
}
