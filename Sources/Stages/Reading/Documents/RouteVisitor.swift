import Model
import XMLStream

/// Visits the nested form of rg-382: routes, their oportunidades, metas and acciones (contract 1 §4).
///
/// A row is complete when its oportunidad ends, since what describes the oportunidad or the meta may
/// stand behind the acciones.
final class RouteVisitor {
  private static let routeColumns = places([.codigo_dane, .vigencia, .version, .edicion])
  private static let opportunityColumns = places(
    [.oportunidad_no, .componente, .oportunidad, .objetivo])
  private static let goalColumns = places(
    [.meta_no, .meta, .indicador, .linea_base, .valor_meta, .valor_logrado])

  private let batch: RowBatch
  private let names = NameTable(RouteForm.names)
  private let columns = RecordKind.routes.columns.count
  private let route: RouteFields
  private let opportunity: RouteFields
  private let goal: RouteFields
  /// The actions of the open oportunidad.
  private var rows: [RouteFields] = []
  private var pending = 0
  private var goalStart = 0
  private var field: RouteColumn?
  /// The fields given as elements to the open oportunidad, meta and acción, a bit for each column.
  private var given: (opportunity: UInt64, goal: UInt64, action: UInt64) = (0, 0, 0)

  init(batch: RowBatch) {
    self.batch = batch
    route = RouteFields(columns)
    opportunity = RouteFields(columns)
    goal = RouteFields(columns)
  }

  // MARK: - Starts

  func start(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    guard !element.name.hasNamespace else {
      throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
    if let field { throw StructureFault.unknownElement(element, in: field.elementName) }
    switch element.depth {
    case 2: try startRoute(element)
    case 3: try startOpportunity(element)
    case 4: try startInOpportunity(element)
    case 5: try startInGoal(element, source)
    case 6: try startField(element, in: RouteForm.action, &given.action)
    default: throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
  }

  private func startRoute(_ element: XMLElement) throws(XMLRefusal) {
    guard element.name.isLocal("ruta") else {
      throw StructureFault.unknownElement(element, in: "rutasMejoramiento")
    }
    route.clear()
    try read(element, RouteForm.route, into: route)
  }

  private func startOpportunity(_ element: XMLElement) throws(XMLRefusal) {
    guard element.name.isLocal("oportunidad") else {
      throw StructureFault.unknownElement(element, in: "ruta")
    }
    opportunity.clear()
    given.opportunity = 0
    pending = 0
    try read(element, RouteForm.opportunity, into: opportunity)
  }

  private func startInOpportunity(_ element: XMLElement) throws(XMLRefusal) {
    guard element.name.isLocal("meta") else {
      return try startField(element, in: RouteForm.opportunity, &given.opportunity)
    }
    goal.clear()
    given.goal = 0
    goalStart = pending
    try read(element, RouteForm.goal, into: goal)
  }

  private func startInGoal(
    _ element: XMLElement, _ source: XMLSource
  ) throws(XMLRefusal) {
    if element.name.isLocal("accion") { return try startAction(element, source) }
    guard element.name.isLocal("indicador") else {
      return try startField(element, in: RouteForm.goal, &given.goal)
    }
    try give(.indicador, element, &given.goal)
    try read(element, RouteForm.indicator, into: goal)
  }

  private func startAction(
    _ element: XMLElement, _ source: XMLSource
  ) throws(XMLRefusal) {
    source.keep()
    given.action = 0
    if pending == rows.count { rows.append(RouteFields(columns)) }
    let row = rows[pending]
    row.clear()
    row.line = element.line
    try read(element, RouteForm.action, into: row)
  }

  private func startField(
    _ element: XMLElement, in parent: RouteForm.Element, _ given: inout UInt64
  ) throws(XMLRefusal) {
    let place = names.place(of: element.name)
    let column = place < 0 ? nil : RouteColumn(rawValue: Int(parent.children[place]))
    guard let column else {
      throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
    try give(column, element, &given)
    try StructureFault.refuseAttributes(element)
  }

  /// Takes note of a field whose text follows.
  private func give(
    _ column: RouteColumn, _ element: XMLElement, _ given: inout UInt64
  ) throws(XMLRefusal) {
    let bit: UInt64 = 1 &<< UInt64(column.rawValue)
    guard given & bit == 0 else {
      throw StructureFault.repeated(element.name.string, element)
    }
    given |= bit
    field = column
  }

  private func read(
    _ element: XMLElement, _ form: RouteForm.Element, into fields: RouteFields
  ) throws(XMLRefusal) {
    var found: UInt64 = 0
    for attribute in element.attributes where !attribute.name.hasNamespace {
      let place = names.place(of: attribute.name)
      let column = place < 0 ? -1 : Int(form.attributes[place])
      guard column >= 0 else {
        throw StructureFault.unknownAttribute(attribute.name, element)
      }
      found |= 1 &<< UInt64(column)
      fields[column] = batch.arena.keep(attribute.value)
    }
    for (name, column) in form.required where found & (1 &<< UInt64(column.rawValue)) == 0 {
      throw StructureFault.missingAttribute(name, element)
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
        rows[row].copy(goal, RouteVisitor.goalColumns)
      }
    case 3: addRows()
    default: break
    }
  }

  private func take(_ text: Bytes, _ column: RouteColumn, depth: Int) {
    switch depth {
    case 4: opportunity[column.rawValue] = text
    case 5: goal[column.rawValue] = text
    default: rows[pending][column.rawValue] = text
    }
  }

  private func addRows() {
    for place in 0..<pending {
      let row = rows[place]
      row.copy(route, RouteVisitor.routeColumns)
      row.copy(opportunity, RouteVisitor.opportunityColumns)
      batch.add(fields: UnsafeBufferPointer(row.all), line: row.line, source: row.source)
    }
    pending = 0
    flushKeepingRoute()
  }

  /// Hands rows on; what is still needed of the route moves to the new arena.
  private func flushKeepingRoute() {
    let before = batch.arena
    batch.flushIfFull()
    guard batch.arena !== before else { return }
    for column in 0..<columns where !route[column].isEmpty {
      route[column] = batch.arena.keep(route[column])
    }
    withExtendedLifetime(before) {}
  }

  private static func places(_ columns: [RouteColumn]) -> [Int] { columns.map(\.rawValue) }

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

/// The fields of a row of rg-382, or of a part of one, as they come.
private final class RouteFields {
  let all: UnsafeMutableBufferPointer<Bytes>
  /// Of an action.
  var line = 0
  var source = Bytes(start: nil, count: 0)

  init(_ columns: Int) {
    all = .allocate(capacity: columns)
    clear()
  }

  deinit {
    all.deallocate()
  }

  func clear() {
    all.initialize(repeating: Bytes(start: nil, count: 0))
  }

  @inline(__always)
  subscript(column: Int) -> Bytes {
    get { all[column] }
    set { all[column] = newValue }
  }

  @inline(__always)
  func copy(_ other: RouteFields, _ columns: [Int]) {
    for column in columns { all[column] = other.all[column] }
  }
}

extension RouteColumn {
  fileprivate var elementName: String { RecordKind.routes.columns[rawValue].camelCase }
}
