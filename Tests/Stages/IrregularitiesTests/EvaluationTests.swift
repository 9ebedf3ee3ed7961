import Irregularities
import Model
import TestSupport
import Testing

/// A territory of one establishment that fails in some vigencias: I02 by a day.
private struct Late {
  var fixture = TerritoryFixture()
  var thresholds = Thresholds()

  init(_ vigencias: [Int], supports: [ExecutedActivity] = []) {
    fixture.establishments = [TerritoryFixture.establishment(1)]
    for vigencia in 2020...2025 {
      let key = TerritoryFixture.key(1, vigencia)
      fixture.routes[key] = TerritoryFixture.route([0: 1])
      fixture.evaluations[key] = TerritoryFixture.evaluation([2, 2, 2, 0])
      fixture.deliveries[key] = TerritoryFixture.delivery(
        key, limit: "\(vigencia)-03-31",
        delivered: vigencias.contains(vigencia) ? "\(vigencia)-04-01" : "\(vigencia)-03-31")
    }
    fixture.executed = supports
  }

  var result: Irregularities {
    Evaluation(fixture.territory, judgement: fixture.judgement, thresholds: thresholds).run()
  }

  /// As `I02 2023 2025 2 CANDIDATO`: code, vigencias, supports, state.
  var told: [String] {
    result.findings.map { finding in
      let vigencias = finding.vigencias.map(String.init).joined(separator: " ")
      return
        "\(finding.condition.code) \(vigencias) \(finding.supports.count) \(finding.state.rawValue)"
    }
  }
}

/// Contract 3: what is systematic, and whether it was supported.
@Suite struct SystematicTests {
  @Test func onlyWhatHoldsInThePeriodIsTold() {
    #expect(Late([]).told.isEmpty)
    #expect(Late([2023, 2024]).told.isEmpty)
    #expect(Late([2025]).told == ["I02 2025 0 ALERTA"])
  }

  @Test func twoVigenciasOfTheWindowAreSystematic() {
    #expect(Late([2024, 2025]).told == ["I02 2024 2025 0 REQUIERE ASISTENCIA"])
    #expect(Late([2023, 2025]).told == ["I02 2023 2025 0 REQUIERE ASISTENCIA"])
    #expect(Late([2022, 2025]).told == ["I02 2025 0 ALERTA"], "outside the window")
  }

  @Test func windowAndMinimumComeFromTheConfiguration() {
    var late = Late([2021, 2022, 2025])
    late.thresholds.window = 5
    #expect(late.told == ["I02 2021 2022 2025 0 REQUIERE ASISTENCIA"])
    late.thresholds.minimumVigencias = 4
    #expect(late.told == ["I02 2021 2022 2025 0 ALERTA"])
    late.thresholds.minimumVigencias = 1
    late.thresholds.window = 1
    #expect(late.told == ["I02 2025 0 REQUIERE ASISTENCIA"])
  }

  /// From 1 January of the first vigencia in which it holds to thirty days before the cut-off.
  @Test(arguments: [
    ("2023-12-31", 0), ("2024-01-01", 1), ("2025-10-31", 1), ("2025-11-01", 0), ("2025-11-30", 0),
  ]) func supportCountsWithinItsDates(date: String, count: Int) {
    let late = Late([2024, 2025], supports: [TerritoryFixture.support(1, date)])
    #expect(
      late.told == ["I02 2024 2025 \(count) \(count > 0 ? "CANDIDATO" : "REQUIERE ASISTENCIA")"])
  }

  @Test func supportThatMeetsNoRequirementsOrIsOfAnotherDoesNotCount() {
    let supports = [
      TerritoryFixture.support(1, "2025-01-10", meets: false),
      TerritoryFixture.support(2, "2025-01-10"),
    ]
    #expect(Late([2024, 2025], supports: supports).told == ["I02 2024 2025 0 REQUIERE ASISTENCIA"])
  }

  @Test func supportsAreCountedWhateverTheStateAndInTheirOrder() {
    let supports = ["2025-05-01", "2025-02-01"].map { TerritoryFixture.support(1, $0) }
    let late = Late([2025], supports: supports)
    #expect(late.told == ["I02 2025 2 ALERTA"])
    #expect(late.result.findings[0].supports.map(\.iso) == ["2025-02-01", "2025-05-01"])
  }

  @Test func theYearBeforeIsJudgedByItsLastDay() {
    let late = Late([2023, 2024], supports: [TerritoryFixture.support(1, "2024-12-01")])
    let before = Evaluation(
      late.fixture.territory, judgement: late.fixture.judgement.previous, thresholds: Thresholds()
    ).run()
    #expect(before.findings.map(\.vigencias) == [[2023, 2024]])
    #expect(before.findings.map(\.state) == [.candidate])
  }
}

@Suite struct ExclusionTests {
  private func exclusion(_ vigencia: Int, _ condition: Condition?, _ reason: String) -> Exclusion {
    Exclusion(
      key: TerritoryFixture.key(1, vigencia), reason: reason, authority: "A", condition: condition,
      place: TerritoryFixture.place(1))
  }

  private func excluded(_ late: Late) -> [String] {
    late.result.excluded.map { "\($0.key.vigencia) \($0.condition.code) \($0.exclusion.reason)" }
  }

  @Test func anExcludedConditionCountsNowhere() {
    var late = Late([2024, 2025])
    late.fixture.exclusions = [exclusion(2025, .i02, "paro")]
    #expect(late.told.isEmpty)
    #expect(excluded(late) == ["2025 I02 paro"])
    #expect(late.result.classes[0].motives.isEmpty)
    late.fixture.exclusions = [exclusion(2024, .i02, "paro")]
    #expect(late.told == ["I02 2025 0 ALERTA"])
  }

  @Test func onlyWhatWouldHaveHeldIsTold() {
    var late = Late([2025])
    late.fixture.exclusions = [
      exclusion(2025, .i05, "otra"), exclusion(2024, nil, "todas"), exclusion(2021, nil, "antes"),
    ]
    #expect(late.told == ["I02 2025 0 ALERTA"])
    #expect(excluded(late).isEmpty)
  }

  @Test func theRowThatNamesTheConditionGoesFirst() {
    var late = Late([2025])
    late.fixture.routes[TerritoryFixture.key(1, 2025)] = TerritoryFixture.route([0: 1])
    late.fixture.evaluations[TerritoryFixture.key(1, 2025)] = TerritoryFixture.evaluation([
      0, 1, 0, 0,
    ])
    late.fixture.exclusions = [exclusion(2025, nil, "todas"), exclusion(2025, .i02, "paro")]
    #expect(excluded(late) == ["2025 I02 paro", "2025 I07 todas"])
    #expect(late.told.isEmpty)
  }

  /// I01 looks at I08 as a fact, before exclusions.
  @Test func anExcludedI08StillKeepsI01Away() {
    var fixture = TerritoryFixture()
    fixture.establishments = [TerritoryFixture.establishment(1)]
    let key = TerritoryFixture.key(1, 2025)
    fixture.deliveries[key] = TerritoryFixture.delivery(key, limit: "2025-03-31")
    fixture.rejectedRoutes[key] = TerritoryFixture.place(3)
    fixture.exclusions = [exclusion(2025, .i08, "sistema")]
    let result = Evaluation(
      fixture.territory, judgement: fixture.judgement, thresholds: Thresholds()
    ).run()
    #expect(result.findings.isEmpty)
    #expect(result.excluded.map(\.condition) == [.i08])
  }
}

/// Contract 3, Technical assistance: classes and their motives in order.
@Suite struct ClassificationTests {
  private func classification(
    _ establishment: Establishment, late: [Int] = [], requests: ModalitySet = [],
    lowSaber: Set<SaberCategory> = [.d]
  ) -> String {
    var territory = Late(late)
    territory.thresholds.lowSaber = lowSaber
    territory.fixture.establishments = [establishment]
    var facts = TerritoryFixture.route([0: 1]).facts
    facts.requests = requests
    territory.fixture.routes[TerritoryFixture.key(1, 2025)] = CountingRoute(
      version: 1, first: TerritoryFixture.place(2), facts: ClosedFacts(facts),
      isOlderVersion: false)
    let found = territory.result.classes[0]
    return "\(found.modality): " + found.motives.map(\.rawValue).joined(separator: " ")
  }

  private let plain = TerritoryFixture.establishment(1)

  @Test func classes() {
    #expect(classification(plain) == "none: ")
    #expect(classification(plain, requests: [.training]) == "training: SOLICITA_CAPACITACION")
    #expect(
      classification(plain, requests: [.training, .punctual])
        == "punctual: SOLICITA_PUNTUAL SOLICITA_CAPACITACION")
    #expect(classification(plain, late: [2025]) == "punctual: CONDICION")
    #expect(classification(plain, late: [2024, 2025]) == "integral: SISTEMATICA")
    #expect(
      classification(plain, late: [2025], requests: [.integral, .training])
        == "integral: SOLICITA_INTEGRAL CONDICION SOLICITA_CAPACITACION")
  }

  @Test func saberOfOfficialAndRegimeOfOthers() {
    let official = TerritoryFixture.establishment(1, regime: .controlled, saber: .d)
    #expect(classification(official) == "integral: SABER")
    #expect(classification(official, lowSaber: [.c]) == "none: ")
    let other = TerritoryFixture.establishment(1, sector: .other, regime: .controlled, saber: .d)
    #expect(classification(other) == "integral: CONTROLADO")
    let free = TerritoryFixture.establishment(1, sector: .other, regime: .supervisedFreedom)
    #expect(classification(free) == "none: ")
    #expect(classification(TerritoryFixture.establishment(1, saber: .c)) == "none: ")
  }
}
