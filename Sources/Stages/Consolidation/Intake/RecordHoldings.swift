import Model

/// Records of every kind but rg-382 that were accepted, and the keys that records have taken.
///
/// A class, since its fifteen lists and tables would be counted again each time it is passed on.
final class RecordHoldings {
  private struct ActivityKey: Hashable {
    let key: RouteKey
    let code: String
    var day: Int32 = 0
  }

  private struct StrategyKey: Hashable {
    let vigencia: Int
    let code: String
  }

  private struct ExclusionKey: Hashable {
    let key: RouteKey
    let condition: Condition?
  }

  private(set) var establishments: [Establishment] = []
  private(set) var deliveries: [RouteKey: Delivery] = [:]
  var evaluations: [RouteKey: SelfEvaluation] = [:]
  private(set) var planned: [PlannedActivity] = []
  private(set) var executed: [ExecutedActivity] = []
  private(set) var strategies: [Strategy] = []
  private(set) var exclusions: [Exclusion] = []
  private(set) var decisions: [RouteKey: Decision] = [:]
  var vigencias: Set<Int> = []
  /// Of the record that was added last: nearly all of a file have the same.
  private var lastVigencia: Int?

  private var establishmentKeys: Set<DaneCode> = []
  private var deliveryKeys: Set<RouteKey> = []
  private var plannedKeys: Set<ActivityKey> = []
  private var executedKeys: Set<ActivityKey> = []
  private var strategyKeys: Set<StrategyKey> = []
  private var exclusionKeys: Set<ExclusionKey> = []
  private var decisionKeys: Set<RouteKey> = []

  /// Takes a record's key; `false` if it is taken here or in `earlier`.
  ///
  /// A valuation's key is its place in the table of levels, which `RecordIntake` looks after.
  func takeKey(of record: InputRecord, unlessIn earlier: RecordHoldings) -> Bool {
    switch record {
    case .establishment(let row):
      return take(row.code, in: \.establishmentKeys, unlessIn: earlier)
    case .delivery(let row): return take(row.key, in: \.deliveryKeys, unlessIn: earlier)
    case .valuation: return true
    case .planned(let row):
      let key = ActivityKey(key: row.key, code: row.code)
      return take(key, in: \.plannedKeys, unlessIn: earlier)
    case .executed(let row):
      let key = ActivityKey(key: row.key, code: row.code, day: row.executed.number)
      return take(key, in: \.executedKeys, unlessIn: earlier)
    case .strategy(let row):
      let key = StrategyKey(vigencia: row.vigencia, code: row.code)
      return take(key, in: \.strategyKeys, unlessIn: earlier)
    case .exclusion(let row):
      let key = ExclusionKey(key: row.key, condition: row.condition)
      return take(key, in: \.exclusionKeys, unlessIn: earlier)
    case .decision(let row): return take(row.key, in: \.decisionKeys, unlessIn: earlier)
    }
  }

  private func take<Key: Hashable>(
    _ key: Key, in keys: ReferenceWritableKeyPath<RecordHoldings, Set<Key>>,
    unlessIn earlier: RecordHoldings
  ) -> Bool {
    !earlier[keyPath: keys].contains(key) && self[keyPath: keys].insert(key).inserted
  }

  /// Forgets the keys: no more records come.
  func forgetKeys() {
    establishmentKeys = []
    deliveryKeys = []
    plannedKeys = []
    executedKeys = []
    strategyKeys = []
    exclusionKeys = []
    decisionKeys = []
  }

  /// Adds a record that is accepted.
  func add(_ record: InputRecord) {
    switch record {
    case .establishment(let row): establishments.append(row)
    case .delivery(let row): deliveries[row.key] = row
    case .valuation: break
    case .planned(let row): planned.append(row)
    case .executed(let row): executed.append(row)
    case .strategy(let row): strategies.append(row)
    case .exclusion(let row): exclusions.append(row)
    case .decision(let row): decisions[row.key] = row
    }
    if let vigencia = record.countedVigencia, vigencia != lastVigencia {
      vigencias.insert(vigencia)
      lastVigencia = vigencia
    }
  }

  /// Adds the holdings of a later file, none of whose keys stands here.
  func add(_ later: RecordHoldings) {
    establishments += later.establishments
    deliveries.addAll(later.deliveries)
    evaluations.addAll(later.evaluations) { $0.add($1) }
    planned += later.planned
    executed += later.executed
    strategies += later.strategies
    exclusions += later.exclusions
    decisions.addAll(later.decisions)
    vigencias.formUnion(later.vigencias)
    establishmentKeys.addAll(later.establishmentKeys)
    deliveryKeys.addAll(later.deliveryKeys)
    plannedKeys.addAll(later.plannedKeys)
    executedKeys.addAll(later.executedKeys)
    strategyKeys.addAll(later.strategyKeys)
    exclusionKeys.addAll(later.exclusionKeys)
    decisionKeys.addAll(later.decisionKeys)
  }
}

extension SelfEvaluation {
  /// Adds the levels that a later file gives; each component has its level in one of the two.
  fileprivate mutating func add(_ later: SelfEvaluation) {
    for component in levels.indices where later.levels[component] > 0 {
      levels[component] = later.levels[component]
    }
    firstAtOne = firstAtOne ?? later.firstAtOne
  }
}

extension Dictionary {
  /// Adds entries, without touching one where there are none yet.
  fileprivate mutating func addAll(
    _ other: [Key: Value], joining: (inout Value, Value) -> Void = { $0 = $1 }
  ) {
    guard !isEmpty else { return self = other }
    for (key, value) in other {
      if self[key] == nil {
        self[key] = value
      } else {
        joining(&self[key, default: value], value)
      }
    }
  }
}

extension Set {
  /// Adds members, without touching one where there are none yet.
  fileprivate mutating func addAll(_ other: Set<Element>) {
    if isEmpty { self = other } else { formUnion(other) }
  }
}
