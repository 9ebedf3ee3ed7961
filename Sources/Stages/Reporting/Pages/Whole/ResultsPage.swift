import Model
import TemplateEngine

/// `rg-380.html`: indicators with formula and source, municipalities, and every establishment.
struct ResultsPage: Framed {
  let context: PageContext
  let frame: Frame

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "RG-380 · Informe de resultados", section: .results)
  }

  static let view = View<ResultsPage> { names in
    names.frame()
    names.rows("indicadores", "Los indicadores.", IndicatorRow.view) { page in
      IndicatorRow.all(page.context.report)
    }
    names.rows("lista_municipios", "Los municipios.", MunicipalityLine.view) { page in
      page.context.report.municipalities.indices.map {
        MunicipalityLine(context: page.context, place: $0)
      }
    }
    names.list("grupos", "Los establecimientos, por estado.", EstablishmentGroup.view) { page in
      EstablishmentGroup.byState(page.context, page.context.territory.establishments.indices)
    }
    names.integer("establecimientos_total", "Cuántos son.") {
      $0.context.territory.establishments.count
    }
  }
}

/// A municipality as a row of a table.
struct MunicipalityLine {
  let context: PageContext
  let place: Int

  var code: MunicipalityCode { context.report.municipalities[place].code }
  var figure: AreaFigure { context.report.municipalities[place].figure }

  static let view = View<MunicipalityLine> { names in
    names.plain("codigo_municipio", "Código DIVIPOLA.") { $0.code.text }
    names.text("municipio", "Municipio.") { $0.context.municipalityName($0.code) }
    names.text("municipio_solo", "Municipio, sin su entidad.") {
      $0.context.report.municipalityName($0.code)
    }
    names.text("provincia", "Provincia.") { $0.context.report.municipality($0.code)?.province }
    names.flag("hay_provincia", "Si el catálogo la tiene.") {
      !($0.context.report.municipality($0.code)?.province ?? "").isEmpty
    }
    names.integer("establecimientos", "Establecimientos activos.") { $0.figure.establishments }
    names.integer("rutas_recibidas", "Establecimientos con ruta.") { $0.figure.received }
    names.decimal("tasa_entrega", "Porcentaje con ruta.") {
      $0.figure.deliveryRate?.percentHundredths
    }
    names.integer("acciones", "Acciones.") { $0.figure.sums.actions }
    names.integer("acciones_cumplidas", "Acciones cumplidas.") { $0.figure.sums.done }
    names.integer("acciones_vencidas", "Acciones vencidas.") { $0.figure.sums.overdue }
    names.decimal("avance", "Avance promedio.") { $0.figure.sums.meanProgress?.rounded }
    names.decimal("avance_anterior", "Avance promedio del año anterior.") {
      $0.context.previousOfMunicipality[$0.place].meanProgress?.rounded
    }
    names.integer("con_condiciones", "Establecimientos con condiciones.") {
      $0.figure.withConditions
    }
    names.integer("candidatos", "Establecimientos candidatos.") { $0.figure.candidates }
  }
}
