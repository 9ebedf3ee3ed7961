import Model

/// Judges the conditions, the support and the class of every establishment for a period.
///
/// Pure: the same territory, judgement and thresholds give the same result. It judges the year before
/// as well, since `valor_anterior` is what a run of that year would print.
package struct Evaluation {
  let territory: Territory
  let judgement: Judgement
  let thresholds: Thresholds
  let window: [Int]
  private let evaluatedVigencias: Set<Int>
  private let exclusions: ByEstablishment<[Exclusion]>
  /// The support rows that may count, sorted.
  private let supports: [(establishment: DaneCode, executed: Day)]

  package init(_ territory: Territory, judgement: Judgement, thresholds: Thresholds) {
    self.territory = territory
    self.judgement = judgement
    self.thresholds = thresholds
    window = Array((judgement.period - thresholds.window + 1)...judgement.period)
    evaluatedVigencias = territory.evaluations.vigencias
    exclusions = ByEstablishment(
      Dictionary(grouping: territory.exclusions, by: \.key), of: territory.establishments)
    supports = territory.executed.filter {
      $0.meetsRequirements && $0.key.vigencia <= judgement.period
    }.map { ($0.key.establishment, $0.executed) }.sorted { $0 < $1 }
  }

  package func run() -> Irregularities {
    run(territory.establishments.indices)
  }

  /// Of some of the establishments, which are next to each other; only what it says of these counts.
  package func run(_ places: Range<Int>) -> Irregularities {
    var findings: [ConditionFinding] = []
    var excluded: [ExcludedCondition] = []
    var classes: [Classification] = []
    var ranges: [Range<Int>] = []
    for place in places {
      let start = findings.count
      judge(place, &findings, &excluded)
      ranges.append(start..<findings.count)
      classes.append(classify(place, findings[start...]))
    }
    return Irregularities(
      findings: findings, excluded: excluded, classes: classes, ranges: ranges)
  }

  // MARK: - Conditions

  private func judge(
    _ place: Int, _ findings: inout [ConditionFinding], _ excluded: inout [ExcludedCondition]
  ) {
    var holding: [(vigencia: Int, set: ConditionSet)] = []
    for vigencia in window {
      let raw = ConditionRules.holding(facts(place, vigencia))
      let removed = removedConditions(raw, place, vigencia)
      excluded.append(contentsOf: removed)
      let kept = removed.reduce(raw) { $0.subtracting(ConditionSet($1.condition)) }
      holding.append((vigencia, kept))
    }
    guard let now = holding.last, !now.set.isEmpty else { return }
    let facts = facts(place, judgement.period)
    let code = territory.establishments[place].code
    for condition in now.set.conditions {
      let vigencias = holding.filter { $0.set.contains(ConditionSet(condition)) }.map(\.vigencia)
      let supports = supports(of: code, since: vigencias[0])
      let isSystematic = vigencias.count >= thresholds.minimumVigencias
      findings.append(
        ConditionFinding(
          establishment: place, condition: condition, vigencias: vigencias, supports: supports,
          state: isSystematic ? (supports.isEmpty ? .needsSupport : .candidate) : .alert,
          evidence: ConditionRules.evidence(condition, facts)))
    }
  }

  func facts(_ place: Int, _ vigencia: Int) -> ConditionFacts {
    let cutoff = judgement.cutoff(of: vigencia)
    let route = territory.routes[place, vigencia]
    return ConditionFacts(
      cutoff: cutoff,
      delivery: DeliveryStatus(
        delivery: territory.deliveries[place, vigencia], isRouteCounting: route != nil,
        cutoff: cutoff),
      route: route, evaluation: territory.evaluations[place, vigencia],
      firstRejected: territory.rejectedRoutes[place, vigencia],
      someAreEvaluated: evaluatedVigencias.contains(vigencia), thresholds: thresholds)
  }

  /// The conditions that exclusions take out, each with the row that says so: the row that names the
  /// condition goes before one that names all.
  func removedConditions(
    _ set: ConditionSet, _ place: Int, _ vigencia: Int
  ) -> [ExcludedCondition] {
    guard let rows = exclusions[place, vigencia] else { return [] }
    let key = territory.key(territory.establishments[place], vigencia)
    return set.conditions.compactMap { condition in
      let row = rows.first { $0.condition == condition } ?? rows.first { $0.condition == nil }
      return row.map { ExcludedCondition(key: key, condition: condition, exclusion: $0) }
    }
  }

  /// Days of the support rows that count for a condition that holds first in a vigencia.
  private func supports(of establishment: DaneCode, since vigencia: Int) -> [Day] {
    guard let range = supportRange(since: vigencia) else { return [] }
    var (first, end) = (supports.startIndex, supports.endIndex)
    while first < end {
      let middle = first + (end - first) / 2
      if supports[middle] < (establishment, range.lowerBound) {
        first = middle + 1
      } else {
        end = middle
      }
    }
    return supports[first...].prefix { $0 <= (establishment, range.upperBound) }.map(\.executed)
  }

  /// From 1 January of a vigencia up to the reaction time before the cut-off; `nil` where no day is
  /// between.
  func supportRange(since vigencia: Int) -> ClosedRange<Day>? {
    let first = Day.startOfYear(vigencia)
    let last = judgement.cutoff.adding(days: -thresholds.reactionDays)
    return first <= last ? first...last : nil
  }

  // MARK: - Classification

  private func classify(
    _ place: Int, _ findings: ArraySlice<ConditionFinding>
  ) -> Classification {
    let establishment = territory.establishments[place]
    let requests = territory.routes[place, judgement.period]?.facts.requests ?? []
    let isSystematic = findings.contains(where: \.isSystematic)
    // In the order in which they are printed.
    var motives: [AssistanceMotive] = []
    if establishment.sector == .official, let saber = establishment.saber,
      thresholds.lowSaber.contains(saber)
    {
      motives.append(.saber)
    }
    if establishment.sector == .other, establishment.regime == .controlled {
      motives.append(.controlled)
    }
    if isSystematic { motives.append(.systematic) }
    if requests.contains(.integral) { motives.append(.requestsIntegral) }
    if !findings.isEmpty, !isSystematic { motives.append(.condition) }
    if requests.contains(.punctual) { motives.append(.requestsPunctual) }
    if requests.contains(.training) { motives.append(.requestsTraining) }
    return Classification(modality: Evaluation.modality(motives), motives: motives)
  }

  private static func modality(_ motives: [AssistanceMotive]) -> Modality {
    switch motives.first {
    case .saber, .controlled, .systematic, .requestsIntegral: .integral
    case .condition, .requestsPunctual: .punctual
    case .requestsTraining: .training
    case nil: .none
    }
  }
}
