import Model

/// How the plan of technical assistance of a period was kept (activity 7).
package enum AssistanceCompliance {
  /// One outcome a row of rg-217 of the period, sorted by codigo_actividad and codigo_dane.
  package static func outcomes(
    _ territory: Territory, judgement: Judgement
  ) -> [ActivityOutcome] {
    struct ActivityKey: Hashable {
      let key: RouteKey
      let code: String
    }
    let matches = Dictionary(
      grouping: territory.executed.filter {
        $0.key.vigencia == judgement.period && $0.executed <= judgement.cutoff
      }, by: { ActivityKey(key: $0.key, code: $0.code) })
    let strategies = Set(
      territory.strategies.filter { $0.vigencia == judgement.period }.map(\.code))
    let rows = territory.planned.filter { $0.key.vigencia == judgement.period }
    return rows.map { activity in
      outcome(
        activity, matches[ActivityKey(key: activity.key, code: activity.code)] ?? [], judgement,
        isAligned: activity.strategy.map(strategies.contains) ?? false)
    }.sorted {
      $0.activity.code == $1.activity.code
        ? $0.activity.key.establishment < $1.activity.key.establishment
        : $0.activity.code.utf8.lexicographicallyPrecedes($1.activity.code.utf8)
    }
  }

  private static func outcome(
    _ activity: PlannedActivity, _ matches: [ExecutedActivity], _ judgement: Judgement,
    isAligned: Bool
  ) -> ActivityOutcome {
    let meeting = matches.filter(\.meetsRequirements).map(\.executed).min()
    let state: ActivityState
    if matches.isEmpty {
      state = activity.scheduled >= judgement.cutoff ? .pending : .notExecuted
    } else if let meeting {
      state = meeting > activity.scheduled ? .late : .executed
    } else {
      state = .failsRequirements
    }
    return ActivityOutcome(
      activity: activity, executed: matches.map(\.executed).min(),
      meetsRequirements: matches.isEmpty ? nil : meeting != nil, state: state,
      isAligned: isAligned)
  }
}
