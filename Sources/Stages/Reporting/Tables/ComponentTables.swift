import Model
import TemplateEngine

/// RG-220 and its details, and the files for PR-44 and infraestructura.
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
    let details = opportunities(input)
    return [
      ReportTable(consolidated, of: input.components) { row($0, catalogue) },
      ReportTable(byMunicipality, of: input.processes) { row($0, input) },
      ReportTable(transitions, of: input.transitions) { figure in
        [
          .text(catalogue.components[Int(figure.component)].code), .integer(figure.before),
          .integer(figure.after), .integer(figure.establishments),
        ]
      },
      ReportTable(self.details, of: details) { try row($0, input) },
      ReportTable(pei, of: chosen(details, input.peiProcesses, catalogue)) {
        try row($0, input)
      },
      ReportTable(
        infrastructure, of: chosen(details, input.infrastructureProcesses, catalogue)
      ) { try row($0, input) },
    ]
  }

  private static func row(_ figure: ComponentFigure, _ catalogue: Catalogue) -> [Value] {
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

  // MARK: - Details

  private struct Detail {
    let establishment: Establishment
    let opportunity: OpportunitySums
  }

  /// In the order of file, line and reading.
  private static func opportunities(_ input: ReportInput) -> [Detail] {
    let territory = input.territory
    var details: [Detail] = []
    for establishment in territory.establishments {
      guard let route = territory.route(establishment, input.period) else { continue }
      details += route.facts.opportunities.map {
        Detail(establishment: establishment, opportunity: $0)
      }
    }
    return details.sorted {
      let (left, right) = ($0.opportunity.first, $1.opportunity.first)
      return (left.file, left.line, left.rank) < (right.file, right.line, right.rank)
    }
  }

  private static func chosen(
    _ details: [Detail], _ processes: [String], _ catalogue: Catalogue
  ) -> [Detail] {
    details.filter { detail in
      let process = catalogue.components[Int(detail.opportunity.component)].process
      return processes.contains(catalogue.processes[Int(process)].code)
    }
  }

  private static func row(_ detail: Detail, _ input: ReportInput) throws -> [Value] {
    let opportunity = detail.opportunity
    return [
      .text(detail.establishment.code.text), .text(detail.establishment.municipality.text),
      .text(input.territory.catalogue.components[Int(opportunity.component)].code),
      .integer(Int(opportunity.number)), .text(try input.opportunityText(opportunity.text)),
      .integer(opportunity.actions), Cell.meanOfHundredths(opportunity.meanProgress),
      .text(input.files[Int(opportunity.first.file)].name),
      .integer(
        input.files[Int(opportunity.first.file)].printed(line: Int(opportunity.first.line))),
    ]
  }
}
