import Model

@testable import Reporting

/// Three establishments of two municipalities, made by hand: one whose route counts, one that did not
/// deliver and is a candidate, and one with a name that is no markup.
struct SmallTerritory {
  static let period = 2025
  static let delivered = DaneCode(number: 168_001_000_017)
  static let missing = DaneCode(number: 168_020_000_018)
  static let hostile = DaneCode(number: 268_020_000_019)
  static let hostileName = "Escuela <script>alert(1)</script> \"&\" 'x'"

  var isOlderVersion = false
  var actionCount = 2
  var actionText = "Reunir al consejo directivo"
  var diagnosticCount = 1
  var hasCandidate = true

  var input: PageInput {
    PageInput(
      report: report, validation: validation,
      facts: RunFacts(
        version: "1.2.3", dialect: "excel-es", tables: ReportTables.declarations),
      actions: actions, diagnostics: diagnostics)
  }

  func page(_ path: String) throws -> Page {
    try requireFirst(ReportPages.all(input)) { $0.path == path }
  }

  // MARK: - What is read

  private var catalogue: Catalogue {
    var catalogue = Catalogue()
    for (code, name) in [("DIR-1-1", "Misión y visión"), ("DIR-1-2", "Metas institucionales")] {
      _ = catalogue.add(
        edition: Edition(year: 2008), area: "DIR", areaName: "Gestión directiva",
        process: "DIR-1", processName: "Direccionamiento", component: code, name: name)
    }
    return catalogue
  }

  private func place(_ file: FileNumber, _ line: UInt32) -> Place {
    Place(file: file, line: line, rank: line)
  }

  private var establishments: [Establishment] {
    [
      (SmallTerritory.delivered, "Colegio Primero", 68001),
      (SmallTerritory.missing, "Colegio Segundo", 68020),
      (SmallTerritory.hostile, SmallTerritory.hostileName, 68020),
    ].enumerated().map { index, row in
      Establishment(
        code: row.0, name: row.1, municipality: MunicipalityCode(number: UInt32(row.2)),
        sector: .official, zone: .urban, regime: nil, saber: .c, isActive: true,
        place: place(0, UInt32(index + 2)))
    }
  }

  private func route(progress: Int, version: UInt32) -> CountingRoute {
    var facts = RouteFacts()
    facts.totals.opportunities = 1
    facts.totals.actions = 2
    facts.totals.progress = progress * 2
    facts.goals = 1
    facts.components = [RouteComponent(component: 1)]
    facts.components[0].actions = 2
    facts.components[0].progress = UInt32(progress * 2)
    return CountingRoute(
      version: version, first: place(1, 2), facts: ClosedFacts(facts),
      isOlderVersion: isOlderVersion)
  }

  private func delivery(_ code: DaneCode, _ delivered: Day?) -> Delivery {
    Delivery(
      key: RouteKey(establishment: code, vigencia: SmallTerritory.period),
      deadline: Day.startOfYear(2025).adding(days: 89), delivered: delivered, returned: nil,
      redelivered: nil, feedback: nil, place: place(2, 3))
  }

  private var territory: Territory {
    let key = RouteKey(establishment: SmallTerritory.delivered, vigencia: SmallTerritory.period)
    let before = RouteKey(establishment: SmallTerritory.delivered, vigencia: 2024)
    let missing = RouteKey(establishment: SmallTerritory.missing, vigencia: SmallTerritory.period)
    let municipalities = [(68001, "Bucaramanga"), (68020, "Albania")].map { code, name in
      Municipalities.Municipality(
        code: MunicipalityCode(number: UInt32(code)), name: name, isCertified: false,
        province: "Vélez")
    }
    return Territory(
      judgement: Judgement(
        period: SmallTerritory.period, cutoff: Day.startOfYear(2025).adding(days: 333)),
      catalogue: catalogue, municipalities: Municipalities(municipalities),
      defaultEdition: Edition(year: 2008), establishments: establishments,
      routes: [
        key: route(progress: 85_50, version: 1), before: route(progress: 60_00, version: 1),
      ],
      rejectedRoutes: [:],
      deliveries: [
        key: delivery(SmallTerritory.delivered, Day.startOfYear(2025).adding(days: 50)),
        missing: delivery(SmallTerritory.missing, nil),
      ],
      evaluations: [:], planned: [], executed: [], strategies: [], exclusions: [],
      decisions: [:], vigencias: [2024, 2025])
  }

  // MARK: - What is concluded

  private var irregularities: Irregularities {
    let finding = ConditionFinding(
      establishment: 1, condition: .i01, vigencias: [2024, 2025],
      supports: [Day.startOfYear(2025)], state: .candidate, evidence: place(2, 3))
    return Irregularities(
      findings: hasCandidate ? [finding] : [], excluded: [],
      classes: establishments.map { _ in Classification(modality: .integral, motives: [.saber]) },
      ranges: hasCandidate ? [0..<0, 0..<1, 1..<1] : [0..<0, 0..<0, 0..<0])
  }

  private var report: ReportInput {
    var component = ComponentFigure(component: 1)
    component.establishments = 1
    component.position = 1
    component.sums.actions = 2
    var first = AreaFigure()
    first.establishments = 1
    first.received = 1
    first.sums.actions = 2
    first.sums.progress = 171_00
    var second = AreaFigure()
    second.establishments = 2
    let rate = Indicator(
      code: "N09", unit: .percent, value: .hundredths(33_33), numerator: .count(1),
      denominator: 3)
    let progress = Indicator(
      code: "N19", unit: .percent, value: .hundredths(85_50), numerator: .hundredths(171_00),
      denominator: 2)
    return ReportInput(
      territory: territory, thresholds: Thresholds(), entity: Entity(), logo: nil,
      irregularities: irregularities, outcomes: [], indicators: [rate, progress],
      previousIndicators: [
        Indicator(
          code: "N09", unit: .percent, value: .hundredths(40_00), numerator: .count(2),
          denominator: 5), progress,
      ],
      components: [component], processes: [], transitions: [],
      municipalities: [
        (MunicipalityCode(number: 68001), first), (MunicipalityCode(number: 68020), second),
      ],
      files: files, peiProcesses: [], infrastructureProcesses: [],
      opportunities: { _ in [] })
  }

  private var files: [FileReport] {
    ["directorio.csv", "rutas/a.csv", "rg-300.csv"].map { name in
      var file = FileReport(
        name: name, kinds: [.establishments], format: "csv", encoding: "utf-8", bytes: 1,
        sha256: "00")
      file.accepted = 4
      file.rejected = 1
      return file
    }
  }

  private var validation: ValidationSummary {
    var summary = ValidationSummary()
    for line in 0..<diagnosticCount { summary.add(diagnostic(line), file: "rutas/a.csv") }
    return summary
  }

  private func diagnostic(_ line: Int) -> Diagnostic {
    Diagnostic(
      .r104, line: line + 7, column: 12, field: "fecha_inicio", value: "31/02/2025",
      message: "No es una fecha. Se espera una como 2025-03-31.")
  }

  private var diagnostics: @Sendable (DaneCode) throws -> EstablishmentDiagnostics {
    let copy = self
    return { code in
      guard code == SmallTerritory.delivered else { return EstablishmentDiagnostics() }
      let shown = min(copy.diagnosticCount, EstablishmentDiagnostics.longest)
      return EstablishmentDiagnostics(
        items: (0..<shown).map {
          FiledDiagnostic(file: "rutas/a.csv", diagnostic: copy.diagnostic($0))
        }, total: copy.diagnosticCount)
    }
  }

  private var actions: @Sendable (CountingRoute) throws -> [ActionDetail] {
    let (count, text) = (actionCount, actionText)
    return { _ in
      (0..<count).map { index in
        ActionDetail(
          place: Place(file: 1, line: UInt32(index + 2), rank: UInt32(index)), opportunity: 1,
          goal: 1 + index / 2, action: index + 1, component: 1,
          progress: index == 0 ? 100_00 : 71_00,
          start: Day.startOfYear(2025), end: Day.startOfYear(2025).adding(days: 100),
          followUp: nil, opportunityText: "Falta revisar las metas",
          goalText: "Metas revisadas", indicatorText: "% de metas", actionText: text,
          evidenceText: "")
      }
    }
  }
}

struct MissingElement: Error {}

func requireFirst<Elements: Sequence>(
  _ elements: Elements, where matches: (Elements.Element) throws -> Bool
) throws -> Elements.Element {
  guard let found = try elements.first(where: matches) else { throw MissingElement() }
  return found
}
