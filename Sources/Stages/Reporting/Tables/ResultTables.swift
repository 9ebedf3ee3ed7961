import Model
import TemplateEngine

/// RG-380: indicators, establishments and municipalities.
package enum ResultTables {
  package static let indicators = OutputTable(
    "rg-380-indicadores", "Indicadores del informe de resultados.",
    [
      Field("codigo", .text, "Código del indicador."),
      Field("indicador", .text, "Nombre del indicador."),
      Field("valor", .number, "Valor; vacío si el denominador es 0."),
      Field("numerador", .number, "Numerador de la razón o el promedio."),
      Field("denominador", .integer, "Denominador; vacío en los conteos."),
      Field("valor_anterior", .number, "Valor del año anterior."),
      Field("diferencia", .number, "Valor menos valor anterior."),
    ])

  package static let establishments = OutputTable(
    "rg-380-establecimientos", "Resultados de cada establecimiento.",
    [
      Field("codigo_dane", .text, "Código DANE."),
      Field("nombre", .text, "Nombre del establecimiento."),
      Field("codigo_municipio", .text, "Código DIVIPOLA."),
      Field("municipio", .text, "Municipio."),
      Field("sector", .text, "Sector."),
      Field("zona", .text, "Zona."),
      Field("estado_entrega", .text, "Estado de la entrega de la ruta."),
      Field("dias_retraso", .integer, "Días después de la fecha límite."),
      Field("version", .integer, "Versión de la ruta que cuenta."),
      Field("oportunidades", .integer, "Oportunidades de mejora."),
      Field("metas", .integer, "Metas."),
      Field("metas_medibles", .integer, "Metas con indicador, línea base y valor meta distintos."),
      Field("metas_cumplidas", .integer, "Metas medibles alcanzadas."),
      Field("acciones", .integer, "Acciones."),
      Field("acciones_cumplidas", .integer, "Acciones con avance de 100 %."),
      Field("acciones_vencidas", .integer, "Acciones que ya debían terminar y no están cumplidas."),
      Field("avance_promedio", .decimal, "Promedio del avance de las acciones (%)."),
      Field("avance_anterior", .decimal, "El mismo promedio del año anterior."),
      Field("asistencias_programadas", .integer, "Actividades del plan de asistencia técnica."),
      Field("asistencias_ejecutadas", .integer, "Actividades ejecutadas, también tardías."),
      Field("clase", .text, "Clase de asistencia técnica."),
      Field("condiciones", .text, "Condiciones que se cumplen."),
    ])

  package static let municipalities = OutputTable(
    "rg-380-municipios", "Resultados de cada municipio.",
    [
      Field("codigo_municipio", .text, "Código DIVIPOLA."),
      Field("municipio", .text, "Municipio."),
      Field("provincia", .text, "Provincia."),
      Field("establecimientos", .integer, "Establecimientos activos."),
      Field("rutas_recibidas", .integer, "Establecimientos con ruta."),
      Field("tasa_entrega", .decimal, "Rutas recibidas sobre establecimientos (%)."),
      Field("acciones", .integer, "Acciones."),
      Field("acciones_cumplidas", .integer, "Acciones con avance de 100 %."),
      Field("avance_promedio", .decimal, "Promedio del avance de las acciones (%)."),
      Field("ee_con_condiciones", .integer, "Establecimientos con alguna condición."),
      Field("ee_candidatos", .integer, "Establecimientos candidatos a reporte."),
    ])

  static func tables(_ input: ReportInput) -> [ReportTable] {
    let activities = Dictionary(
      grouping: input.outcomes, by: \.activity.key.establishment)
    return [
      ReportTable(indicators, of: Array(input.indicators.indices)) { place in
        row(input.indicators[place], previous: input.previousIndicators?[place].value)
      },
      ReportTable(establishments, of: Array(input.territory.establishments.indices)) { place in
        let code = input.territory.establishments[place].code
        return row(place, activities[code] ?? [], input)
      },
      ReportTable(municipalities, of: input.municipalities) { area in
        row(area.code, area.figure, input)
      },
    ]
  }

  static func row(_ indicator: Indicator, previous: Indicator.Amount?) -> [Value] {
    [
      .text(indicator.code), .text(IndicatorNames.name(indicator.code)),
      Cell.amount(indicator.value), Cell.amount(indicator.numerator),
      Cell.integer(indicator.denominator), Cell.amount(previous),
      Cell.amount(difference(indicator.value, previous)),
    ]
  }

  /// Of the printed values; `nil` if either is empty.
  static func difference(
    _ value: Indicator.Amount?, _ previous: Indicator.Amount?
  ) -> Indicator.Amount? {
    switch (value, previous) {
    case (.count(let now)?, .count(let before)?): .count(now - before)
    case (.hundredths(let now)?, .hundredths(let before)?): .hundredths(now - before)
    default: nil
    }
  }

  private static func row(
    _ place: Int, _ activities: [ActivityOutcome], _ input: ReportInput
  ) -> [Value] {
    let territory = input.territory
    let establishment = territory.establishments[place]
    let status = territory.deliveryStatus(place, input.period)
    let route = territory.routes[place, input.period]
    let before = territory.routes[place, input.period - 1]
    let conditions = input.irregularities.findings(of: place).map(\.condition.code)
    let facts = route?.closed ?? .empty
    return [
      .text(establishment.code.text), .text(establishment.name),
      .text(establishment.municipality.text),
      Cell.text(input.municipalityName(establishment.municipality)),
      .text(establishment.sector.word), Cell.text(establishment.zone?.word),
      .text(status.state.rawValue), Cell.integer(status.daysLate),
      Cell.integer(route.map { Int($0.version) }),
      .integer(facts.facts.totals.opportunities), .integer(facts.facts.goals),
      .integer(facts.facts.measurableGoals), .integer(facts.facts.metGoals),
      .integer(facts.facts.totals.actions), .integer(facts.facts.totals.done),
      .integer(facts.facts.totals.overdue),
      Cell.meanOfHundredths(route?.facts.totals.meanProgress),
      Cell.meanOfHundredths(before?.facts.totals.meanProgress),
      .integer(activities.count), .integer(activities.count { $0.state.counts }),
      .text(input.irregularities.classes[place].modality.word),
      Cell.text(conditions.joined(separator: " ")),
    ]
  }

  private static func row(
    _ code: MunicipalityCode, _ figure: AreaFigure, _ input: ReportInput
  ) -> [Value] {
    [
      .text(code.text), Cell.text(input.municipalityName(code)),
      Cell.text(input.municipality(code)?.province), .integer(figure.establishments),
      .integer(figure.received), Cell.percent(figure.deliveryRate),
      .integer(figure.sums.actions), .integer(figure.sums.done),
      Cell.meanOfHundredths(figure.sums.meanProgress), .integer(figure.withConditions),
      .integer(figure.candidates),
    ]
  }
}
