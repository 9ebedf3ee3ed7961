import Model

/// Why a condition holds or does not for one establishment, step by step.
package struct ConditionTrail: Sendable {
  /// One criterion of the condition in one vigencia.
  package struct Step: Sendable {
    /// What has to be so, and what is found; sentences.
    package let asked: String
    package let found: String
    package let holds: Bool
    package let place: Place?
  }

  /// A vigencia of the window.
  package struct Year: Sendable {
    package let vigencia: Int
    package let cutoff: Day
    /// In order, up to the first that does not hold.
    package let steps: [Step]
    /// The row that takes the condition out, where it would hold.
    package let exclusion: Exclusion?

    /// Whether it holds, exclusions considered.
    package var holds: Bool { steps.allSatisfy(\.holds) && exclusion == nil }
  }

  /// A row of rg-22 of the establishment, and whether it supports the condition.
  package struct Support: Sendable {
    package let activity: ExecutedActivity
    /// Why it does not count; a sentence, absent where it does.
    package let impediment: String?
  }

  package let condition: Condition
  /// Ascending; the last is the period.
  package let years: [Year]
  /// What it came to; absent where the condition does not hold in the period.
  package let finding: ConditionFinding?
  /// Days between which support counts; where there is a finding.
  package let supportRange: ClosedRange<Day>?
  package let supports: [Support]
}

extension Evaluation {
  /// Why each condition holds or does not for the establishment at a place of the territory.
  ///
  /// Uses the rules that `run()` uses: it tells what they answer. `result` is what `run()` gave.
  package func trails(of place: Int, _ result: Irregularities) -> [ConditionTrail] {
    let findings = result.findings(of: place)
    return ConditionRules.all.map { rule in
      let finding = findings.first { $0.condition == rule.condition }
      let range = finding.flatMap { supportRange(since: $0.vigencias[0]) }
      return ConditionTrail(
        condition: rule.condition, years: window.map { year(rule, place, $0) },
        finding: finding, supportRange: range,
        supports: finding == nil ? [] : supports(of: territory.establishments[place].code, range))
    }
  }

  private func year(
    _ rule: ConditionRule, _ place: Int, _ vigencia: Int
  ) -> ConditionTrail.Year {
    let facts = facts(place, vigencia)
    let found = CriterionSet(facts)
    var steps: [ConditionTrail.Step] = []
    for criterion in rule.criteria where steps.last?.holds ?? true {
      steps.append(
        ConditionTrail.Step(
          asked: criterion.asked(facts),
          found: criterion.found(facts) { territory.catalogue.components[Int($0)].code },
          holds: found.contains(criterion), place: criterion.place(facts)))
    }
    let set = ConditionRules.holding(facts).intersection(ConditionSet(rule.condition))
    let removed = removedConditions(set, place, vigencia)
    return ConditionTrail.Year(
      vigencia: vigencia, cutoff: facts.cutoff, steps: steps, exclusion: removed.first?.exclusion)
  }

  /// Every row of rg-22 of the establishment, with why it does not count.
  private func supports(
    of establishment: DaneCode, _ range: ClosedRange<Day>?
  ) -> [ConditionTrail.Support] {
    let rows = territory.executed.filter { $0.key.establishment == establishment }
    return rows.sorted { $0.executed < $1.executed }.map { activity in
      ConditionTrail.Support(
        activity: activity,
        impediment: SupportImpediment.text(activity, range, judgement, thresholds))
    }
  }
}
