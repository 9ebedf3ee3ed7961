/// What is to be done about a condition that holds in the period (contract 3, Irregularities).
public enum ConditionState: String, Sendable {
  /// To be reported: the leader decides.
  case candidate = "CANDIDATO"
  /// The secretaría owes its support first.
  case needsSupport = "REQUIERE ASISTENCIA"
  case alert = "ALERTA"
}

/// A condition that holds for an establishment in the period.
public struct ConditionFinding: Sendable {
  /// Place of the establishment in `Territory.establishments`.
  public let establishment: Int
  public let condition: Condition
  /// The vigencias of the window in which it holds, ascending.
  public let vigencias: [Int]
  /// Days of the support rows that count, ascending.
  public let supports: [Day]
  public let state: ConditionState
  public let evidence: Place?

  public init(
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

  public var isSystematic: Bool { state != .alert }

  /// The same of an establishment that stands at another place.
  func moved(to place: Int) -> ConditionFinding {
    ConditionFinding(
      establishment: place, condition: condition, vigencias: vigencias, supports: supports,
      state: state, evidence: evidence)
  }
}

/// A condition that would have held, and the row that takes it out.
public struct ExcludedCondition: Sendable {
  public let key: RouteKey
  public let condition: Condition
  public let exclusion: Exclusion

  public init(key: RouteKey, condition: Condition, exclusion: Exclusion) {
    self.key = key
    self.condition = condition
    self.exclusion = exclusion
  }
}

/// Why an establishment is to be accompanied (activity 3), in the order in which they are printed.
public enum AssistanceMotive: String, CaseIterable, Sendable {
  case saber = "SABER"
  case controlled = "CONTROLADO"
  case systematic = "SISTEMATICA"
  case requestsIntegral = "SOLICITA_INTEGRAL"
  case condition = "CONDICION"
  case requestsPunctual = "SOLICITA_PUNTUAL"
  case requestsTraining = "SOLICITA_CAPACITACION"
}

/// The class of an establishment and the reasons for it.
public struct Classification: Sendable {
  public let modality: Modality
  public let motives: [AssistanceMotive]

  public init(modality: Modality, motives: [AssistanceMotive]) {
    self.modality = modality
    self.motives = motives
  }
}

/// Everything that activities 3, 6 and 9 conclude for a period.
public struct Irregularities: Sendable {
  /// Sorted by establishment and condition.
  public let findings: [ConditionFinding]
  /// Sorted by establishment, vigencia and condition.
  public let excluded: [ExcludedCondition]
  /// By place of the establishment.
  public let classes: [Classification]
  /// By place of the establishment: the range of `findings` that concern it.
  public let ranges: [Range<Int>]

  public init(
    findings: [ConditionFinding], excluded: [ExcludedCondition], classes: [Classification],
    ranges: [Range<Int>]
  ) {
    self.findings = findings
    self.excluded = excluded
    self.classes = classes
    self.ranges = ranges
  }

  /// What the parts of a territory conclude, as of the whole: `places` are those of a part's
  /// establishments in the whole, and together they are all of its `count`.
  public static func joined(
    _ parts: [(irregularities: Irregularities, places: [Int])], count: Int
  ) -> Irregularities {
    let none = Classification(modality: .none, motives: [])
    var classes = [Classification](repeating: none, count: count)
    var sources = [(part: Int, place: Int)?](repeating: nil, count: count)
    for (part, (irregularities, places)) in parts.enumerated() {
      for (place, whole) in places.enumerated() {
        classes[whole] = irregularities.classes[place]
        sources[whole] = (part, place)
      }
    }
    var findings: [ConditionFinding] = []
    var ranges: [Range<Int>] = []
    for (place, source) in sources.enumerated() {
      let start = findings.count
      if let (part, inPart) = source {
        findings += parts[part].irregularities.findings(of: inPart).map { $0.moved(to: place) }
      }
      ranges.append(start..<findings.count)
    }
    let excluded = parts.flatMap(\.irregularities.excluded).sorted { left, right in
      (left.key.establishment, left.key.vigencia, left.condition.code)
        < (right.key.establishment, right.key.vigencia, right.condition.code)
    }
    return Irregularities(findings: findings, excluded: excluded, classes: classes, ranges: ranges)
  }

  /// What is concluded of all establishments, from what is of each stretch of them, in their order.
  public static func concatenated(_ stretches: [Irregularities]) -> Irregularities {
    var ranges: [Range<Int>] = []
    var before = 0
    for stretch in stretches {
      ranges += stretch.ranges.map { $0.lowerBound + before..<$0.upperBound + before }
      before += stretch.findings.count
    }
    return Irregularities(
      findings: stretches.flatMap(\.findings), excluded: stretches.flatMap(\.excluded),
      classes: stretches.flatMap(\.classes), ranges: ranges)
  }

  public func findings(of establishment: Int) -> ArraySlice<ConditionFinding> {
    findings[ranges[establishment]]
  }

  public func isCandidate(_ establishment: Int) -> Bool {
    findings(of: establishment).contains { $0.state == .candidate }
  }
}

/// How an activity of the plan stands (activity 7).
public enum ActivityState: String, Sendable {
  case pending = "PENDIENTE"
  case notExecuted = "NO EJECUTADA"
  case failsRequirements = "INCUMPLE REQUISITOS"
  case late = "TARDIA"
  case executed = "EJECUTADA"

  /// EJECUTADA or TARDIA.
  public var counts: Bool { self == .executed || self == .late }
}

/// A row of rg-217 with what came of it.
public struct ActivityOutcome: Sendable {
  public let activity: PlannedActivity
  public let executed: Day?
  /// `nil` without a match.
  public let meetsRequirements: Bool?
  public let state: ActivityState
  public let isAligned: Bool

  public init(
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
