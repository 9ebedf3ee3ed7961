import Model

/// What is known of one establishment in one vigencia when its conditions are judged.
struct ConditionFacts {
  let cutoff: Day
  let delivery: DeliveryStatus
  let route: CountingRoute?
  let evaluation: SelfEvaluation?
  /// The first rejected row where rows came in and every one was rejected.
  let firstRejected: Place?
  /// Some establishment has a self-evaluation of the vigencia.
  let someAreEvaluated: Bool
  let thresholds: Thresholds

  /// `D(e,v)` is not empty.
  var isDelivered: Bool { route != nil }
}

/// One question that a condition asks; what it answers is said in `ConditionCriterion+Spanish.swift`.
enum ConditionCriterion: UInt32, Sendable, CaseIterable {
  case isNotDelivered, isNotLost, isLate, isReturned, isCorrectionOverdue, hasRoute
  case hasNoMeasurableGoal, hasStarted, hasNoFollowUp, isFollowedUp, hasEnded, makesNoProgress
  case hasWeakness, leavesWeaknessesOut, hasNoRoute, lostEveryRow, isMostlyIncomplete
  case othersAreEvaluated, isNotEvaluated
}

/// The criteria that hold of an establishment in a vigencia, or that a condition asks for.
struct CriterionSet: Sendable {
  private var bits: UInt32 = 0

  init(_ criteria: [ConditionCriterion]) {
    for criterion in criteria { insert(criterion, where: true) }
  }

  /// Those that hold.
  init(_ facts: ConditionFacts) {
    addDelivery(facts)
    addRoute(facts)
    addEvaluation(facts)
  }

  func contains(_ criterion: ConditionCriterion) -> Bool {
    bits & 1 << criterion.rawValue != 0
  }

  func isSuperset(of other: CriterionSet) -> Bool {
    bits & other.bits == other.bits
  }

  private mutating func insert(_ criterion: ConditionCriterion, where holds: Bool) {
    bits |= (holds ? 1 : 0) << criterion.rawValue
  }

  private mutating func addDelivery(_ facts: ConditionFacts) {
    insert(.isNotDelivered, where: facts.delivery.state == .notDelivered)
    insert(.isNotLost, where: facts.isDelivered || facts.firstRejected == nil)
    insert(.isLate, where: facts.delivery.daysLate != nil)
    insert(.isReturned, where: facts.delivery.state == .returned)
    insert(.isCorrectionOverdue, where: facts.lastDayToCorrect.map { facts.cutoff >= $0 } ?? false)
    insert(.hasRoute, where: facts.isDelivered)
    insert(.hasNoRoute, where: !facts.isDelivered)
    insert(.lostEveryRow, where: facts.firstRejected != nil)
  }

  /// By reference: the facts of a route are many, and each is looked at.
  private mutating func addRoute(_ facts: ConditionFacts) {
    guard let route = facts.route?.closed else { return }
    insert(.hasNoMeasurableGoal, where: route.facts.measurableGoals == 0)
    insert(.hasStarted, where: route.facts.firstStarted != nil)
    insert(.hasNoFollowUp, where: !route.facts.hasFollowUp)
    insert(.isFollowedUp, where: route.facts.firstStarted == nil || route.facts.hasFollowUp)
    insert(.hasEnded, where: route.facts.ended > 0)
    insert(
      .makesNoProgress,
      where: route.facts.endedProgress < facts.thresholds.progressThreshold * route.facts.ended)
    insert(
      .isMostlyIncomplete,
      where: route.facts.incomplete * 100_00
        > facts.thresholds.incompleteThreshold * route.facts.totals.actions)
  }

  private mutating func addEvaluation(_ facts: ConditionFacts) {
    insert(.othersAreEvaluated, where: facts.someAreEvaluated)
    insert(.isNotEvaluated, where: facts.evaluation == nil)
    guard let levels = facts.evaluation?.levels else {
      return insert(.leavesWeaknessesOut, where: true)
    }
    insert(.hasWeakness, where: levels.contains(1))
    let worksOnSome = facts.route?.facts.components.contains { levels[Int($0.component)] == 1 }
    insert(.leavesWeaknessesOut, where: worksOnSome != true)
  }
}

extension ConditionFacts {
  /// The day from which a returned route is overdue.
  var lastDayToCorrect: Day? {
    delivery.delivery?.returned?.adding(days: thresholds.correctionDays)
  }

  /// Components with valoracion 1.
  var weaknesses: [ComponentIndex] {
    guard let levels = evaluation?.levels else { return [] }
    return levels.indices.filter { levels[$0] == 1 }.map { ComponentIndex($0) }
  }
}

/// A condition: it holds where all its criteria do, and a row shows it.
struct ConditionRule: Sendable {
  let condition: Condition
  let criteria: [ConditionCriterion]
  let evidence: @Sendable (ConditionFacts) -> Place?
}

/// The conditions of contract 3, in their order.
enum ConditionRules {
  static let all: [ConditionRule] = [
    ConditionRule(
      condition: .i01, criteria: [.isNotDelivered, .isNotLost],
      evidence: { $0.delivery.delivery?.place }),
    ConditionRule(
      condition: .i02, criteria: [.isLate], evidence: { $0.delivery.delivery?.place }),
    ConditionRule(
      condition: .i03, criteria: [.isReturned, .isCorrectionOverdue],
      evidence: { $0.delivery.delivery?.place }),
    ConditionRule(
      condition: .i04, criteria: [.hasRoute, .hasNoMeasurableGoal],
      evidence: { $0.route?.first }),
    ConditionRule(
      condition: .i05, criteria: [.hasRoute, .hasStarted, .hasNoFollowUp],
      evidence: { $0.route?.facts.firstStarted }),
    ConditionRule(
      condition: .i06, criteria: [.hasRoute, .isFollowedUp, .hasEnded, .makesNoProgress],
      evidence: { $0.route?.facts.firstEnded }),
    ConditionRule(
      condition: .i07, criteria: [.hasRoute, .hasWeakness, .leavesWeaknessesOut],
      evidence: { $0.evaluation?.firstAtOne }),
    ConditionRule(
      condition: .i08, criteria: [.hasNoRoute, .lostEveryRow], evidence: { $0.firstRejected }),
    ConditionRule(
      condition: .i09, criteria: [.hasRoute, .isMostlyIncomplete],
      evidence: { $0.route?.facts.firstIncomplete }),
    ConditionRule(
      condition: .i10, criteria: [.hasRoute, .othersAreEvaluated, .isNotEvaluated],
      evidence: { $0.route?.first }),
  ]

  private static let asked = all.map {
    (condition: ConditionSet($0.condition), criteria: CriterionSet($0.criteria))
  }

  /// The conditions that hold, before exclusions.
  static func holding(_ facts: ConditionFacts) -> ConditionSet {
    let found = CriterionSet(facts)
    return asked.reduce(into: []) { set, rule in
      if found.isSuperset(of: rule.criteria) { set.insert(rule.condition) }
    }
  }

  static func evidence(_ condition: Condition, _ facts: ConditionFacts) -> Place? {
    all.first { $0.condition == condition }?.evidence(facts)
  }
}
