import Model
import TemplateEngine

/// An entity as a row of a table.
struct EntityLine {
  let context: PageContext
  let figure: EntityFigure

  var code: String { figure.entity.code.text }

  static func all(_ context: PageContext) -> [EntityLine] {
    (context.report.entities ?? []).map { EntityLine(context: context, figure: $0) }
  }

  /// Of the year before, in hundredths of a per cent.
  var previousRate: Int? { hundredths(figure.previous("N09")) }
  var previousProgress: Int? { hundredths(figure.previous("N19")) }

  private func hundredths(_ amount: Indicator.Amount?) -> Int? {
    guard case .hundredths(let value)? = amount else { return nil }
    return value
  }

  static let view = View<EntityLine> { names in
    names.plain("codigo_entidad", "Código de la entidad.") { $0.code }
    names.text("entidad", "Nombre.") { $0.figure.entity.name }
    names.text("tipo_entidad", "Departamento, o municipio (también los distritos).") {
      $0.figure.entity.kind == .department ? "Departamento" : "Municipio"
    }
    names.text("departamento", "Departamento.") { $0.figure.entity.department }
    names.flag("es_municipio", "Si es un municipio o distrito.") {
      $0.figure.entity.kind == .municipality
    }
    names.flag("es_ajena", "Si no es de la ejecución (X215).") { !$0.figure.isOfTheRun }
    names.integer("municipios", "Municipios con establecimientos.") { line in
      Set(line.figure.establishments.map { line.context.establishment($0).municipality }).count
    }
    names.integer("establecimientos", "Establecimientos activos.") {
      $0.figure.area.establishments
    }
    names.integer("rutas_recibidas", "Establecimientos con ruta.") { $0.figure.area.received }
    names.decimal("tasa_entrega", "Porcentaje con ruta.") {
      $0.figure.area.deliveryRate?.percentHundredths
    }
    names.decimal("tasa_oportuna", "Porcentaje entregado a tiempo.") {
      $0.hundredths($0.figure.indicator("N28")?.value)
    }
    names.integer("acciones", "Acciones.") { $0.figure.area.sums.actions }
    names.integer("acciones_cumplidas", "Acciones cumplidas.") { $0.figure.area.sums.done }
    names.integer("acciones_vencidas", "Acciones vencidas.") { $0.figure.area.sums.overdue }
    names.decimal("avance", "Avance promedio.") { $0.figure.area.sums.meanProgress?.rounded }
    names.decimal("avance_anterior", "Avance promedio del año anterior.") {
      $0.previousProgress
    }
    names.integer("con_condiciones", "Establecimientos con condiciones.") {
      $0.figure.area.withConditions
    }
    names.integer("candidatos", "Establecimientos candidatos.") { $0.figure.area.candidates }
    names.integer("reportados", "Establecimientos de la carta.") { line in
      line.context.reported(by: line.figure.entity.code).count
    }
  }
}
