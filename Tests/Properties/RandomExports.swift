import Model
import TestSupport

/// A small territory with much in it: versions, late and returned deliveries, support, exclusions,
/// dates on both sides of every limit and, unless it is sound, faults of every step.
///
/// A sound territory has no rejected row, and no record says something that another of its file
/// contradicts, so that the order of rows decides nothing.
struct RandomExports {
  /// The vigencias of the rows; the last is later than any period of a test.
  static let vigencias = 2021...2026
  static let period = 2025
  static let cutoffs = ["2025-03-01", "2025-06-30", "2025-11-30", "2025-12-31", "2026-02-15"]

  static let municipalities = ["68013", "68020", "68051", "68077", "68079"]
  private static let components = [
    "DIR-1-1", "DIR-1-2", "DIR-2-1", "ACA-1-1", "ADM-2-1", "COM-1-1", "DIR26-1-1", "ACA26-1-1",
  ]

  private(set) var isSound: Bool
  let cutoff: Day
  private(set) var exports = Exports()
  private(set) var codes: [String] = []
  private var random: SeededRandom
  /// How likely each establishment is to fall short, so that some do so year after year.
  private var weakness: [String: Int] = [:]

  init(seed: UInt64, isSound: Bool = false) {
    self.isSound = isSound
    random = SeededRandom(seed: seed)
    cutoff = TerritoryFixture.day(random.pick(RandomExports.cutoffs))
    makeDirectory()
    let routes = (0..<random.number(1...3)).map { "rutas/\($0).csv" }
    for name in routes { exports.files.append(.init(name: name, kind: .routes, rows: [])) }
    makeStrategies()
    for code in codes {
      for vigencia in RandomExports.vigencias {
        makeRecords(of: code, vigencia)
      }
    }
    if !isSound { damage() }
  }

  var judgement: Judgement { Judgement(period: RandomExports.period, cutoff: cutoff) }

  // MARK: - Chance

  mutating func happens(_ percent: Int) -> Bool { random.number(1...100) <= percent }

  /// A day on, next to or some way from one that a rule looks at.
  private mutating func day(near base: Day) -> Day {
    let distances = [-90, -31, -30, -29, -16, -15, -14, -1, 0, 1, 14, 15, 16, 29, 30, 31, 90]
    return base.adding(days: random.pick(distances))
  }

  private func cutoff(of vigencia: Int) -> Day { judgement.cutoff(of: vigencia) }

  private mutating func maybe(_ percent: Int, _ value: String) -> String {
    happens(percent) ? value : ""
  }

  // MARK: - Records

  private mutating func makeDirectory() {
    var rows: [Exports.Row] = []
    for number in 1...random.number(3...7) {
      let municipality = random.pick(RandomExports.municipalities)
      let code = "1\(municipality)0000\(number)\(random.number(0...9))"
      codes.append(code)
      weakness[code] = random.pick([10, 50, 90])
      rows.append([
        "codigo_dane": code, "nombre": "IE \(number)", "codigo_municipio": municipality,
        "sector": random.pick(["OFICIAL", "NO OFICIAL"]), "zona": random.pick(["", "RURAL"]),
        "regimen": random.pick(["", "CONTROLADO", "LIBERTAD REGULADA"]),
        "categoria_saber": random.pick(["", "A+", "C", "D"]),
        "estado": !isSound && happens(15) ? "INACTIVO" : "",
      ])
    }
    exports.files.append(.init(name: "directorio.csv", kind: .establishments, rows: rows))
  }

  private mutating func makeStrategies() {
    for vigencia in RandomExports.vigencias where happens(80) {
      for number in 1...random.number(1...3) {
        exports.append(
          [["vigencia": "\(vigencia)", "codigo_pam": "P\(number)", "estrategia": "E \(number)"]],
          .strategies)
      }
    }
  }

  private mutating func makeRecords(of code: String, _ vigencia: Int) {
    let key = ["vigencia": "\(vigencia)", "codigo_dane": code]
    func with(_ cells: Exports.Row) -> Exports.Row { key.merging(cells) { _, new in new } }
    let limit = day(near: Day.startOfYear(vigencia).adding(days: 89))
    if happens(80) { exports.append([with(delivery(code, vigencia, limit))], .deliveries) }
    if happens(75) { makeRoutes(code, vigencia, key) }
    if happens(60) {
      for component in RandomExports.components where happens(40) {
        let level = happens(weakness[code] ?? 0) ? 1 : random.number(1...4)
        exports.append(
          [with(["componente": component, "valoracion": "\(level)"])], .valuations)
      }
    }
    for number in 1...3 where happens(50) {
      makeActivity("AT-\(number)", code, vigencia, with)
    }
    for condition in ["", "I01", "I04", "I05", "I09"] where happens(5) {
      exports.append(
        [with(["motivo": "m \(condition)", "autoriza": "a", "condicion": condition])],
        .exclusions)
    }
    if happens(30) {
      exports.append(
        [
          with([
            "decision": random.pick(["REPORTAR", "NO REPORTAR"]), "motivo": "m",
            "fecha": day(near: cutoff).iso,
          ])
        ], .decisions)
    }
  }

  private mutating func delivery(_ code: String, _ vigencia: Int, _ limit: Day) -> Exports.Row {
    let isWeak = happens(weakness[code] ?? 0)
    let delivered = isWeak ? day(near: limit) : limit.adding(days: -random.number(0...3))
    let returned = day(near: random.pick([delivered, cutoff(of: vigencia)]))
    return [
      "fecha_limite": limit.iso, "fecha_entrega": maybe(isWeak ? 60 : 95, delivered.iso),
      "fecha_devolucion": maybe(isWeak ? 40 : 5, returned.iso),
      "fecha_reentrega": maybe(40, day(near: random.pick([returned, cutoff(of: vigencia)])).iso),
    ]
  }

  private mutating func makeActivity(
    _ activity: String, _ code: String, _ vigencia: Int, _ with: (Exports.Row) -> Exports.Row
  ) {
    let scheduled = day(near: random.pick([cutoff(of: vigencia), Day.startOfYear(vigencia)]))
    if happens(85) {
      exports.append(
        [
          with([
            "codigo_actividad": activity, "modalidad": random.pick(["INTEGRAL", "PUNTUAL"]),
            "fecha_programada": scheduled.iso, "codigo_pam": random.pick(["", "P1", "P2", "P9"]),
          ])
        ], .plannedActivities)
    }
    var days: Set<Day> = []
    for _ in 0..<random.number(0...2) {
      days.insert(day(near: random.pick([scheduled, cutoff(of: vigencia)])))
    }
    for day in days.sorted() {
      exports.append(
        [
          with([
            "codigo_actividad": activity, "fecha_ejecucion": day.iso,
            "cumple_requisitos": random.pick(["SI", "SI", "NO"]),
          ])
        ], .executedActivities)
    }
  }
}

// MARK: - Routes

extension RandomExports {
  private mutating func makeRoutes(_ code: String, _ vigencia: Int, _ key: Exports.Row) {
    let files = exports.files.indices.filter { exports.files[$0].kind == .routes }
    for version in 1...random.pick([1, 1, 1, 2, 3]) where version > 1 || happens(95) {
      var key = key
      key["version"] = version == 1 ? maybe(50, "1") : "\(version)"
      var rows = route(code, vigencia, key)
      if !isSound, happens(15) { rows = rows.map { $0.merging(["avance": "x"]) { $1 } } }
      exports.files[random.pick(files)].rows += rows
      guard !isSound, happens(10) else { continue }
      exports.files[random.pick(files)].rows += rows
    }
  }

  /// The rows of one version of a route.
  mutating func route(_ code: String, _ vigencia: Int, _ key: Exports.Row) -> [Exports.Row] {
    let isWeak = happens(weakness[code] ?? 0)
    let components = RandomExports.components.shuffled(using: &random)
    var goals: [Int: Exports.Row] = [:]
    return (1...random.number(1...5)).map { action in
      let opportunity = random.number(1...3)
      let goal = opportunity * 2 + random.number(0...1)
      let figures = goals[goal] ?? goalFigures(isWeak)
      goals[goal] = figures
      let row: Exports.Row = [
        "componente": components[opportunity], "oportunidad_no": "\(opportunity)",
        "oportunidad": "Oportunidad \(opportunity)", "meta_no": "\(goal)", "meta": "Meta",
        "accion_no": "\(action)", "accion": "Acción",
        "requiere_asistencia": random.pick(["", "", "", "PUNTUAL", "INTEGRAL", "CAPACITACION"]),
      ]
      return key.merging(row) { $1 }.merging(figures) { $1 }
        .merging(progress(vigencia, isWeak)) { $1 }
    }
  }

  private mutating func goalFigures(_ isWeak: Bool) -> Exports.Row {
    [
      "indicador": maybe(isWeak ? 40 : 95, "Indicador"),
      "linea_base": maybe(90, random.pick(["0", "10", "20", "-5,5"])),
      "valor_meta": maybe(90, random.pick(["10", "20", "100", "80,75"])),
      "valor_logrado": maybe(80, random.pick(["0", "10", "15", "33,33", "100", "250", "-40"])),
    ]
  }

  private mutating func progress(_ vigencia: Int, _ isWeak: Bool) -> Exports.Row {
    let cutoff = judgement.cutoff(of: vigencia)
    let end = day(near: cutoff)
    let isReversed = !isSound && happens(2)
    let start = end.adding(days: isReversed ? 1 : -random.pick([0, 1, 30, 200]))
    // A follow-up after the cut-off takes the row's values away with it (R112): another row of the
    // goal would then say more.
    let followUp = isSound ? cutoff.adding(days: -random.number(0...40)) : day(near: cutoff)
    return [
      "responsable": maybe(isWeak ? 50 : 95, "R"), "recursos": maybe(95, "P"),
      "fecha_inicio": maybe(90, start.iso), "fecha_fin": maybe(90, end.iso),
      "fecha_seguimiento": maybe(isWeak ? 15 : 80, followUp.iso),
      "avance": maybe(
        95, random.pick(isWeak ? ["0", "10", "49,99", "50"] : ["50", "50,01", "99,99", "100"])),
    ]
  }

  /// One establishment with one route of the period.
  static func longRoute(actions: Int) -> Exports {
    let code = "168013000016"
    let rows: [Exports.Row] = (1...actions).map { action in
      let opportunity = action * 3 / (actions + 1) + 1
      return [
        "vigencia": "\(period)", "codigo_dane": code, "componente": components[opportunity],
        "oportunidad_no": "\(opportunity)", "oportunidad": "Oportunidad",
        "meta_no": "\(action * 6 / (actions + 1) + 1)", "meta": "Meta <&\">", "accion": "A",
        "accion_no": "\(action)", "avance": "\(action % 101)",
      ]
    }
    let school = [
      "codigo_dane": code, "nombre": "IE", "codigo_municipio": "68013", "sector": "OFICIAL",
    ]
    return Exports(files: [
      .init(name: "directorio.csv", kind: .establishments, rows: [school]),
      .init(name: "rutas.csv", kind: .routes, rows: rows),
    ])
  }

  /// A route without a fault.
  mutating func soundRoute(_ code: String, _ vigencia: Int, version: Int) -> [Exports.Row] {
    let wasSound = isSound
    isSound = true
    defer { isSound = wasSound }
    return route(
      code, vigencia,
      ["vigencia": "\(vigencia)", "codigo_dane": code, "version": "\(version)"])
  }
}

// MARK: - Faults

extension RandomExports {
  private mutating func damage() {
    for place in exports.files.indices {
      let kind = exports.files[place].kind
      for index in exports.files[place].rows.indices {
        guard happens(4) else { continue }
        exports.files[place].rows[index] = spoiled(exports.files[place].rows[index], kind)
      }
      guard kind != .establishments, !exports.files[place].rows.isEmpty else { continue }
      if happens(60) { exports.files[place].rows += [random.pick(exports.files[place].rows)] }
      if happens(30) { exports.files[place].rows.shuffle(using: &random) }
    }
    let rows = exports.rows(.deliveries)
    guard happens(50), !rows.isEmpty else { return }
    exports.appendLast([random.pick(rows), random.pick(rows)], .deliveries)
  }

  /// The row with a spoiled cell, or with a number that may clash with those of other rows.
  private mutating func spoiled(_ row: Exports.Row, _ kind: RecordKind) -> Exports.Row {
    var row = row
    switch kind {
    case .establishments: row["correo"] = "a\u{1}b"
    case .routes:
      let column = random.pick([
        "componente", "avance", "fecha_fin", "meta_no", "oportunidad_no", "accion_no", "meta",
        "valor_meta", "linea_base", "codigo_dane", "vigencia", "version", "oportunidad",
      ])
      row[column] = random.pick(
        ["", "x", "1", "2", "3", "2025", "DIR-1-1", "168013000999", "2000-01-01"])
    default:
      let column = random.pick(kind.columns.map(\.name))
      row[column] = random.pick(["", "x", "1", "2025", "168013000999", "2025-02-30"])
    }
    return row
  }
}
