import Model
import TemplateEngine

/// What is given back to one establishment (activity 6).
final class EstablishmentPage: Framed {
  static let template = "establecimiento.html"

  let frame: Frame
  let context: PageContext
  let place: Int
  let establishment: Establishment
  let status: DeliveryStatus
  let route: CountingRoute?
  let facts: RouteFacts
  let previous: CountingRoute?
  let diagnostics: EstablishmentDiagnostics
  let plan: RoutePlan
  let path: [PathStep]
  let components: [ComponentRow]

  init(_ context: PageContext, _ place: Int) throws {
    self.context = context
    self.place = place
    establishment = context.establishment(place)
    let code = establishment.municipality
    frame = Frame(
      context, establishment.name,
      below: context.crumbs(above: code) + [
        Frame.Crumb(
          text: context.municipalityName(code), link: "../municipios/\(code.text).html")
      ])
    status = context.statuses[place]
    route = context.route(place, context.period)
    facts = route?.facts ?? RouteFacts()
    previous = context.route(place, context.period - 1)
    diagnostics = try context.input.diagnostics(establishment.code)
    plan = RoutePlan(try route.map(context.input.actions) ?? [], context)
    path = PathStep.all(context, place)
    components = ComponentRow.all(context, place, route?.facts.components ?? [])
  }

  var delivery: Delivery? { status.delivery }
  var findings: ArraySlice<ConditionFinding> { context.report.irregularities.findings(of: place) }
  var classification: Classification { context.report.irregularities.classes[place] }

  var rejectedRoute: Place? {
    context.territory.rejectedRoutes[place, context.period]
  }

  static let view = View<EstablishmentPage> { names in
    names.frame()
    identity(&names)
    received(&names)
    figures(&names)
    names.rows("hallazgos", "Lo que hay que corregir.", FindingRow.view) { page in
      page.diagnostics.items
    }
    names.text("hallazgos_texto", "Cuántos hallazgos hay.") {
      Spelling.count($0.diagnostics.total, "hallazgo", "hallazgos")
    }
    names.flag("hay_mas_hallazgos", "Si hay más de los que se muestran.") {
      $0.diagnostics.total > $0.diagnostics.items.count
    }
    names.rows("condiciones", "Indicios de la vigencia.", ConditionCard.view) { page in
      page.findings.map { ConditionCard(context: page.context, finding: $0) }
    }
    names.rows("excluidas", "Condiciones que no cuentan.", ExcludedCard.view) { page in
      page.context.excluded[page.place]
    }
    names.rows("oportunidades", "La ruta.", RoutePlan.opportunityView) { $0.plan.opportunities }
    names.integer("acciones_sin_mostrar", "Acciones que no caben en la página.") { $0.plan.hidden }
    names.flag("hay_acciones_sin_mostrar", "Si las hay.") { $0.plan.hidden > 0 }
    names.rows("componentes", "Componentes de la ruta.", ComponentRow.view) { $0.components }
    names.record("comparacion", "Avance frente a otros.", BarChart.view) { $0.comparison }
    names.record("camino", "Las vigencias de la ventana.", PathChart.view) { PathChart($0.path) }
    names.rows("asistencias", "Actividades de asistencia.", ActivityRow.view) { page in
      page.context.activities[page.place].map { ActivityRow($0, page.context, page.place) }
    }
  }

  private static func identity(_ names: inout View<EstablishmentPage>.Names) {
    names.plain("codigo_dane", "Código DANE.") { $0.establishment.code.text }
    names.text("nombre", "Nombre.") { $0.establishment.name }
    names.plain("codigo_municipio", "Código DIVIPOLA.") { $0.establishment.municipality.text }
    names.text("municipio", "Municipio.") {
      $0.context.municipalityName($0.establishment.municipality)
    }
    names.text("sector", "Sector.") { $0.establishment.sector.word }
    names.text("zona", "Zona.") { $0.establishment.zone?.word }
    names.flag("hay_zona", "Si se conoce la zona.") { $0.establishment.zone != nil }
    names.text("regimen", "Régimen.") { $0.establishment.regime?.word }
    names.flag("hay_regimen", "Si se conoce el régimen.") { $0.establishment.regime != nil }
    names.text("categoria_saber", "Categoría SABER 11.") { $0.establishment.saber?.word }
    names.flag("hay_saber", "Si se conoce la categoría.") { $0.establishment.saber != nil }
    names.text("fuente_directorio", "Archivo y línea del directorio.") {
      $0.context.evidence($0.establishment.place)
    }
    names.text("clase", "Clase de asistencia técnica.") { $0.classification.modality.label }
    names.rows("motivos", "Motivos de la clase.", TextItem.view) { page in
      page.classification.motives.map(\.explanation)
    }
  }

  private static func received(_ names: inout View<EstablishmentPage>.Names) {
    names.text("estado", "Estado de la entrega.") { $0.status.state.label }
    names.plain("estado_clase", "El estado, para clases y anclas.") { $0.status.state.slug }
    names.text("estado_explicacion", "Qué quiere decir.") { $0.status.state.explanation }
    names.flag("hay_control", "Si el RG-300 tiene una fila.") { $0.delivery != nil }
    names.date("fecha_limite", "Fecha límite.") { $0.delivery?.deadline }
    names.date("fecha_entrega", "Fecha de entrega, hasta el corte.") { $0.status.delivered }
    names.flag("hay_entrega", "Si hay fecha de entrega.") { $0.status.delivered != nil }
    names.text("retraso", "Cuántos días después de la fecha límite.") {
      $0.status.daysLate.map { Spelling.count($0, "día", "días") }
    }
    names.flag("hay_retraso", "Si hubo retraso.") { $0.status.daysLate != nil }
    names.date("fecha_devolucion", "Fecha de devolución.") { $0.delivery?.returned }
    names.flag("hay_devolucion", "Si se devolvió.") { $0.delivery?.returned != nil }
    names.date("fecha_reentrega", "Fecha de reentrega.") { $0.delivery?.redelivered }
    names.flag("hay_reentrega", "Si volvió.") { $0.delivery?.redelivered != nil }
    names.date("fecha_retroalimentacion", "Fecha de retroalimentación.") { $0.delivery?.feedback }
    names.flag("hay_retroalimentacion", "Si se registró.") { $0.delivery?.feedback != nil }
    names.text("fuente_control", "Archivo y línea del RG-300.") {
      $0.context.evidence($0.delivery?.place)
    }
    names.flag("hay_ruta", "Si cuenta una ruta.") { $0.route != nil }
    names.integer("version", "Versión de la ruta que cuenta.") { $0.route.map { Int($0.version) } }
    names.text("fuente_ruta", "Archivo y primera línea de la ruta.") {
      $0.context.evidence($0.route?.first)
    }
    names.flag("es_version_anterior", "Si una versión más alta llegó y se rechazó entera.") {
      $0.route?.isOlderVersion ?? false
    }
    names.flag("hay_ruta_rechazada", "Si llegaron filas y ninguna cuenta.") {
      $0.rejectedRoute != nil
    }
    names.text("fuente_rechazo", "Archivo y línea de la primera fila rechazada.") {
      $0.context.evidence($0.rejectedRoute)
    }
  }

  private static func figures(_ names: inout View<EstablishmentPage>.Names) {
    names.integer("oportunidades_total", "Oportunidades.") { $0.facts.totals.opportunities }
    names.integer("metas", "Metas.") { $0.facts.goals }
    names.integer("metas_medibles", "Metas medibles.") { $0.facts.measurableGoals }
    names.integer("metas_cumplidas", "Metas cumplidas.") { $0.facts.metGoals }
    names.integer("acciones", "Acciones.") { $0.facts.totals.actions }
    names.integer("acciones_cumplidas", "Acciones cumplidas.") { $0.facts.totals.done }
    names.integer("acciones_vencidas", "Acciones vencidas.") { $0.facts.totals.overdue }
    names.integer("acciones_incompletas", "Acciones incompletas.") { $0.facts.incomplete }
    names.decimal("avance", "Avance promedio.") { $0.facts.totals.meanProgress?.rounded }
    names.decimal("avance_anterior", "Avance promedio del año anterior.") {
      $0.previous?.totals.meanProgress?.rounded
    }
    names.flag("hay_anterior", "Si hubo ruta el año anterior.") { $0.previous != nil }
    names.text("diferencia", "Avance menos avance anterior.") { $0.difference }
    names.flag("hay_diferencia", "Si hay ambos.") { $0.difference != nil }
  }

  private var difference: String? {
    guard let now = route?.totals.meanProgress?.rounded,
      let before = previous?.totals.meanProgress?.rounded
    else { return nil }
    return Spelling.signed(.hundredths(now - before))
  }

  /// The establishment beside itself a year before, its municipality and the territory.
  private var comparison: BarChart {
    let municipality = context.municipalityPlaces[establishment.municipality].map {
      context.report.municipalities[$0].figure.sums.meanProgress
    }
    return BarChart([
      BarChart.Bar(
        "Este EE, \(context.period)", facts.totals.meanProgress?.rounded, isMain: true,
        link: "#ruta"),
      BarChart.Bar(
        "Este EE, \(context.period - 1)", previous?.totals.meanProgress?.rounded,
        link: "#vigencias"),
      BarChart.Bar(
        "Municipio, \(context.period)", municipality??.rounded,
        link: "../municipios/\(establishment.municipality.text).html#avance"),
      BarChart.Bar(
        "Territorio, \(context.period)", context.totals.meanProgress?.rounded,
        link: "../rg-380.html#N19"),
    ])
  }
}
