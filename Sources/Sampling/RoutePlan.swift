/// A route as a whole: what all of its rows share.
struct RoutePlan {
  let establishment: Establishment
  let period: Int
  let version: Int
  let edition: Int
  let troubles: Troubles
  /// The last month of a follow-up.
  let lastFollowUp: Int
  let components: [Int]
  let goals: Int
  let actions: Int
  let hasObjectives: Bool

  /// How many versions an EE delivered in a vigencia; 0 where no row of rg-382 came in.
  static func versions(
    of establishment: Establishment, in period: Int, territory: Territory
  ) -> Int {
    let state = territory.state(of: establishment, in: period)
    let rejected = territory.rejectsWholeRoute(of: establishment, in: period)
    guard establishment.active, state.hasRoute || rejected else { return 0 }
    let revises = establishment.conduct.revisesRoutes && !rejected
    return revises ? 2 : 1
  }

  init(
    of establishment: Establishment, in period: Int, version: Int, versions: Int,
    territory: Territory
  ) {
    let options = territory.options
    self.establishment = establishment
    self.period = period
    self.version = version
    edition = territory.edition(of: establishment, in: period)
    troubles = territory.troubles(of: establishment, in: period)
    lastFollowUp = version < versions ? 6 : 11
    var random = SplitMix64(options.seed, .route, establishment.index, period)
    let actions = max(1, options.actions / 2 + random.below(options.actions + 1))
    let components = territory.components.choice(
      min(8 + random.below(13), actions), edition: edition, seed: options.seed,
      establishment: establishment.index, period: period)
    self.actions = actions
    self.components = components
    goals = min(actions, components.count + random.below(components.count + 1))
    hasObjectives = random.chance(15)
  }
}

extension Territory {
  /// Whether rows of a route came in and every one of them is bad.
  func rejectsWholeRoute(of establishment: Establishment, in period: Int) -> Bool {
    options.errorsPerMillion > 0
      && troubles(of: establishment, in: period).contains(.allRejected)
  }
}
