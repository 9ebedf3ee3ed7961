import Model
import TestSupport
import Testing

@testable import Irregularities

/// An example of a condition: what is known, and whether it holds.
private struct Example: Sendable, CustomTestStringConvertible {
  let condition: Condition
  let testDescription: String
  let holds: Bool
  let facts: ConditionFacts

  init(_ condition: Condition, _ holds: Bool, _ description: String, _ facts: ConditionFacts) {
    self.condition = condition
    self.holds = holds
    testDescription = "\(condition.code) \(holds ? "holds" : "does not hold"): \(description)"
    self.facts = facts
  }
}

private let key = TerritoryFixture.key(1, 2025)

/// Facts judged by 30 November 2025; without more, of a route that raises nothing.
private func facts(
  delivery: Delivery? = nil, isDelivered: Bool = true, cutoff: String = "2025-11-30",
  levels: [UInt8]? = [2, 2, 2, 0], firstRejected: Place? = nil, someAreEvaluated: Bool = true,
  _ change: (inout RouteFacts) -> Void = { _ in }
) -> ConditionFacts {
  let cutoff = TerritoryFixture.day(cutoff)
  var route = TerritoryFixture.route([0: 4]).facts
  change(&route)
  let counting = CountingRoute(
    version: 1, first: TerritoryFixture.place(10), facts: ClosedFacts(route),
    isOlderVersion: false)
  return ConditionFacts(
    cutoff: cutoff,
    delivery: DeliveryStatus(delivery: delivery, isRouteCounting: isDelivered, cutoff: cutoff),
    route: isDelivered ? counting : nil,
    evaluation: levels.map(TerritoryFixture.evaluation), firstRejected: firstRejected,
    someAreEvaluated: someAreEvaluated, thresholds: Thresholds())
}

private func control(
  _ limit: String, _ delivered: String? = nil, returned: String? = nil, again: String? = nil
) -> Delivery {
  TerritoryFixture.delivery(
    key, limit: limit, delivered: delivered, returned: returned, redelivered: again)
}

private let rejected = TerritoryFixture.place(4)

/// Contract 3, Irregularities: for each condition what meets it and what does not, at the boundary.
private let examples: [Example] = [
  Example(
    .i01, true, "the day after the deadline",
    facts(delivery: control("2025-11-29"), isDelivered: false)),
  Example(
    .i01, false, "on the deadline", facts(delivery: control("2025-11-30"), isDelivered: false)),
  Example(.i01, false, "not registered", facts(isDelivered: false)),
  Example(
    .i01, false, "rows came in and were all rejected",
    facts(delivery: control("2025-11-29"), isDelivered: false, firstRejected: rejected)),
  Example(
    .i01, true, "delivered only after the cut-off",
    facts(delivery: control("2025-11-29", "2025-12-01"), isDelivered: false)),
  Example(.i01, false, "a route counts", facts(delivery: control("2025-11-29"))),

  Example(.i02, true, "a day late", facts(delivery: control("2025-03-31", "2025-04-01"))),
  Example(.i02, false, "on the deadline", facts(delivery: control("2025-03-31", "2025-03-31"))),
  Example(
    .i02, true, "late, and returned since",
    facts(delivery: control("2025-03-31", "2025-04-01", returned: "2025-05-01"))),
  Example(
    .i02, false, "late, but after the cut-off",
    facts(delivery: control("2025-03-31", "2025-12-01"))),

  Example(
    .i03, true, "fifteen days to the cut-off",
    facts(delivery: control("2025-03-31", "2025-03-01", returned: "2025-11-15"))),
  Example(
    .i03, false, "fourteen days to the cut-off",
    facts(delivery: control("2025-03-31", "2025-03-01", returned: "2025-11-16"))),
  Example(
    .i03, false, "came back",
    facts(
      delivery: control("2025-03-31", "2025-03-01", returned: "2025-04-01", again: "2025-04-01"))),
  Example(
    .i03, true, "came back before it was returned",
    facts(
      delivery: control("2025-03-31", "2025-03-01", returned: "2025-04-01", again: "2025-03-31"))),
  Example(
    .i03, true, "comes back after the cut-off",
    facts(
      delivery: control("2025-03-31", "2025-03-01", returned: "2025-04-01", again: "2025-12-01"))),

  Example(.i04, true, "no meta is medible", facts { $0.measurableGoals = 0 }),
  Example(.i04, false, "one is", facts { $0.measurableGoals = 1 }),
  Example(.i04, false, "not delivered", facts(isDelivered: false)),

  Example(
    .i05, true, "begun without follow-up",
    facts {
      $0.firstStarted = rejected
      $0.hasFollowUp = false
    }),
  Example(
    .i05, false, "begun with follow-up",
    facts {
      $0.firstStarted = rejected
      $0.hasFollowUp = true
    }),
  Example(
    .i05, false, "not begun",
    facts {
      $0.firstStarted = nil
      $0.hasFollowUp = false
    }),

  Example(
    .i06, true, "a hundredth below the threshold",
    facts {
      $0.ended = 2
      $0.endedProgress = 99_99
    }),
  Example(
    .i06, false, "at the threshold",
    facts {
      $0.ended = 2
      $0.endedProgress = 100_00
    }),
  Example(
    .i06, false, "nothing has ended",
    facts {
      $0.ended = 0
      $0.endedProgress = 0
    }),
  Example(
    .i06, false, "I05 holds",
    facts {
      $0.ended = 2
      $0.firstStarted = rejected
      $0.hasFollowUp = false
    }),

  Example(.i07, true, "the weak component is not in the route", facts(levels: [2, 1, 0, 0])),
  Example(.i07, false, "one of the weak ones is in the route", facts(levels: [1, 1, 1, 0])),
  Example(.i07, false, "none is weak", facts(levels: [2, 2, 3, 4])),
  Example(.i07, false, "not delivered", facts(isDelivered: false, levels: [2, 1, 0, 0])),

  Example(.i08, true, "every row was rejected", facts(isDelivered: false, firstRejected: rejected)),
  Example(.i08, false, "a row stands", facts(isDelivered: true, firstRejected: rejected)),
  Example(.i08, false, "no row came in", facts(isDelivered: false)),

  Example(.i09, true, "three of four", facts { $0.incomplete = 3 }),
  Example(.i09, false, "two of four", facts { $0.incomplete = 2 }),

  Example(.i10, true, "others are evaluated", facts(levels: nil)),
  Example(.i10, false, "nobody is", facts(levels: nil, someAreEvaluated: false)),
  Example(.i10, false, "this one is", facts()),
  Example(.i10, false, "not delivered", facts(isDelivered: false, levels: nil)),
]

@Suite struct ConditionRuleTests {
  @Test(arguments: examples) private func holdsAsTheContractSays(example: Example) {
    let holding = ConditionRules.holding(example.facts)
    #expect(holding.contains(ConditionSet(example.condition)) == example.holds)
  }

  @Test func everyConditionHasARuleAndBothExamples() {
    #expect(ConditionRules.all.map(\.condition) == Condition.allCases)
    for condition in Condition.allCases {
      let own = examples.filter { $0.condition == condition }
      #expect(Set(own.map(\.holds)) == [true, false], "\(condition.code)")
    }
  }

  @Test func aSoundRouteRaisesNothing() {
    #expect(ConditionRules.holding(facts()).isEmpty)
    #expect(ConditionRules.holding(facts(delivery: control("2025-03-31", "2025-03-31"))).isEmpty)
  }

  /// Missing data accuses nobody: neither SIN REGISTRO, PENDIENTE nor ANUNCIADA raises a condition.
  @Test func missingDataAccusesNobody() {
    let none = facts(isDelivered: false, levels: nil)
    let pending = facts(delivery: control("2025-12-31"), isDelivered: false)
    let announced = facts(delivery: control("2025-03-31", "2025-03-01"), isDelivered: false)
    #expect(none.delivery.state == .unregistered && ConditionRules.holding(none).isEmpty)
    #expect(pending.delivery.state == .pending && ConditionRules.holding(pending).isEmpty)
    #expect(announced.delivery.state == .announced && ConditionRules.holding(announced).isEmpty)
  }

  @Test func evidencePointsAtTheRowsOfTheContract() {
    let found = facts(
      delivery: control("2025-03-31", "2025-04-01"), levels: [1, 0, 0, 0], firstRejected: rejected
    ) {
      $0.firstStarted = TerritoryFixture.place(11)
      $0.firstEnded = TerritoryFixture.place(12)
      $0.firstIncomplete = TerritoryFixture.place(13)
    }
    let lines = Condition.allCases.map { ConditionRules.evidence($0, found)?.line }
    #expect(lines == [7, 7, 7, 10, 11, 12, 2, 4, 13, 10])
  }
}

/// Contract 3, RG-300: the states in their order.
@Suite struct DeliveryStateTests {
  private func state(_ delivery: Delivery?, isDelivered: Bool = true) -> DeliveryStatus {
    DeliveryStatus(
      delivery: delivery, isRouteCounting: isDelivered, cutoff: TerritoryFixture.day("2025-11-30"))
  }

  @Test func states() {
    #expect(state(nil, isDelivered: false).state == .unregistered)
    #expect(state(nil).state == .delivered)
    #expect(state(control("2025-03-31")).state == .delivered)
    #expect(state(control("2025-11-29"), isDelivered: false).state == .notDelivered)
    #expect(state(control("2025-11-30"), isDelivered: false).state == .pending)
    #expect(state(control("2025-03-31", "2025-03-31")).state == .onTime)
    #expect(state(control("2025-03-31", "2025-04-01")).state == .late)
    #expect(state(control("2025-03-31", "2025-04-01"), isDelivered: false).state == .announced)
    #expect(
      state(control("2025-03-31", "2025-03-01", returned: "2025-11-30"), isDelivered: false).state
        == .returned)
    #expect(state(control("2025-03-31", "2025-03-01", returned: "2025-12-01")).state == .onTime)
  }

  @Test func daysLateAreCountedWhateverTheState() {
    #expect(state(control("2025-03-31", "2025-04-10")).daysLate == 10)
    #expect(state(control("2025-03-31", "2025-03-31")).daysLate == nil)
    #expect(state(control("2025-03-31", "2025-04-10"), isDelivered: false).daysLate == 10)
    #expect(state(control("2025-03-31", "2025-12-01")).daysLate == nil)
  }
}
