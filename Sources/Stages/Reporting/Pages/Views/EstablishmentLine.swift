import Model
import TemplateEngine

/// An establishment as a row of a table.
struct EstablishmentLine {
  let context: PageContext
  let place: Int

  var establishment: Establishment { context.establishment(place) }

  static let view = View<EstablishmentLine> { names in
    names.plain("codigo_dane", "Código DANE.") { $0.establishment.code.text }
    names.text("nombre", "Nombre.") { $0.establishment.name }
    names.plain("codigo_municipio", "Código DIVIPOLA.") { $0.establishment.municipality.text }
    names.text("municipio", "Municipio.") {
      $0.context.municipalityName($0.establishment.municipality)
    }
    names.text("sector", "Sector.") {
      $0.establishment.sector == .official ? "Oficial" : "No oficial"
    }
    names.text("estado", "Estado de la entrega.") { $0.context.statuses[$0.place].state.label }
    names.plain("estado_clase", "El estado, para clases.") {
      $0.context.statuses[$0.place].state.slug
    }
    names.integer("dias_retraso", "Días después de la fecha límite.") {
      $0.context.statuses[$0.place].daysLate
    }
    names.integer("acciones", "Acciones.") { line in
      line.context.route(line.place, line.context.period)?.totals.actions ?? 0
    }
    names.decimal("avance", "Avance promedio.") { line in
      line.context.route(line.place, line.context.period)?.totals.meanProgress?.rounded
    }
    names.decimal("avance_anterior", "Avance promedio del año anterior.") { line in
      line.context.route(line.place, line.context.period - 1)?.totals.meanProgress?.rounded
    }
    names.text("condiciones", "Condiciones que se cumplen.") { line in
      line.context.report.irregularities.findings(of: line.place)
        .map(\.condition.code).joined(separator: " ")
    }
    names.text("clase", "Clase de asistencia técnica.") { line in
      line.context.report.irregularities.classes[line.place].modality.label
    }
    names.text("motivos", "Motivos de la clase.") { line in
      line.context.report.irregularities.classes[line.place].motives
        .map(\.explanation).joined(separator: "; ")
    }
  }
}

/// Establishments under a heading of a table.
struct EstablishmentGroup {
  let title: String
  let anchor: String
  let note: String
  let lines: [EstablishmentLine]

  static let view = View<EstablishmentGroup> { names in
    names.text("grupo", "Lo que tienen en común.") { $0.title }
    names.plain("grupo_ancla", "Ancla.") { $0.anchor }
    names.text("grupo_nota", "Qué quiere decir.") { $0.note }
    names.integer("grupo_cuenta", "Cuántos son.") { $0.lines.count }
    names.stream("filas", "Los establecimientos.", EstablishmentLine.view) { $0.lines }
  }

  /// The states that occur, in the order of reading.
  static func byState(_ context: PageContext, _ places: some Sequence<Int>) -> [EstablishmentGroup]
  {
    let groups = Dictionary(grouping: places) { context.statuses[$0].state }
    return DeliveryState.reading.map { state in
      EstablishmentGroup(
        title: state.label, anchor: "estado-" + state.slug, note: state.explanation,
        lines: (groups[state] ?? []).map { EstablishmentLine(context: context, place: $0) })
    }
  }
}
