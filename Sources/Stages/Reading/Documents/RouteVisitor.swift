import Model
import XMLStream

/// Visits the nested form of rg-382: routes, their oportunidades, metas and acciones (contract 1 §4).
///
/// A row is complete when its oportunidad ends, since what describes the oportunidad or the meta may
/// stand behind the acciones.
final class RouteVisitor: RowVisitor {
  private let batch: RowBatch
  private let names: NameTable
  private let forms = (
    route: RouteForm.route, opportunity: RouteForm.opportunity, goal: RouteForm.goal,
    indicator: RouteForm.indicator, action: RouteForm.action
  )
  private let routeColumns = places([.codigo_dane, .vigencia, .version, .edicion])
  private let opportunityColumns = places([.oportunidad_no, .componente, .oportunidad, .objetivo])
  private let goalColumns = places(
    [.meta_no, .meta, .indicador, .linea_base, .valor_meta, .valor_logrado])
  private let ofRoute: ColumnSet
  /// With those of its route.
  private let ofOpportunity: ColumnSet
  private let ofGoal: ColumnSet
  private let route = RouteFields()
  private let opportunity = RouteFields()
  private let goal = RouteFields()
  /// The actions of the open oportunidad.
  private let actions = ActionRows()
  private var pending = 0
  private var goalStart = 0
  /// Whether the row that was added last is of the open route, and what it had of it still stands.
  private var hasRowOfRoute = false
  /// The column of the field whose text is being read, -1 for none.
  private var field = -1
  /// The fields given as elements to the open oportunidad, meta and acción, a bit for each column.
  private var given: (opportunity: UInt64, goal: UInt64, action: UInt64) = (0, 0, 0)

  /// A visitor that adds rows to `batch`; `names` are those of `RouteForm`.
  init(batch: RowBatch, names: NameTable) {
    self.batch = batch
    self.names = names
    ofRoute = ColumnSet(routeColumns)
    ofOpportunity = ofRoute.union(ColumnSet(opportunityColumns))
    ofGoal = ColumnSet(goalColumns)
  }

  // MARK: - Starts

  override func start(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    guard !element.name.hasNamespace else {
      throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
    if field >= 0 {
      let name = RecordKind.routes.columns[field].camelCase
      throw StructureFault.unknownElement(element, in: name)
    }
    let place = names.place(of: element.name)
    switch element.depth {
    case 2: try startRoute(element, place)
    case 3: try startOpportunity(element, place)
    case 4: try startInOpportunity(element, place)
    case 5: try startInGoal(element, place, source)
    case 6: try startField(element, place, in: forms.action, &given.action)
    default: throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
  }

  private func startRoute(_ element: XMLElement, _ place: Int) throws(XMLRefusal) {
    guard place == RouteForm.Part.route else {
      throw StructureFault.unknownElement(element, in: "rutasMejoramiento")
    }
    route.clear()
    hasRowOfRoute = false
    try read(element, forms.route, into: route.all)
  }

  private func startOpportunity(_ element: XMLElement, _ place: Int) throws(XMLRefusal) {
    guard place == RouteForm.Part.opportunity else {
      throw StructureFault.unknownElement(element, in: "ruta")
    }
    opportunity.clear()
    given.opportunity = 0
    pending = 0
    try read(element, forms.opportunity, into: opportunity.all)
  }

  private func startInOpportunity(_ element: XMLElement, _ place: Int) throws(XMLRefusal) {
    guard place == RouteForm.Part.goal else {
      return try startField(element, place, in: forms.opportunity, &given.opportunity)
    }
    goal.clear()
    given.goal = 0
    goalStart = pending
    try read(element, forms.goal, into: goal.all)
  }

  private func startInGoal(
    _ element: XMLElement, _ place: Int, _ source: XMLSource
  ) throws(XMLRefusal) {
    switch place {
    case RouteForm.Part.action:
      source.keep()
      given.action = 0
      let fields = actions.begin(pending, line: element.line, beginsGoal: pending == goalStart)
      try read(element, forms.action, into: fields)
    case RouteForm.Part.indicator:
      try give(RouteColumn.indicador.rawValue, element, &given.goal)
      try read(element, forms.indicator, into: goal.all)
    default:
      try startField(element, place, in: forms.goal, &given.goal)
    }
  }

  @inline(__always)
  private func startField(
    _ element: XMLElement, _ place: Int, in parent: RouteForm.Element, _ given: inout UInt64
  ) throws(XMLRefusal) {
    let column = parent.child(place)
    guard column >= 0 else {
      throw StructureFault.unknownElement(element, in: RouteVisitor.parent(element.depth))
    }
    try give(column, element, &given)
    if element.attributes.count > 0 { try StructureFault.refuseAttributes(element) }
  }

  /// Takes note of a field whose text follows.
  @inline(__always)
  private func give(
    _ column: Int, _ element: XMLElement, _ given: inout UInt64
  ) throws(XMLRefusal) {
    let bit: UInt64 = 1 &<< UInt64(column)
    guard given & bit == 0 else {
      throw StructureFault.repeated(element.name.string, element)
    }
    given |= bit
    field = column
  }

  @inline(__always)
  private func read(
    _ element: XMLElement, _ form: RouteForm.Element, into fields: UnsafeMutablePointer<Bytes>
  ) throws(XMLRefusal) {
    var found: UInt64 = 0
    for attribute in element.attributes where !attribute.name.hasNamespace {
      let column = form.attribute(names.place(of: attribute.name))
      guard column >= 0 else {
        throw StructureFault.unknownAttribute(attribute.name, element)
      }
      found |= 1 &<< UInt64(column)
      fields[column] = batch.hold(attribute.value)
    }
    if found & form.requiredColumns != form.requiredColumns {
      try refuse(element, form, found: found)
    }
  }

  private func refuse(
    _ element: XMLElement, _ form: RouteForm.Element, found: UInt64
  ) throws(XMLRefusal) {
    for (name, column) in form.required where found & (1 &<< UInt64(column.rawValue)) == 0 {
      throw StructureFault.missingAttribute(name, element)
    }
  }

  // MARK: - Ends

  override func end(depth: Int, text: Bytes, source: XMLSource) {
    if field >= 0 {
      fields(at: depth)[field] = batch.hold(text)
      field = -1
      return
    }
    switch depth {
    case 5:
      actions.sources[pending] = batch.hold(source.extract())
      pending &+= 1
    case 4:
      for row in goalStart..<pending { goal.copy(goalColumns, to: actions.row(row)) }
    case 3: addRows()
    default: break
    }
  }

  /// What the field that ends at a depth belongs to.
  @inline(__always)
  private func fields(at depth: Int) -> UnsafeMutablePointer<Bytes> {
    depth == 4 ? opportunity.all : depth == 5 ? goal.all : actions.row(pending)
  }

  /// Adds the rows of the oportunidad, each with what it has in common with the one before.
  private func addRows() {
    var kept = hasRowOfRoute ? ofRoute : .none
    for place in 0..<pending {
      let row = actions.row(place)
      route.copy(routeColumns, to: row)
      opportunity.copy(opportunityColumns, to: row)
      let isOfGoal = place > 0 && !actions.beginsGoal[place]
      batch.add(
        fields: UnsafeBufferPointer(start: row, count: RouteFields.columns),
        keeping: isOfGoal ? kept.union(ofGoal) : kept,
        line: actions.lines[place], source: actions.sources[place])
      kept = ofOpportunity
      hasRowOfRoute = true
    }
    pending = 0
    flushKeepingRoute()
  }

  /// Hands rows on; what is still needed of the route moves to the new arena.
  private func flushKeepingRoute() {
    let before = batch.arena
    batch.flushIfFull()
    guard batch.arena !== before else { return }
    hasRowOfRoute = false
    for column in 0..<RouteFields.columns where !route.all[column].isEmpty {
      route.all[column] = batch.hold(route.all[column])
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
