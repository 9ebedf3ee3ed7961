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

/// A condition: when it holds, and the row that shows it.
struct ConditionRule: Sendable {
  let condition: Condition
  let holds: @Sendable (ConditionFacts) -> Bool
  let evidence: @Sendable (ConditionFacts) -> Place?
}

/// The conditions of contract 3, in their order.
enum ConditionRules {
  static let all: [ConditionRule] = [
    ConditionRule(
      condition: .i01,
      holds: { $0.delivery.state == .notDelivered && !lostEveryRow($0) },
      evidence: { $0.delivery.delivery?.place }),
    ConditionRule(
      condition: .i02, holds: { $0.delivery.daysLate != nil },
      evidence: { $0.delivery.delivery?.place }),
    ConditionRule(
      condition: .i03, holds: isReturnedTooLong, evidence: { $0.delivery.delivery?.place }),
    ConditionRule(
      condition: .i04, holds: { $0.route.map { $0.facts.measurableGoals == 0 } ?? false },
      evidence: { $0.route?.first }),
    ConditionRule(
      condition: .i05, holds: lacksFollowUp, evidence: { $0.route?.facts.firstStarted }),
    ConditionRule(
      condition: .i06, holds: makesNoProgress, evidence: { $0.route?.facts.firstEnded }),
    ConditionRule(
      condition: .i07, holds: leavesWeaknessesOut, evidence: { $0.evaluation?.firstAtOne }),
    ConditionRule(
      condition: .i08, holds: lostEveryRow, evidence: { $0.firstRejected }),
    ConditionRule(
      condition: .i09, holds: isIncomplete, evidence: { $0.route?.facts.firstIncomplete }),
    ConditionRule(
      condition: .i10,
      holds: { $0.isDelivered && $0.someAreEvaluated && $0.evaluation == nil },
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

  @Sendable
  private static func isReturnedTooLong(_ facts: ConditionFacts) -> Bool {
    guard facts.delivery.state == .returned, let returned = facts.delivery.delivery?.returned else {
      return false
    }
    return facts.cutoff >= returned.adding(days: facts.thresholds.correctionDays)
  }

  @Sendable
  private static func lacksFollowUp(_ facts: ConditionFacts) -> Bool {
    guard let route = facts.route?.facts else { return false }
    return route.firstStarted != nil && !route.hasFollowUp
  }

  @Sendable
  private static func makesNoProgress(_ facts: ConditionFacts) -> Bool {
    guard let route = facts.route?.facts, !lacksFollowUp(facts), route.ended > 0 else {
      return false
    }
    return route.endedProgress < facts.thresholds.progressThreshold * route.ended
  }

  @Sendable
  private static func leavesWeaknessesOut(_ facts: ConditionFacts) -> Bool {
    guard let route = facts.route?.facts, let levels = facts.evaluation?.levels else {
      return false
    }
    let weak = levels.indices.filter { levels[$0] == 1 }
    guard !weak.isEmpty else { return false }
    return !route.components.contains { weak.contains(Int($0.component)) }
  }

  @Sendable
  private static func lostEveryRow(_ facts: ConditionFacts) -> Bool {
    !facts.isDelivered && facts.firstRejected != nil
  }

  @Sendable
  private static func isIncomplete(_ facts: ConditionFacts) -> Bool {
    guard let route = facts.route?.facts else { return false }
    return route.incomplete * 100_00 > facts.thresholds.incompleteThreshold * route.totals.actions
  }
}
