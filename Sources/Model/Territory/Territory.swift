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
  /// `U`: the active establishments, sorted by code, each once.
  public let establishments: [Establishment]
  public let routes: ByEstablishment<CountingRoute>
  /// The first rejected row of routes of which rows came in and none counts (I08).
  public let rejectedRoutes: ByEstablishment<Place>
  public let deliveries: ByEstablishment<Delivery>
  public let evaluations: ByEstablishment<SelfEvaluation>
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
    self.init(
      judgement: judgement, catalogue: catalogue, municipalities: municipalities,
      defaultEdition: defaultEdition, establishments: establishments,
      routes: ByEstablishment(routes, of: establishments),
      rejectedRoutes: ByEstablishment(rejectedRoutes, of: establishments),
      deliveries: ByEstablishment(deliveries, of: establishments),
      evaluations: ByEstablishment(evaluations, of: establishments), planned: planned,
      executed: executed, strategies: strategies, exclusions: exclusions, decisions: decisions,
      vigencias: vigencias, jurisdiction: jurisdiction)
  }

  init(
    judgement: Judgement, catalogue: Catalogue, municipalities: Municipalities,
    defaultEdition: Edition, establishments: [Establishment],
    routes: ByEstablishment<CountingRoute>, rejectedRoutes: ByEstablishment<Place>,
    deliveries: ByEstablishment<Delivery>, evaluations: ByEstablishment<SelfEvaluation>,
    planned: [PlannedActivity], executed: [ExecutedActivity], strategies: [Strategy],
    exclusions: [Exclusion], decisions: [RouteKey: Decision], vigencias: Set<Int>,
    jurisdiction: Jurisdiction?
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

  /// The editions of the catalogue in use in a vigencia; the configured one where none is.
  public func editionsInUse(_ vigencia: Int) -> Set<Edition> {
    var isUsed = [Bool](repeating: false, count: catalogue.components.count)
    for place in establishments.indices {
      if let route = routes[place, vigencia] {
        for sums in route.facts.components { isUsed[Int(sums.component)] = true }
      }
      guard let levels = evaluations[place, vigencia]?.levels else { continue }
      for component in levels.indices where levels[component] > 0 { isUsed[component] = true }
    }
    let editions = Set(
      isUsed.indices.lazy.filter { isUsed[$0] }.map { catalogue.components[$0].edition })
    return editions.isEmpty ? [defaultEdition] : editions
  }
}
