/// The rows of the self-evaluation: every component of the EE's edition, valued 1 to 4.
struct SelfEvaluationRows {
  let territory: Territory

  /// Calls `emit` with each row, in the catalogue's order; nothing where the EE valued nothing.
  func forEach(
    of establishment: Establishment, in period: Int,
    _ emit: (Row) throws(SampleError) -> Void
  ) throws(SampleError) {
    let troubles = territory.troubles(of: establishment, in: period)
    let state = territory.state(of: establishment, in: period)
    guard establishment.active, !troubles.contains(.noSelfEvaluation),
      state.hasRoute || establishment.index % 3 != 0
    else { return }
    let edition = territory.edition(of: establishment, in: period)
    let components = territory.components.components(of: edition)
    let inRoute = membership(of: establishment, in: period, count: components.count)
    let firstOutside = inRoute.firstIndex { $0 == 0 }
    for (place, component) in components.enumerated() {
      var value = valuation(of: establishment, place: place, edition: edition, in: period)
      if troubles.contains(.disjointed) {
        if inRoute[place] > 0 { value = max(2, value) }
        if place == firstOutside { value = 1 }
      } else {
        if inRoute[place] > 0 { value = min(3, value) }
        if inRoute[place] == 1 { value = 1 }
      }
      try emit([
        .integer(period), .dane(establishment.code), component.code, .integer(value),
        edition == 2008 ? .absent : .integer(edition),
      ])
    }
  }

  /// For each component its ordinal in the route, from 1; 0 where the route lacks it.
  private func membership(of establishment: Establishment, in period: Int, count: Int) -> [Int] {
    let plan = RoutePlan(
      of: establishment, in: period, version: 1, versions: 1, territory: territory)
    var membership = [Int](repeating: 0, count: count)
    for (ordinal, place) in plan.components.enumerated() { membership[place] = ordinal + 1 }
    return membership
  }

  /// A first value that maturity decides, better by one from some vigencia on for some components.
  private func valuation(
    of establishment: Establishment, place: Int, edition: Int, in period: Int
  ) -> Int {
    var random = SplitMix64(
      territory.options.seed, .valuation, establishment.index, place, edition)
    let draw = random.below(100) + establishment.conduct.maturity - 60
    let first = draw < 15 ? 1 : draw < 60 ? 2 : draw < 90 ? 3 : 4
    let betterFrom = territory.options.periods.lowerBound + 1 + random.below(8)
    return min(4, first + (period >= betterFrom ? 1 : 0))
  }
}
