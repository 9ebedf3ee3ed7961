import Model

/// How the plan of technical assistance of a period was kept (activity 7).
package enum AssistanceCompliance {
  private struct ActivityKey: Hashable {
    let key: RouteKey
    let code: String
  }

  /// What the rows of rg-22 on one activity come to.
  private struct Execution {
    var first: Day
    /// The first that meets the requirements.
    var meeting: Day?

    mutating func add(_ row: ExecutedActivity) {
      first = min(first, row.executed)
      if row.meetsRequirements { meeting = min(meeting ?? row.executed, row.executed) }
    }
  }

  /// One outcome a row of rg-217 of the period, sorted by codigo_actividad and codigo_dane.
  package static func outcomes(
    _ territory: Territory, judgement: Judgement
  ) -> [ActivityOutcome] {
    var executions: [ActivityKey: Execution] = [:]
    for row in territory.executed
    where row.key.vigencia == judgement.period && row.executed <= judgement.cutoff {
      executions[ActivityKey(key: row.key, code: row.code), default: Execution(first: row.executed)]
        .add(row)
    }
    let strategies = Set(
      territory.strategies.filter { $0.vigencia == judgement.period }.map(\.code))
    let rows = territory.planned.filter { $0.key.vigencia == judgement.period }
    return sorted(rows).map { activity in
      outcome(
        activity, executions[ActivityKey(key: activity.key, code: activity.code)], judgement,
        isAligned: activity.strategy.map(strategies.contains) ?? false)
    }
  }

  private static func sorted(_ rows: [PlannedActivity]) -> [PlannedActivity] {
    let order = rows.indices.map { (code: TextOrder(rows[$0].code), row: $0) }.sorted {
      $0.code == $1.code
        ? rows[$0.row].key.establishment < rows[$1.row].key.establishment : $0.code < $1.code
    }
    return order.map { rows[$0.row] }
  }

  private static func outcome(
    _ activity: PlannedActivity, _ execution: Execution?, _ judgement: Judgement, isAligned: Bool
  ) -> ActivityOutcome {
    let state: ActivityState
    if let meeting = execution?.meeting {
      state = meeting > activity.scheduled ? .late : .executed
    } else if execution != nil {
      state = .failsRequirements
    } else {
      state = activity.scheduled >= judgement.cutoff ? .pending : .notExecuted
    }
    return ActivityOutcome(
      activity: activity, executed: execution?.first,
      meetsRequirements: execution.map { $0.meeting != nil }, state: state, isAligned: isAligned)
  }
}
