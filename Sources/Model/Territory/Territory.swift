/// A route that counts.
public struct CountingRoute: Sendable {
  public let version: UInt32
  /// Its first counting row.
  public let first: Place
  public let closed: ClosedFacts
  /// Whether a higher version came in and lost every row (X216).
  public var isOlderVersion: Bool

  public init(version: UInt32, first: Place, facts: ClosedFacts, isOlderVersion: Bool) {
    self.version = version
    self.first = first
    closed = facts
    self.isOlderVersion = isOlderVersion
  }

  /// Looked into without a copy, since it is asked for of every route.
  @inlinable public var facts: RouteFacts {
    _read { yield closed.facts }
  }

  /// The sums of all its components, without a look at the rest.
  @inlinable public var totals: ComponentSums { closed.facts.totals }
}

/// The self-evaluation of one establishment in one vigencia.
public struct SelfEvaluation: Sendable {
  /// By component: 1 to 4, 0 where it was not valued.
  public var levels: [UInt8]
  /// The first row with valoracion 1.
  public var firstAtOne: Place?

  public init(components: Int) {
    levels = Array(repeating: 0, count: components)
  }
}

/// Everything that counts, in its reading order where that matters.
///
/// Source: contract 1 §5; contract 3, notation.
public struct Territory: Sendable {
  public let judgement: Judgement
  public let catalogue: Catalogue
  public let municipalities: Municipalities
  public let defaultEdition: Edition
  /// `U`: the active establishments, by code.
  public let establishments: [Establishment]
  public let routes: [RouteKey: CountingRoute]
  /// The first rejected row of routes of which rows came in and none counts (I08).
  public let rejectedRoutes: [RouteKey: Place]
  public let deliveries: [RouteKey: Delivery]
  public let evaluations: [RouteKey: SelfEvaluation]
  public let planned: [PlannedActivity]
  public let executed: [ExecutedActivity]
  public let strategies: [Strategy]
  public let exclusions: [Exclusion]
  public let decisions: [RouteKey: Decision]
  /// Vigencias that some accepted row of any kind but exclusiones and decisiones belongs to.
  public let vigencias: Set<Int>
  /// The entities that the run takes together; `nil` in a run of one.
  public let jurisdiction: Jurisdiction?

  public init(
    judgement: Judgement, catalogue: Catalogue, municipalities: Municipalities,
    defaultEdition: Edition, establishments: [Establishment],
    routes: [RouteKey: CountingRoute], rejectedRoutes: [RouteKey: Place],
    deliveries: [RouteKey: Delivery], evaluations: [RouteKey: SelfEvaluation],
    planned: [PlannedActivity], executed: [ExecutedActivity], strategies: [Strategy],
    exclusions: [Exclusion], decisions: [RouteKey: Decision], vigencias: Set<Int>,
    jurisdiction: Jurisdiction? = nil
  ) {
    self.judgement = judgement
    self.catalogue = catalogue
    self.municipalities = municipalities
    self.defaultEdition = defaultEdition
    self.establishments = establishments
    self.routes = routes
    self.rejectedRoutes = rejectedRoutes
    self.deliveries = deliveries
    self.evaluations = evaluations
    self.planned = planned
    self.executed = executed
    self.strategies = strategies
    self.exclusions = exclusions
    self.decisions = decisions
    self.vigencias = vigencias
    self.jurisdiction = jurisdiction
  }

  public func key(_ establishment: Establishment, _ vigencia: Int) -> RouteKey {
    RouteKey(establishment: establishment.code, vigencia: vigencia)
  }

  public func route(_ establishment: Establishment, _ vigencia: Int) -> CountingRoute? {
    routes[key(establishment, vigencia)]
  }

  /// The editions of the catalogue in use in a vigencia; the configured one where none is.
  public func editionsInUse(_ vigencia: Int) -> Set<Edition> {
    var isUsed = [Bool](repeating: false, count: catalogue.components.count)
    for establishment in establishments {
      let key = key(establishment, vigencia)
      if let route = routes[key] {
        for sums in route.facts.components { isUsed[Int(sums.component)] = true }
      }
      guard let levels = evaluations[key]?.levels else { continue }
      for component in levels.indices where levels[component] > 0 { isUsed[component] = true }
    }
    let editions = Set(
      isUsed.indices.lazy.filter { isUsed[$0] }.map { catalogue.components[$0].edition })
    return editions.isEmpty ? [defaultEdition] : editions
  }
}
