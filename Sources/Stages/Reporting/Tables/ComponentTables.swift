import Model
import TemplateEngine

/// RG-220; the declarations of its details and of the files for PR-44 and infraestructura, whose rows
/// are made by `OpportunityTables`.
package enum ComponentTables {
  package static let consolidated = OutputTable(
    "rg-220", "Aspectos a mejorar en la consolidación territorial, uno por componente.",
    [
      Field("posicion", .integer, "Lugar por número de establecimientos."),
      Field("edicion", .text, "Edición de la Guía 34."),
      Field("gestion", .text, "Código de la gestión."),
      Field("proceso", .text, "Código del proceso."),
      Field("componente", .text, "Código del componente."),
      Field("nombre", .text, "Nombre del componente."),
      Field("establecimientos", .integer, "Establecimientos con al menos una acción en él."),
      Field("municipios", .integer, "Municipios de esos establecimientos."),
      Field("oportunidades", .integer, "Oportunidades de mejora."),
      Field("metas", .integer, "Metas."),
      Field("acciones", .integer, "Acciones."),
      Field("acciones_cumplidas", .integer, "Acciones con avance de 100 %."),
      Field("acciones_vencidas", .integer, "Acciones que ya debían terminar y no están cumplidas."),
      Field("avance_promedio", .decimal, "Promedio del avance de las acciones (%)."),
      Field("valoracion_promedio", .decimal, "Promedio de la autoevaluación (1 a 4)."),
      Field("valoracion_1", .integer, "Establecimientos en nivel 1, Existencia."),
      Field("valoracion_2", .integer, "Establecimientos en nivel 2, Pertinencia."),
      Field("valoracion_3", .integer, "Establecimientos en nivel 3, Apropiación."),
      Field("valoracion_4", .integer, "Establecimientos en nivel 4, Mejoramiento continuo."),
      Field("nuevas", .integer, "Establecimientos que lo trabajan este año y no el anterior."),
      Field("persistentes", .integer, "Establecimientos que lo trabajan ambos años."),
      Field("superadas", .integer, "Establecimientos que lo dejaron y subieron de nivel."),
      Field("retiradas", .integer, "Establecimientos que lo dejaron sin subir de nivel."),
    ])

  package static let byMunicipality = OutputTable(
    "rg-220-municipios", "Procesos por municipio.",
    [
      Field("codigo_municipio", .text, "Código DIVIPOLA."),
      Field("municipio", .text, "Municipio."),
      Field("provincia", .text, "Provincia."),
      Field("proceso", .text, "Código del proceso."),
      Field("establecimientos", .integer, "Establecimientos con al menos una acción en él."),
      Field("oportunidades", .integer, "Oportunidades de mejora."),
      Field("metas", .integer, "Metas."),
      Field("acciones", .integer, "Acciones."),
      Field("acciones_cumplidas", .integer, "Acciones con avance de 100 %."),
      Field("avance_promedio", .decimal, "Promedio del avance de las acciones (%)."),
    ])

  package static let transitions = OutputTable(
    "rg-220-transiciones", "Cambios de valoración respecto del año anterior.",
    [
      Field("componente", .text, "Código del componente."),
      Field("valoracion_anterior", .integer, "Nivel del año anterior."),
      Field("valoracion", .integer, "Nivel de este año."),
      Field("establecimientos", .integer, "Establecimientos con ese cambio."),
    ])

  package static let details = detailTable(
    "rg-220-detalle", "Oportunidades de mejora de cada establecimiento.")
  package static let pei = detailTable(
    "pr-44-pei", "Oportunidades de mejora de interés para el PEI (PR-44).")
  package static let infrastructure = detailTable(
    "infraestructura", "Oportunidades de mejora sobre la planta física.")

  private static func detailTable(_ name: String, _ meaning: String) -> OutputTable {
    OutputTable(
      name, meaning,
      [
        Field("codigo_dane", .text, "Código DANE del establecimiento."),
        Field("codigo_municipio", .text, "Código DIVIPOLA."),
        Field("componente", .text, "Código del componente."),
        Field("oportunidad_no", .integer, "Número de la oportunidad en la ruta."),
        Field("oportunidad", .text, "Oportunidad de mejora."),
        Field("acciones", .integer, "Acciones."),
        Field("avance_promedio", .decimal, "Promedio del avance de las acciones (%)."),
        Field("archivo", .text, "Archivo de donde viene."),
        Field("linea", .integer, "Línea de su primera acción."),
      ])
  }

  static func tables(_ input: ReportInput) -> [ReportTable] {
    let catalogue = input.territory.catalogue
    return [
      ReportTable(consolidated, of: input.components) { row($0, catalogue) },
      ReportTable(byMunicipality, of: input.processes) { row($0, input) },
      ReportTable(transitions, of: input.transitions) { figure in
        [
          .text(catalogue.components[Int(figure.component)].code), .integer(figure.before),
          .integer(figure.after), .integer(figure.establishments),
        ]
      },
    ]
  }

  static func row(_ figure: ComponentFigure, _ catalogue: Catalogue) -> [Value] {
    let component = catalogue.components[Int(figure.component)]
    let process = catalogue.processes[Int(component.process)]
    let sums = figure.sums
    return [
      .integer(figure.position), .text(String(component.edition.year)), .text(process.area),
      .text(process.code), .text(component.code), .text(component.name),
      .integer(figure.establishments), .integer(figure.municipalities.count),
      .integer(sums.opportunities), .integer(sums.goals), .integer(sums.actions),
      .integer(sums.done), .integer(sums.overdue), Cell.meanOfHundredths(sums.meanProgress),
      Cell.mean(figure.meanLevel), .integer(figure.levels[0]), .integer(figure.levels[1]),
      .integer(figure.levels[2]), .integer(figure.levels[3]), .integer(figure.added),
      .integer(figure.persistent), .integer(figure.overcome), .integer(figure.withdrawn),
    ]
  }

  private static func row(_ figure: MunicipalityProcessFigure, _ input: ReportInput) -> [Value] {
    let municipality = input.municipality(figure.municipality)
    let sums = figure.sums
    return [
      .text(figure.municipality.text), Cell.text(municipality?.name),
      Cell.text(municipality?.province),
      .text(input.territory.catalogue.processes[Int(figure.process)].code),
      .integer(figure.establishments), .integer(sums.opportunities), .integer(sums.goals),
      .integer(sums.actions), .integer(sums.done), Cell.meanOfHundredths(sums.meanProgress),
    ]
  }
}
