/// The establishments of one entity with everything that is theirs, as a territory of its own.
public struct TerritoryPart: Sendable {
  public let entity: TerritorialEntity
  public let territory: Territory
  /// Places of its establishments in the whole, ascending.
  public let places: [Int]
}

extension Territory {
  /// The whole, cut by entity; by code, empty in a run of one entity.
  ///
  /// Of each entity of the run one part, even where it has no establishment, and one of every other that
  /// the directory brings (X215).
  /// The PAM names no establishment, so that every part has all of it.
  public func parts() -> [TerritoryPart] {
    guard let jurisdiction else { return [] }
    var places: [EntityCode: [Int]] = [:]
    for code in jurisdiction.chosen { places[code] = [] }
    var home: [DaneCode: EntityCode] = [:]
    for (place, establishment) in establishments.enumerated() {
      guard let entity = jurisdiction.entities.entity(of: establishment.municipality) else {
        continue
      }
      places[entity.code, default: []].append(place)
      home[establishment.code] = entity.code
    }
    let records = TerritoryRecords.split(self, home)
    return places.sorted { $0.key < $1.key }.compactMap { code, places in
      guard let entity = jurisdiction.entities[code] else { return nil }
      return TerritoryPart(
        entity: entity, territory: part(places, records[code] ?? TerritoryRecords()),
        places: places)
    }
  }

  private func part(_ places: [Int], _ records: TerritoryRecords) -> Territory {
    let (routes, deliveries) = (routes.part(places), deliveries.part(places))
    let evaluations = evaluations.part(places)
    let vigencias = routes.vigencias.union(deliveries.vigencias).union(evaluations.vigencias)
      .union(records.vigencias).union(strategies.map(\.vigencia))
    return Territory(
      judgement: judgement, catalogue: catalogue, municipalities: municipalities,
      defaultEdition: defaultEdition, establishments: places.map { establishments[$0] },
      routes: routes, rejectedRoutes: rejectedRoutes.part(places), deliveries: deliveries,
      evaluations: evaluations, planned: records.planned, executed: records.executed,
      strategies: strategies, exclusions: records.exclusions, decisions: records.decisions,
      vigencias: vigencias, jurisdiction: nil)
  }
}

/// Records of the establishments of one entity that are not found by their place.
private struct TerritoryRecords {
  var planned: [PlannedActivity] = []
  var executed: [ExecutedActivity] = []
  var exclusions: [Exclusion] = []
  var decisions: [RouteKey: Decision] = [:]

  /// Those that some of the activities belongs to.
  var vigencias: Set<Int> {
    Set(planned.map(\.key.vigencia)).union(executed.map(\.key.vigencia))
  }

  /// The records of a territory by the entity of their establishment, in their order.
  static func split(
    _ whole: Territory, _ home: [DaneCode: EntityCode]
  ) -> [EntityCode: TerritoryRecords] {
    var parts: [EntityCode: TerritoryRecords] = [:]
    func add(_ key: RouteKey, _ body: (inout TerritoryRecords) -> Void) {
      guard let entity = home[key.establishment] else { return }
      body(&parts[entity, default: TerritoryRecords()])
    }
    for row in whole.planned { add(row.key) { $0.planned.append(row) } }
    for row in whole.executed { add(row.key) { $0.executed.append(row) } }
    for row in whole.exclusions { add(row.key) { $0.exclusions.append(row) } }
    for (key, decision) in whole.decisions { add(key) { $0.decisions[key] = decision } }
    return parts
  }
}
