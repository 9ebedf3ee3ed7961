/// A route that counts.
package struct CountingRoute: Sendable {
  package let version: UInt32
  /// Its first counting row.
  package let first: Place
  @usableFromInline package let closed: ClosedFacts
  /// Whether a higher version came in and lost every row (X216).
  package var isOlderVersion: Bool

  package init(version: UInt32, first: Place, facts: ClosedFacts, isOlderVersion: Bool) {
    self.version = version
    self.first = first
    closed = facts
    self.isOlderVersion = isOlderVersion
  }

  /// Looked into without a copy, since it is asked for of every route.
  @inlinable package var facts: RouteFacts {
    _read { yield closed.facts }
  }

  /// The sums of all its components, without a look at the rest.
  @inlinable package var totals: ComponentSums { closed.facts.totals }
}

/// The self-evaluation of one establishment in one vigencia.
package struct SelfEvaluation: Sendable {
  /// By component: 1 to 4, 0 where it was not valued.
  package var levels: [UInt8]
  /// The first row with valoracion 1.
  package var firstAtOne: Place?

  package init(components: Int) {
    levels = Array(repeating: 0, count: components)
  }
}

/// Everything that counts, in its reading order where that matters.
///
/// Source: contract 1 §5; contract 3, notation.
package struct Territory: Sendable {
  package let judgement: Judgement
  package let catalogue: Catalogue
  package let municipalities: Municipalities
  package let defaultEdition: Edition
  /// `U`: the active establishments, by code.
  package let establishments: [Establishment]
  package let routes: [RouteKey: CountingRoute]
  /// The first rejected row of routes of which rows came in and none counts (I08).
  package let rejectedRoutes: [RouteKey: Place]
  package let deliveries: [RouteKey: Delivery]
  package let evaluations: [RouteKey: SelfEvaluation]
  package let planned: [PlannedActivity]
  package let executed: [ExecutedActivity]
  package let strategies: [Strategy]
  package let exclusions: [Exclusion]
  package let decisions: [RouteKey: Decision]
  /// Vigencias that some accepted row of any kind but exclusiones and decisiones belongs to.
  package let vigencias: Set<Int>
  /// The entities that the run takes together; `nil` in a run of one.
  package let jurisdiction: Jurisdiction?

  package init(
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

  package func key(_ establishment: Establishment, _ vigencia: Int) -> RouteKey {
    RouteKey(establishment: establishment.code, vigencia: vigencia)
  }

  package func route(_ establishment: Establishment, _ vigencia: Int) -> CountingRoute? {
    routes[key(establishment, vigencia)]
  }

  /// The editions of the catalogue in use in a vigencia; the configured one where none is.
  package func editionsInUse(_ vigencia: Int) -> Set<Edition> {
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
