import Model

/// Makes records of decoded rows that passed.
struct RecordBuilder {
  let kind: RecordKind

  /// The record of the row that `row` holds last; `nil` where a required value lacks, for rg-382 and
  /// for the self-evaluation, whose rows are too many for it.
  func record(_ row: RowDecoder, place: Place) -> InputRecord? {
    switch kind {
    case .establishments: establishment(row, place).map(InputRecord.establishment)
    case .routes, .valuations: nil
    case .deliveries: delivery(row, place).map(InputRecord.delivery)
    case .plannedActivities: planned(row, place).map(InputRecord.planned)
    case .executedActivities: executed(row, place).map(InputRecord.executed)
    case .strategies: strategy(row, place).map(InputRecord.strategy)
    case .exclusions: exclusion(row, place).map(InputRecord.exclusion)
    case .decisions: decision(row, place).map(InputRecord.decision)
    }
  }

  private func establishment(_ row: RowDecoder, _ place: Place) -> Establishment? {
    typealias C = EstablishmentColumn
    guard let code = dane(row, C.codigo_dane.rawValue), let name = row.string(C.nombre.rawValue),
      let municipality = row.number(C.codigo_municipio.rawValue),
      let sector = row.number(C.sector.rawValue).flatMap({ Sector(rawValue: UInt8($0)) })
    else { return nil }
    return Establishment(
      code: code, name: name, municipality: MunicipalityCode(number: UInt32(municipality)),
      sector: sector, zone: row.number(C.zona.rawValue).flatMap { Zone(rawValue: UInt8($0)) },
      regime: row.number(C.regimen.rawValue).flatMap { Regime(rawValue: UInt8($0)) },
      saber: row.number(C.categoria_saber.rawValue).flatMap { SaberCategory(rawValue: UInt8($0)) },
      isActive: row.number(C.estado.rawValue) != 0, place: place)
  }

  private func delivery(_ row: RowDecoder, _ place: Place) -> Delivery? {
    typealias C = DeliveryColumn
    guard let key = key(row, C.vigencia.rawValue, C.codigo_dane.rawValue),
      let deadline = row.day(C.fecha_limite.rawValue)
    else { return nil }
    return Delivery(
      key: key, deadline: deadline, delivered: row.day(C.fecha_entrega.rawValue),
      returned: row.day(C.fecha_devolucion.rawValue),
      redelivered: row.day(C.fecha_reentrega.rawValue),
      feedback: row.day(C.fecha_retroalimentacion.rawValue), place: place)
  }

  /// The valuation of a decoded row of the self-evaluation.
  func valuation(_ row: RowDecoder, _ place: Place) -> Valuation? {
    typealias C = ValuationColumn
    guard let key = key(row, C.vigencia.rawValue, C.codigo_dane.rawValue),
      let component = row.number(C.componente.rawValue),
      let level = row.number(C.valoracion.rawValue)
    else { return nil }
    return Valuation(
      key: key, component: ComponentIndex(component), level: UInt8(level), place: place)
  }

  private func planned(_ row: RowDecoder, _ place: Place) -> PlannedActivity? {
    typealias C = PlannedActivityColumn
    guard let key = key(row, C.vigencia.rawValue, C.codigo_dane.rawValue),
      let code = row.string(C.codigo_actividad.rawValue),
      let modality = row.number(C.modalidad.rawValue).flatMap({ Modality(rawValue: UInt8($0)) }),
      let scheduled = row.day(C.fecha_programada.rawValue)
    else { return nil }
    return PlannedActivity(
      key: key, code: code, modality: modality, scheduled: scheduled,
      topic: row.string(C.tema.rawValue), strategy: row.string(C.codigo_pam.rawValue),
      responsible: row.string(C.responsable.rawValue), place: place)
  }

  private func executed(_ row: RowDecoder, _ place: Place) -> ExecutedActivity? {
    typealias C = ExecutedActivityColumn
    guard let key = key(row, C.vigencia.rawValue, C.codigo_dane.rawValue),
      let code = row.string(C.codigo_actividad.rawValue),
      let executed = row.day(C.fecha_ejecucion.rawValue),
      let meets = row.number(C.cumple_requisitos.rawValue)
    else { return nil }
    return ExecutedActivity(
      key: key, code: code, executed: executed, meetsRequirements: meets == 1, place: place)
  }

  private func strategy(_ row: RowDecoder, _ place: Place) -> Strategy? {
    typealias C = StrategyColumn
    guard let vigencia = row.number(C.vigencia.rawValue),
      let code = row.string(C.codigo_pam.rawValue), let text = row.string(C.estrategia.rawValue)
    else { return nil }
    return Strategy(vigencia: vigencia, code: code, text: text, place: place)
  }

  private func exclusion(_ row: RowDecoder, _ place: Place) -> Exclusion? {
    typealias C = ExclusionColumn
    guard let key = key(row, C.vigencia.rawValue, C.codigo_dane.rawValue),
      let reason = row.string(C.motivo.rawValue), let authority = row.string(C.autoriza.rawValue)
    else { return nil }
    return Exclusion(
      key: key, reason: reason, authority: authority,
      condition: row.number(C.condicion.rawValue).flatMap { Condition(rawValue: UInt8($0)) },
      place: place)
  }

  private func decision(_ row: RowDecoder, _ place: Place) -> Decision? {
    typealias C = DecisionColumn
    guard let key = key(row, C.vigencia.rawValue, C.codigo_dane.rawValue),
      let reports = row.number(C.decision.rawValue), let reason = row.string(C.motivo.rawValue),
      let date = row.day(C.fecha.rawValue)
    else { return nil }
    return Decision(key: key, reports: reports == 1, reason: reason, date: date, place: place)
  }

  private func dane(_ row: RowDecoder, _ column: Int) -> DaneCode? {
    row.number(column).map { DaneCode(number: UInt64($0)) }
  }

  private func key(_ row: RowDecoder, _ vigencia: Int, _ establishment: Int) -> RouteKey? {
    guard let vigencia = row.number(vigencia), let code = dane(row, establishment) else {
      return nil
    }
    return RouteKey(establishment: code, vigencia: vigencia)
  }
}
