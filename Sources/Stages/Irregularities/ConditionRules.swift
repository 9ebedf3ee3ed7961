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
enum ConditionCriterion: Sendable, CaseIterable {
  case isNotDelivered, isNotLost, isLate, isReturned, isCorrectionOverdue, hasRoute
  case hasNoMeasurableGoal, hasStarted, hasNoFollowUp, isFollowedUp, hasEnded, makesNoProgress
  case hasWeakness, leavesWeaknessesOut, hasNoRoute, lostEveryRow, isMostlyIncomplete
  case othersAreEvaluated, isNotEvaluated

  func holds(_ facts: ConditionFacts) -> Bool {
    // By reference: the facts are many, and asked for by each criterion.
    let route = facts.route?.closed
    switch self {
    case .isNotDelivered: return facts.delivery.state == .notDelivered
    case .isNotLost: return facts.isDelivered || facts.firstRejected == nil
    case .isLate: return facts.delivery.daysLate != nil
    case .isReturned: return facts.delivery.state == .returned
    case .isCorrectionOverdue:
      guard let last = facts.lastDayToCorrect else { return false }
      return facts.cutoff >= last
    case .hasRoute: return facts.isDelivered
    case .hasNoMeasurableGoal: return route?.facts.measurableGoals == 0
    case .hasStarted: return route?.facts.firstStarted != nil
    case .hasNoFollowUp: return route?.facts.hasFollowUp == false
    case .isFollowedUp:
      guard let route else { return false }
      return route.facts.firstStarted == nil || route.facts.hasFollowUp
    case .hasEnded: return (route?.facts.ended ?? 0) > 0
    case .makesNoProgress:
      guard let route else { return false }
      return route.facts.endedProgress < facts.thresholds.progressThreshold * route.facts.ended
    case .hasWeakness: return facts.evaluation?.levels.contains(1) ?? false
    case .leavesWeaknessesOut:
      guard let route, let levels = facts.evaluation?.levels else { return true }
      return !route.facts.components.contains { levels[Int($0.component)] == 1 }
    case .hasNoRoute: return !facts.isDelivered
    case .lostEveryRow: return facts.firstRejected != nil
    case .isMostlyIncomplete:
      guard let route else { return false }
      return route.facts.incomplete * 100_00
        > facts.thresholds.incompleteThreshold * route.facts.totals.actions
    case .othersAreEvaluated: return facts.someAreEvaluated
    case .isNotEvaluated: return facts.evaluation == nil
    }
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

  func holds(_ facts: ConditionFacts) -> Bool {
    criteria.allSatisfy { $0.holds(facts) }
  }
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

  /// The conditions that hold, before exclusions.
  static func holding(_ facts: ConditionFacts) -> ConditionSet {
    var set: ConditionSet = []
    for rule in all where rule.holds(facts) { set.insert(ConditionSet(rule.condition)) }
    return set
  }

  static func evidence(_ condition: Condition, _ facts: ConditionFacts) -> Place? {
    all.first { $0.condition == condition }?.evidence(facts)
  }
}
