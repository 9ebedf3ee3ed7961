import Model

/// Rows of rg-382 from the values that a decoder holds.
struct RouteRows {
  private let row: RowDecoder
  // The places of columns as plain numbers: asked of the enumeration they are a call each.
  private let code = RouteColumn.codigo_dane.rawValue
  private let vigencia = RouteColumn.vigencia.rawValue
  private let version = RouteColumn.version.rawValue
  private let component = RouteColumn.componente.rawValue
  private let opportunity = RouteColumn.oportunidad_no.rawValue
  private let goal = RouteColumn.meta_no.rawValue
  private let action = RouteColumn.accion_no.rawValue
  private let progress = RouteColumn.avance.rawValue
  private let start = RouteColumn.fecha_inicio.rawValue
  private let end = RouteColumn.fecha_fin.rawValue
  private let followUp = RouteColumn.fecha_seguimiento.rawValue
  private let request = RouteColumn.requiere_asistencia.rawValue
  private let indicator = RouteColumn.indicador.rawValue
  private let baseline = RouteColumn.linea_base.rawValue
  private let target = RouteColumn.valor_meta.rawValue
  private let achieved = RouteColumn.valor_logrado.rawValue
  private let responsible = RouteColumn.responsable.rawValue
  private let resources = RouteColumn.recursos.rawValue

  init(_ row: RowDecoder) {
    self.row = row
  }

  /// Whether fecha_fin is before fecha_inicio (R109).
  @inline(__always)
  var endsBeforeStart: Bool {
    has(start) && has(end) && row.numbers[end] < row.numbers[start]
  }

  /// The row of a record that passed.
  func row(line: Int, rank: UInt32, source: Bytes) -> RouteRow {
    var route = RouteRow()
    route.line = UInt32(line)
    route.rank = rank
    route.source = source
    route.establishment = UInt64(row.numbers[code])
    route.vigencia = UInt16(row.numbers[vigencia])
    route.version = has(version) ? UInt32(row.numbers[version]) : 1
    route.component = ComponentIndex(row.numbers[component])
    route.opportunity = UInt16(row.numbers[opportunity])
    route.goal = UInt16(row.numbers[goal])
    route.action = UInt16(row.numbers[action])
    route.progress = has(progress) ? UInt16(row.numbers[progress]) : 0
    route.start = day(start)
    route.end = day(end)
    route.followUp = day(followUp)
    if has(request) { route.request = Modality(rawValue: UInt8(row.numbers[request])) ?? .none }
    route.flags = flags
    if has(baseline) { route.baseline = row.numbers[baseline] }
    if has(target) { route.target = row.numbers[target] }
    if has(achieved) { route.achieved = row.numbers[achieved] }
    return route
  }

  /// What can be used of a rejected row: its keys; `nil` where establishment or vigencia can't be
  /// read, since it counts for nobody then.
  func rejected(line: Int, rank: UInt32) -> RouteRow? {
    guard has(code), has(vigencia) else { return nil }
    var route = RouteRow()
    route.line = UInt32(line)
    route.rank = rank
    route.establishment = UInt64(row.numbers[code])
    route.vigencia = UInt16(row.numbers[vigencia])
    route.flags = .isRejected
    if row.states[version] == .faulty {
      route.flags.insert(.hasNoVersion)
    } else if has(version) {
      route.version = UInt32(row.numbers[version])
    }
    return route
  }

  /// The texts of a record that passed.
  var texts: RouteTexts {
    RouteTexts(
      opportunity: text(.oportunidad), goal: text(.meta), indicator: text(.indicador),
      action: text(.accion), evidence: text(.evidencia))
  }

  private func text(_ column: RouteColumn) -> Bytes {
    has(column.rawValue) ? row.texts[column.rawValue] : Bytes(start: nil, count: 0)
  }

  @inline(__always)
  private func has(_ column: Int) -> Bool { row.states[column] == .present }

  @inline(__always)
  private func day(_ column: Int) -> Int32 {
    has(column) ? Int32(truncatingIfNeeded: row.numbers[column]) : Day.noNumber
  }

  private var flags: RouteRow.Flags {
    typealias Flags = RouteRow.Flags
    let isComplete = has(responsible) && has(start) && has(end) && has(resources)
    // Joined as numbers: what the set makes of them is a call each.
    let bits =
      (has(indicator) ? Flags.hasIndicator.rawValue : 0)
      | (has(baseline) ? Flags.hasBaseline.rawValue : 0)
      | (has(target) ? Flags.hasTarget.rawValue : 0)
      | (has(achieved) ? Flags.hasAchieved.rawValue : 0)
      | (isComplete ? 0 : Flags.isIncomplete.rawValue)
    return Flags(rawValue: bits)
  }
}

extension RouteColumn {
  /// The column's name in the contract.
  package var name: String { "\(self)" }
}
