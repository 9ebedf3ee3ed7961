import Model
import TemplateEngine

/// What only a run of several entities writes: each entity's results, and whose each municipality is.
package enum EntityTables {
  package static let entities = OutputTable(
    "rg-380-entidades",
    "Resultados de cada entidad territorial certificada, también de la que no tiene establecimientos.",
    identity + [
      Field("tipo_entidad", .text, "DEPARTAMENTO o MUNICIPIO (también los distritos)."),
      Field("departamento", .text, "Departamento que es o en el que está."),
      Field("municipios", .integer, "Municipios con establecimientos activos."),
      Field("establecimientos", .integer, "Establecimientos activos."),
      Field("rutas_recibidas", .integer, "Establecimientos con ruta."),
      Field("tasa_entrega", .decimal, "Rutas recibidas sobre establecimientos (%)."),
      Field("entregadas_a_tiempo", .integer, "Establecimientos que entregaron a tiempo."),
      Field("tasa_entrega_oportuna", .decimal, "Entregadas a tiempo sobre establecimientos (%)."),
      Field("acciones", .integer, "Acciones."),
      Field("acciones_cumplidas", .integer, "Acciones con avance de 100 %."),
      Field("acciones_vencidas", .integer, "Acciones que ya debían terminar y no están cumplidas."),
      Field("avance_promedio", .decimal, "Promedio del avance de las acciones (%)."),
      Field("avance_anterior", .decimal, "El mismo promedio del año anterior."),
      Field("ee_con_condiciones", .integer, "Establecimientos con alguna condición."),
      Field("ee_sistematicas", .integer, "Establecimientos con alguna condición sistemática."),
      Field("ee_candidatos", .integer, "Establecimientos candidatos a reporte."),
      Field("ee_reportados", .integer, "Establecimientos de poaiv."),
    ], isOfSeveralEntities: true)

  package static let indicators = OutputTable(
    "rg-380-entidades-indicadores", "Indicadores del informe de resultados, de cada entidad.",
    identity + ResultTables.indicators.columns, isOfSeveralEntities: true)

  package static let components = OutputTable(
    "rg-220-entidades", "Aspectos a mejorar de cada entidad, uno por componente.",
    identity + ComponentTables.consolidated.columns, isOfSeveralEntities: true)

  package static let reported = OutputTable(
    "poaiv-entidades",
    "Establecimientos para reportar a la Inspección y Vigilancia de cada entidad.",
    identity + IrregularityTables.reported.columns, isOfSeveralEntities: true)

  package static let municipalities = OutputTable(
    "entidades-municipios",
    "Municipios de cada entidad, también los que no tienen establecimientos.",
    [
      Field("codigo_municipio", .text, "Código DIVIPOLA."),
      Field("municipio", .text, "Municipio."),
      Field("provincia", .text, "Provincia."),
    ] + identity + [Field("establecimientos", .integer, "Establecimientos activos.")],
    isOfSeveralEntities: true)

  private static let identity = [
    Field("codigo_entidad", .text, "Código de la entidad: del departamento o del municipio."),
    Field("entidad", .text, "Entidad territorial certificada en educación."),
  ]

  /// In the order of `ReportTables.declarations`; none in a run of one entity.
  ///
  /// An entity without establishments has a row in the overview, since that is news, and none in the
  /// others, where all would be zeros.
  static func tables(_ input: ReportInput) -> [ReportTable] {
    guard let entities = input.entities else { return [] }
    let present = entities.filter { !$0.establishments.isEmpty }
    let reports = ReportedEstablishment.all(input)
    var counts: [String: Int] = [:]
    for report in reports { counts[code(of: report, input), default: 0] += 1 }
    return [
      ReportTable(EntityTables.entities, of: entities) { figure in
        row(figure, reported: counts[figure.entity.code.text] ?? 0, input)
      },
      ReportTable(indicators, of: indicatorRows(present)) { $0 },
      ReportTable(
        components,
        of: present.flatMap { figure in
          figure.components.map { (figure.entity, $0) }
        }
      ) { identity(of: $0) + ComponentTables.row($1, input.territory.catalogue) },
      ReportTable(
        reported,
        of: reports.sorted { left, right in
          let codes = (code(of: left, input), code(of: right, input))
          return codes.0 == codes.1
            ? left.establishment < right.establishment : codes.0 < codes.1
        }
      ) { report in
        identity(of: input.entity(of: municipality(of: report, input)))
          + IrregularityTables.row(report, input)
      },
      ReportTable(municipalities, of: municipalityRows(input)) { $0 },
    ]
  }

  private static func identity(of entity: TerritorialEntity?) -> [Value] {
    [Cell.text(entity?.code.text), Cell.text(entity?.name)]
  }

  private static func municipality(
    of report: ReportedEstablishment, _ input: ReportInput
  ) -> MunicipalityCode {
    input.territory.establishments[report.establishment].municipality
  }

  private static func code(of report: ReportedEstablishment, _ input: ReportInput) -> String {
    input.entity(of: municipality(of: report, input))?.code.text ?? ""
  }

  // MARK: - Rows

  private static func row(
    _ figure: EntityFigure, reported: Int, _ input: ReportInput
  ) -> [Value] {
    let (area, entity) = (figure.area, figure.entity)
    let municipalities = Set(
      figure.establishments.map { input.territory.establishments[$0].municipality })
    let onTime = figure.indicator("N28")
    return identity(of: entity) + [
      .text(entity.kind.rawValue), .text(entity.department), .integer(municipalities.count),
      .integer(area.establishments), .integer(area.received), Cell.percent(area.deliveryRate),
      Cell.amount(figure.indicator("N03")?.value), Cell.amount(onTime?.value),
      .integer(area.sums.actions), .integer(area.sums.done), .integer(area.sums.overdue),
      Cell.meanOfHundredths(area.sums.meanProgress), Cell.amount(figure.previous("N19")),
      .integer(area.withConditions), Cell.amount(figure.indicator("N25")?.value),
      .integer(area.candidates), .integer(reported),
    ]
  }

  private static func indicatorRows(_ entities: [EntityFigure]) -> [[Value]] {
    entities.flatMap { figure in
      figure.indicators.indices.map { place in
        identity(of: figure.entity)
          + ResultTables.row(
            figure.indicators[place], previous: figure.previousIndicators?[place].value)
      }
    }
  }

  /// Every municipality of the entities of the run, and every other with establishments; by code.
  private static func municipalityRows(_ input: ReportInput) -> [[Value]] {
    let counts = Dictionary(
      input.municipalities.map { ($0.code, $0.figure.establishments) },
      uniquingKeysWith: { first, _ in first })
    return input.territory.municipalities.all.compactMap { municipality in
      let isOfTheRun = input.territory.jurisdiction?.contains(municipality.code) ?? false
      guard isOfTheRun || counts[municipality.code] != nil,
        let entity = input.entity(of: municipality.code)
      else { return nil }
      return [
        .text(municipality.code.text), .text(municipality.name), Cell.text(municipality.province),
      ] + identity(of: entity) + [.integer(counts[municipality.code] ?? 0)]
    }
  }
}
