import Irregularities
import Model
import TestSupport
import Testing

/// Why a condition holds, told by the rules that judge it.
@Suite struct TrailTests {
  private func trails(
    _ change: (inout TerritoryFixture) -> Void = { _ in }
  ) -> (result: Irregularities, trails: [ConditionTrail]) {
    var fixture = TerritoryFixture()
    fixture.establishments = [TerritoryFixture.establishment(1)]
    for vigencia in 2023...2025 {
      let key = TerritoryFixture.key(1, vigencia)
      fixture.routes[key] = TerritoryFixture.route([0: 1])
      fixture.deliveries[key] = TerritoryFixture.delivery(
        key, limit: "\(vigencia)-03-31", delivered: "\(vigencia)-04-02")
    }
    fixture.executed = [
      TerritoryFixture.support(1, "2024-05-01"), TerritoryFixture.support(1, "2025-11-20"),
      TerritoryFixture.support(1, "2025-01-10", meets: false),
    ]
    change(&fixture)
    let evaluation = Evaluation(
      fixture.territory, judgement: fixture.judgement, thresholds: Thresholds())
    let result = evaluation.run()
    return (result, evaluation.trails(of: 0, result))
  }

  @Test func everyConditionHasATrailAndItsVerdictIsThatOfTheRun() {
    let (result, trails) = trails()
    #expect(trails.map(\.condition) == Condition.allCases)
    for trail in trails {
      let finding = result.findings.first { $0.condition == trail.condition }
      #expect(trail.years.map(\.vigencia) == [2023, 2024, 2025])
      #expect(trail.years[2].holds == (finding != nil), "\(trail.condition.code)")
      #expect(trail.finding?.state == finding?.state)
      let holding = trail.years.filter(\.holds).map(\.vigencia)
      if let finding { #expect(holding == finding.vigencias, "\(trail.condition.code)") }
      for year in trail.years where !year.holds && year.exclusion == nil {
        #expect(year.steps.map(\.holds) == year.steps.dropLast().map { _ in true } + [false])
      }
    }
  }

  @Test func supportsAreToldWithWhyTheyDoNotCount() throws {
    let late = try #require(trails().trails.first { $0.condition == .i02 })
    #expect(late.finding?.supports.count == 1)
    #expect(
      late.supports.map(\.impediment) == [
        nil, "No cumple requisitos.",
        "Deja menos de 30 días para reaccionar antes del corte.",
      ])
    #expect(late.supportRange?.upperBound.iso == "2025-10-31")
  }

  @Test func anExclusionIsTold() throws {
    let (_, trails) = trails { fixture in
      fixture.exclusions = [
        Exclusion(
          key: TerritoryFixture.key(1, 2025), reason: "Paro", authority: "Líder", condition: .i02,
          place: TerritoryFixture.place(9))
      ]
    }
    let late = try #require(trails.first { $0.condition == .i02 })
    #expect(late.finding == nil && late.years[2].exclusion?.reason == "Paro")
    #expect(late.years[1].holds && late.years[1].exclusion == nil)
  }
}
