/// What is to be done about a condition that holds in the period (contract 3, Irregularities).
package enum ConditionState: String, Sendable {
  /// To be reported: the leader decides.
  case candidate = "CANDIDATO"
  /// The secretaría owes its support first.
  case needsSupport = "REQUIERE ASISTENCIA"
  case alert = "ALERTA"
}

/// A condition that holds for an establishment in the period.
package struct ConditionFinding: Sendable {
  /// Place of the establishment in `Territory.establishments`.
  package let establishment: Int
  package let condition: Condition
  /// The vigencias of the window in which it holds, ascending.
  package let vigencias: [Int]
  /// Days of the support rows that count, ascending.
  package let supports: [Day]
  package let state: ConditionState
  package let evidence: Place?

  package init(
    establishment: Int, condition: Condition, vigencias: [Int], supports: [Day],
    state: ConditionState, evidence: Place?
  ) {
    self.establishment = establishment
    self.condition = condition
    self.vigencias = vigencias
    self.supports = supports
    self.state = state
    self.evidence = evidence
  }

  package var isSystematic: Bool { state != .alert }
}

/// A condition that would have held, and the row that takes it out.
package struct ExcludedCondition: Sendable {
  package let key: RouteKey
  package let condition: Condition
  package let exclusion: Exclusion

  package init(key: RouteKey, condition: Condition, exclusion: Exclusion) {
    self.key = key
    self.condition = condition
    self.exclusion = exclusion
  }
}

/// Why an establishment is to be accompanied (activity 3), in the order in which they are printed.
package enum AssistanceMotive: String, CaseIterable, Sendable {
  case saber = "SABER"
  case controlled = "CONTROLADO"
  case systematic = "SISTEMATICA"
  case requestsIntegral = "SOLICITA_INTEGRAL"
  case condition = "CONDICION"
  case requestsPunctual = "SOLICITA_PUNTUAL"
  case requestsTraining = "SOLICITA_CAPACITACION"
}

/// The class of an establishment and the reasons for it.
package struct Classification: Sendable {
  package let modality: Modality
  package let motives: [AssistanceMotive]

  package init(modality: Modality, motives: [AssistanceMotive]) {
    self.modality = modality
    self.motives = motives
  }
}

/// Everything that activities 3, 6 and 9 conclude for a period.
package struct Irregularities: Sendable {
  /// Sorted by establishment and condition.
  package let findings: [ConditionFinding]
  /// Sorted by establishment, vigencia and condition.
  package let excluded: [ExcludedCondition]
  /// By place of the establishment.
  package let classes: [Classification]
  /// By place of the establishment: the range of `findings` that concern it.
  package let ranges: [Range<Int>]

  package init(
    findings: [ConditionFinding], excluded: [ExcludedCondition], classes: [Classification],
    ranges: [Range<Int>]
  ) {
    self.findings = findings
    self.excluded = excluded
    self.classes = classes
    self.ranges = ranges
  }

  package func findings(of establishment: Int) -> ArraySlice<ConditionFinding> {
    findings[ranges[establishment]]
  }

  package func isCandidate(_ establishment: Int) -> Bool {
    findings(of: establishment).contains { $0.state == .candidate }
  }
}

/// How an activity of the plan stands (activity 7).
package enum ActivityState: String, Sendable {
  case pending = "PENDIENTE"
  case notExecuted = "NO EJECUTADA"
  case failsRequirements = "INCUMPLE REQUISITOS"
  case late = "TARDIA"
  case executed = "EJECUTADA"

  /// EJECUTADA or TARDIA.
  package var counts: Bool { self == .executed || self == .late }
}

/// A row of rg-217 with what came of it.
package struct ActivityOutcome: Sendable {
  package let activity: PlannedActivity
  package let executed: Day?
  /// `nil` without a match.
  package let meetsRequirements: Bool?
  package let state: ActivityState
  package let isAligned: Bool

  package init(
    activity: PlannedActivity, executed: Day?, meetsRequirements: Bool?, state: ActivityState,
    isAligned: Bool
  ) {
    self.activity = activity
    self.executed = executed
    self.meetsRequirements = meetsRequirements
    self.state = state
    self.isAligned = isAligned
  }
}
