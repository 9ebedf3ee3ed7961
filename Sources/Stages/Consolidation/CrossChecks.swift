import Model

/// Findings that compare accepted records with others (X codes of contract 2).
package struct CrossChecks {
  /// 1-based ordinal of a column in the table that a record stands in; 0 where it has none.
  package typealias Ordinal = (_ place: Place, _ kind: RecordKind, _ column: Int) -> Int

  private let records: RecordIntake
  private let routes: [RouteKey: CountingRoute]
  private let municipalities: Municipalities
  private let jurisdiction: Jurisdiction?
  private let ordinal: Ordinal
  private var found: [(file: FileNumber, finding: Finding)] = []

  /// `jurisdiction` is that of a run of several entities.
  package init(
    records: RecordIntake, routes: [RouteKey: CountingRoute], municipalities: Municipalities,
    jurisdiction: Jurisdiction? = nil, ordinal: @escaping Ordinal
  ) {
    self.records = records
    self.routes = routes
    self.municipalities = municipalities
    self.jurisdiction = jurisdiction
    self.ordinal = ordinal
  }

  /// All findings but X217; X203 and X204 only with a judgement.
  package consuming func run(
    judgement: Judgement?
  ) -> [(file: FileNumber, finding: Finding)] {
    for establishment in records.establishments { check(establishment) }
    checkActivities()
    if let judgement { checkDeliveries(judgement) }
    return found
  }

  /// X217: decisions of the period on establishments that are no candidates.
  package static func decisions(
    _ territory: Territory, _ irregularities: Irregularities
  ) -> [(file: FileNumber, finding: Finding)] {
    let candidates = Set(
      territory.establishments.indices.filter { irregularities.isCandidate($0) }.map {
        territory.establishments[$0].code
      })
    return territory.decisions.values.filter {
      $0.key.vigencia == territory.judgement.period && !candidates.contains($0.key.establishment)
    }.sorted { $0.place < $1.place }.map {
      ($0.place.file, Finding(CrossFindings.decisionOnNoCandidate($0)))
    }
  }

  private mutating func add(_ finding: Diagnostic, at place: Place) {
    add(Finding(finding), at: place)
  }

  private mutating func add(_ finding: Finding, at place: Place) {
    found.append((place.file, finding))
  }

  // MARK: - Directory

  private mutating func check(_ establishment: Establishment) {
    typealias C = EstablishmentColumn
    let place = establishment.place
    let code = ordinal(place, .establishments, C.codigo_dane.rawValue)
    if establishment.code.municipality != establishment.municipality.number {
      add(CrossFindings.otherMunicipality(establishment, column: code), at: place)
    }
    if !establishment.code.hasValidCheckDigit {
      add(CrossFindings.checkDigit(establishment, column: code), at: place)
    }
    if !fits(establishment) {
      add(CrossFindings.sectorDigit(establishment, column: code), at: place)
    }
    if isOutside(establishment.municipality) {
      let column = ordinal(place, .establishments, C.codigo_municipio.rawValue)
      let finding =
        jurisdiction == nil
        ? CrossFindings.certified(establishment, column: column)
        : CrossFindings.otherEntity(establishment, column: column)
      add(finding, at: place)
    }
  }

  /// Whether a municipality is out of the run's jurisdiction (X215): certified in a department's run, of
  /// an entity that is not in the run of several.
  private func isOutside(_ municipality: MunicipalityCode) -> Bool {
    if let jurisdiction { return !jurisdiction.contains(municipality) }
    return municipalities[municipality]?.isCertified ?? false
  }

  /// Whether the first digit is one of the directory's sector and zone (X213).
  private func fits(_ establishment: Establishment) -> Bool {
    let first = establishment.sector == .official ? 1 : 3
    switch establishment.zone {
    case .urban: return establishment.code.sectorDigit == first
    case .rural: return establishment.code.sectorDigit == first + 1
    case .both, nil: return (first...first + 1).contains(establishment.code.sectorDigit)
    }
  }

  // MARK: - Activities

  private mutating func checkActivities() {
    struct ActivityKey: Hashable {
      let key: RouteKey
      let code: String
    }
    struct StrategyKey: Hashable {
      let vigencia: Int
      let code: String
    }
    let planned = Set(records.planned.map { ActivityKey(key: $0.key, code: $0.code) })
    let strategies = Set(
      records.strategies.map { StrategyKey(vigencia: $0.vigencia, code: $0.code) })
    for row in records.executed where !planned.contains(ActivityKey(key: row.key, code: row.code)) {
      let column = ordinal(
        row.place, .executedActivities, ExecutedActivityColumn.codigo_actividad.rawValue)
      add(CrossFindings.unplanned(row, column: column), at: row.place)
    }
    for row in records.planned {
      let isKnown =
        row.strategy.map {
          strategies.contains(StrategyKey(vigencia: row.key.vigencia, code: $0))
        } ?? false
      guard !isKnown else { continue }
      let column = ordinal(
        row.place, .plannedActivities, PlannedActivityColumn.codigo_pam.rawValue)
      add(CrossFindings.notInPAM(row, column: column), at: row.place)
    }
  }

  // MARK: - Deliveries

  private mutating func checkDeliveries(_ judgement: Judgement) {
    for delivery in records.deliveries.values where delivery.key.vigencia <= judgement.period {
      if isDelivered(delivery, judgement), routes[delivery.key] == nil {
        add(CrossFindings.deliveredWithoutRoute(delivery), at: delivery.place)
      }
    }
    for (key, route) in routes where key.vigencia <= judgement.period {
      let delivery = records.deliveries[key]
      guard !(delivery.map { isDelivered($0, judgement) } ?? false) else { continue }
      let place = delivery?.place ?? route.first
      add(CrossFindings.routeWithoutDelivery(key, at: place), at: place)
    }
  }

  private func isDelivered(_ delivery: Delivery, _ judgement: Judgement) -> Bool {
    delivery.delivered.map { $0 <= judgement.cutoff(of: delivery.key.vigencia) } ?? false
  }
}

/// The Spanish of the cross-checks.
enum CrossFindings {
  static func otherMunicipality(_ row: Establishment, column: Int) -> Diagnostic {
    finding(
      .x210, row, column,
      "Los dígitos 2 a 6 del código DANE (\(DaneCode.zeroPadded(UInt64(row.code.municipality), width: 5))) no son el municipio del directorio (\(row.municipality.text)). Se espera que coincidan, salvo que el municipio haya cambiado de límites."
    )
  }

  static func checkDigit(_ row: Establishment, column: Int) -> Diagnostic {
    finding(
      .x212, row, column,
      "El dígito de verificación del código DANE no corresponde: se espera \(row.code.expectedCheckDigit). Revise el código; unos pocos códigos reales no cumplen la regla."
    )
  }

  static func sectorDigit(_ row: Establishment, column: Int) -> Diagnostic {
    finding(
      .x213, row, column,
      "El primer dígito del código DANE no corresponde al sector y la zona del directorio. Se espera 1 oficial urbano, 2 oficial rural, 3 no oficial urbano, 4 no oficial rural."
    )
  }

  static func certified(_ row: Establishment, column: Int) -> Diagnostic {
    outside(
      row, column,
      "El municipio está certificado en educación y no es de la jurisdicción del departamento. Se esperan establecimientos de municipios no certificados."
    )
  }

  static func otherEntity(_ row: Establishment, column: Int) -> Diagnostic {
    outside(
      row, column,
      "La entidad territorial del municipio no está entre las de esta ejecución. Se esperan establecimientos de las entidades de la clave entidades de la configuración."
    )
  }

  private static func outside(_ row: Establishment, _ column: Int, _ message: String) -> Diagnostic
  {
    Diagnostic(
      .x215, line: Int(row.place.line), column: column, field: "codigo_municipio",
      value: row.municipality.text, message: message, establishment: row.code)
  }

  private static func finding(
    _ code: DiagnosticCode, _ row: Establishment, _ column: Int, _ message: String
  ) -> Diagnostic {
    Diagnostic(
      code, line: Int(row.place.line), column: column, field: "codigo_dane", value: row.code.text,
      message: message, establishment: row.code)
  }

  static func unplanned(_ row: ExecutedActivity, column: Int) -> Diagnostic {
    Diagnostic(
      .x208, line: Int(row.place.line), column: column, field: "codigo_actividad",
      value: Diagnostic.quoted(row.code),
      message:
        "El RG-217 de \(row.key.vigencia) no tiene esta actividad para \(row.key.establishment.text). Se espera que lo ejecutado esté en el plan; revise el código o agréguela.",
      establishment: row.key.establishment)
  }

  static func notInPAM(_ row: PlannedActivity, column: Int) -> Diagnostic {
    let text =
      row.strategy == nil
      ? "La actividad no dice con qué estrategia del PAM se alinea."
      : "El PAM de \(row.key.vigencia) no tiene esta estrategia."
    return Diagnostic(
      .x209, line: Int(row.place.line), column: column, field: "codigo_pam",
      value: Diagnostic.quoted(row.strategy ?? ""),
      message: text + " Se espera un codigo_pam del PAM de la vigencia (actividad 4).",
      establishment: row.key.establishment)
  }

  static func deliveredWithoutRoute(_ row: Delivery) -> Finding {
    Finding(
      .x203, line: Int(row.place.line),
      .deliveredWithoutRoute(vigencia: UInt16(clamping: row.key.vigencia)),
      establishment: row.key.establishment)
  }

  /// At the place of its delivery, where there is one, or of its first row.
  static func routeWithoutDelivery(_ key: RouteKey, at place: Place) -> Finding {
    Finding(
      .x204, line: Int(place.line),
      .routeWithoutDelivery(vigencia: UInt16(clamping: key.vigencia)),
      establishment: key.establishment)
  }

  static func decisionOnNoCandidate(_ row: Decision) -> Diagnostic {
    Diagnostic(
      .x217, line: Int(row.place.line),
      message:
        "Hay una decisión sobre \(row.key.establishment.text), que no es candidato a reporte en \(row.key.vigencia). Se esperan decisiones solo sobre candidatos; revise el código o la vigencia.",
      establishment: row.key.establishment)
  }
}
