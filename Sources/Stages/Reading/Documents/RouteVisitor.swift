import Model
import XMLStream

/// Visits the nested form of rg-382: routes, their oportunidades, metas and acciones (contract 1 §4).
///
/// A row is complete when its oportunidad ends, since what describes the oportunidad or the meta may
/// stand behind the acciones.
final class RouteVisitor {
  private enum Level: Int {
    case route = 2
    case opportunity, goal, action
  }

  private struct PendingRow {
    var fields: [Bytes]
    var line: Int
    var source: Bytes
  }

  private typealias C = RouteColumn

  private let batch: RowBatch
  private let columns = RecordKind.routes.columns.count
  private var route: [Bytes]
  private var opportunity: [Bytes]
  private var goal: [Bytes]
  private var rows: [PendingRow] = []
  private var pending = 0
  private var goalStart = 0
  private var field: RouteColumn?
  /// The fields given as elements to the open oportunidad, meta and acción.
  private var given: [Set<RouteColumn>] = Array(repeating: [], count: 6)
  private let none = Bytes(start: nil, count: 0)

  init(batch: RowBatch) {
    self.batch = batch
    route = Array(repeating: none, count: columns)
    opportunity = route
    goal = route
  }

  // MARK: - Starts

  func start(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    guard !element.name.hasNamespace else {
      throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
    guard field == nil else {
      throw StructureFault.unknownElement(element, in: field?.elementName ?? "")
    }
    switch element.depth {
    case 2: try startRoute(element)
    case 3: try startOpportunity(element)
    case 4: try startInOpportunity(element)
    case 5: try startInGoal(element, source)
    case 6: try startInAction(element)
    default: throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
  }

  private func startRoute(_ element: XMLElement) throws(XMLRefusal) {
    guard element.name.isLocal("ruta") else {
      throw StructureFault.unknownElement(element, in: "rutasMejoramiento")
    }
    RouteVisitor.clear(&route)
    try RouteVisitor.read(
      element, into: &route, batch.arena,
      [
        ("codigoDane", .codigo_dane, true), ("vigencia", .vigencia, true),
        ("version", .version, false), ("edicion", .edicion, false),
      ])
  }

  private func startOpportunity(_ element: XMLElement) throws(XMLRefusal) {
    guard element.name.isLocal("oportunidad") else {
      throw StructureFault.unknownElement(element, in: "ruta")
    }
    RouteVisitor.clear(&opportunity)
    given[3] = []
    pending = 0
    try RouteVisitor.read(
      element, into: &opportunity, batch.arena,
      [("no", .oportunidad_no, true), ("componente", .componente, true)])
  }

  private func startInOpportunity(_ element: XMLElement) throws(XMLRefusal) {
    if element.name.isLocal("meta") {
      RouteVisitor.clear(&goal)
      given[4] = []
      goalStart = pending
      return try RouteVisitor.read(element, into: &goal, batch.arena, [("no", .meta_no, true)])
    }
    try startField(
      element, parent: 3, [("descripcion", .oportunidad), ("objetivo", .objetivo)])
  }

  private func startInGoal(
    _ element: XMLElement, _ source: XMLSource
  ) throws(XMLRefusal) {
    if element.name.isLocal("accion") { return try startAction(element, source) }
    if element.name.isLocal("indicador") {
      guard given[4].insert(.indicador).inserted else {
        throw StructureFault.repeated("indicador", element)
      }
      field = .indicador
      return try RouteVisitor.read(
        element, into: &goal, batch.arena,
        [
          ("lineaBase", .linea_base, false), ("valorMeta", .valor_meta, false),
          ("valorLogrado", .valor_logrado, false),
        ])
    }
    try startField(element, parent: 4, [("descripcion", .meta)])
  }

  private func startAction(
    _ element: XMLElement, _ source: XMLSource
  ) throws(XMLRefusal) {
    source.keep()
    given[5] = []
    if pending == rows.count {
      let fields = Array(repeating: none, count: columns)
      rows.append(PendingRow(fields: fields, line: 0, source: none))
    }
    RouteVisitor.clear(&rows[pending].fields)
    rows[pending].line = element.line
    try RouteVisitor.read(
      element, into: &rows[pending].fields, batch.arena,
      [
        ("no", .accion_no, true), ("presupuesto", .presupuesto, false),
        ("fechaInicio", .fecha_inicio, false), ("fechaFin", .fecha_fin, false),
        ("avance", .avance, false), ("fechaSeguimiento", .fecha_seguimiento, false),
        ("requiereAsistencia", .requiere_asistencia, false),
      ])
  }

  private func startInAction(_ element: XMLElement) throws(XMLRefusal) {
    try startField(
      element, parent: 5,
      [
        ("descripcion", .accion), ("responsable", .responsable), ("recursos", .recursos),
        ("evidencia", .evidencia), ("observaciones", .observaciones),
      ])
  }

  private func startField(
    _ element: XMLElement, parent: Int, _ names: [(StaticString, RouteColumn)]
  ) throws(XMLRefusal) {
    guard let known = names.first(where: { element.name.isLocal($0.0) }) else {
      throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
    guard given[parent].insert(known.1).inserted else {
      throw StructureFault.repeated(element.name.string, element)
    }
    try StructureFault.refuseAttributes(element)
    field = known.1
  }

  /// Reads the attributes of an element; `true` marks those that must stand there.
  private static func read(
    _ element: XMLElement, into fields: inout [Bytes], _ arena: Arena,
    _ names: [(name: StaticString, column: RouteColumn, isRequired: Bool)]
  ) throws(XMLRefusal) {
    var found = 0
    for attribute in element.attributes where !attribute.name.hasNamespace {
      guard let place = names.firstIndex(where: { attribute.name.isLocal($0.name) }) else {
        throw StructureFault.unknownAttribute(attribute.name, element)
      }
      found |= 1 << place
      fields[names[place].column.rawValue] = arena.keep(attribute.value)
    }
    for (place, name) in names.enumerated() where name.isRequired && found & (1 << place) == 0 {
      throw StructureFault.missingAttribute("\(name.name)", element)
    }
  }

  // MARK: - Ends

  func end(depth: Int, text: Bytes, source: XMLSource) {
    if let column = field {
      take(batch.arena.keep(text), column, depth: depth)
      field = nil
      return
    }
    switch depth {
    case 5:
      rows[pending].source = batch.arena.keep(source.extract())
      pending += 1
    case 4:
      for row in goalStart..<pending {
        for column in [C.meta_no, .meta, .indicador, .linea_base, .valor_meta, .valor_logrado] {
          rows[row].fields[column.rawValue] = goal[column.rawValue]
        }
      }
    case 3: addRows()
    default: break
    }
  }

  private func take(_ text: Bytes, _ column: RouteColumn, depth: Int) {
    switch depth {
    case 4: opportunity[column.rawValue] = text
    case 5: goal[column.rawValue] = text
    default: rows[pending].fields[column.rawValue] = text
    }
  }

  private func addRows() {
    for row in 0..<pending {
      for column in [C.codigo_dane, .vigencia, .version, .edicion] {
        rows[row].fields[column.rawValue] = route[column.rawValue]
      }
      for column in [C.oportunidad_no, .componente, .oportunidad, .objetivo] {
        rows[row].fields[column.rawValue] = opportunity[column.rawValue]
      }
      batch.add(fields: rows[row].fields, line: rows[row].line, source: rows[row].source)
    }
    pending = 0
    flushKeepingRoute()
  }

  /// Hands rows on; what is still needed of the route moves to the new arena.
  private func flushKeepingRoute() {
    let before = batch.arena
    batch.flushIfFull()
    guard batch.arena !== before else { return }
    for column in route.indices where !route[column].isEmpty {
      route[column] = batch.arena.keep(route[column])
    }
    withExtendedLifetime(before) {}
  }

  private static func clear(_ fields: inout [Bytes]) {
    for column in fields.indices { fields[column] = Bytes(start: nil, count: 0) }
  }

  private static func parent(_ depth: Int) -> String {
    switch depth {
    case 2: "rutasMejoramiento"
    case 3: "ruta"
    case 4: "oportunidad"
    case 5: "meta"
    default: "accion"
    }
  }
}

extension RouteColumn {
  fileprivate var elementName: String { RecordKind.routes.columns[rawValue].camelCase }
}
