import Model
import TemplateEngine

/// Technical assistance: classes, compliance, alignment with the PAM and the draft plan.
package enum AssistanceTables {
  package static let classification = OutputTable(
    "asistencia-clasificacion", "Clase de asistencia técnica de cada establecimiento.",
    [
      Field("codigo_dane", .text, "Código DANE."),
      Field("nombre", .text, "Nombre del establecimiento."),
      Field("codigo_municipio", .text, "Código DIVIPOLA."),
      Field("sector", .text, "Sector."),
      Field("clase", .text, "INTEGRAL, PUNTUAL, CAPACITACION o NINGUNA."),
      Field("motivos", .text, "Motivos de la clase."),
    ])

  package static let compliance = OutputTable(
    "asistencia-cumplimiento", "Cumplimiento de cada actividad del plan (RG-217 contra RG-22).",
    [
      Field("codigo_actividad", .text, "Código de la actividad."),
      Field("codigo_dane", .text, "Código DANE."),
      Field("modalidad", .text, "Modalidad."),
      Field("fecha_programada", .date, "Día programado."),
      Field("fecha_ejecucion", .date, "Primer día en que se ejecutó."),
      Field("cumple_requisitos", .yesNo, "Si alguna ejecución cumplió los requisitos."),
      Field("estado", .text, "Estado de la actividad."),
      Field("codigo_pam", .text, "Estrategia del PAM."),
      Field("alineada", .yesNo, "Si la estrategia está en el PAM de la vigencia."),
    ])

  package static let alignment = OutputTable(
    "pam-alineacion", "Actividades del plan por estrategia del PAM.",
    [
      Field("codigo_pam", .text, "Código de la estrategia."),
      Field("estrategia", .text, "Estrategia."),
      Field("actividades", .integer, "Actividades programadas."),
      Field("ejecutadas", .integer, "Actividades ejecutadas."),
    ])

  package static let proposal = OutputTable(
    "rg-217-propuesta", "Borrador del plan de asistencia técnica del año siguiente.",
    [
      Field("codigo_dane", .text, "Código DANE."),
      Field("nombre", .text, "Nombre del establecimiento."),
      Field("codigo_municipio", .text, "Código DIVIPOLA."),
      Field("sector", .text, "Sector."),
      Field("modalidad", .text, "Modalidad que se propone."),
      Field("proceso", .text, "Proceso con el avance promedio más bajo."),
      Field("motivos", .text, "Motivos."),
    ])

  static func tables(_ input: ReportInput) -> [ReportTable] {
    let places = Array(input.territory.establishments.indices)
    let strategies = input.territory.strategies.filter { $0.vigencia == input.period }.sorted {
      $0.code.utf8.lexicographicallyPrecedes($1.code.utf8)
    }
    return [
      ReportTable(classification, of: places) { classRow($0, input) },
      ReportTable(compliance, of: input.outcomes, row: row),
      ReportTable(alignment, of: strategies) { strategy in
        let activities = input.outcomes.filter { $0.activity.strategy == strategy.code }
        return [
          .text(strategy.code), .text(strategy.text), .integer(activities.count),
          .integer(activities.count { $0.state.counts }),
        ]
      },
      ReportTable(
        proposal, of: places.filter { input.irregularities.classes[$0].modality != .none }
      ) { proposalRow($0, input) },
    ]
  }

  private static func classRow(_ place: Int, _ input: ReportInput) -> [Value] {
    let establishment = input.territory.establishments[place]
    let classification = input.irregularities.classes[place]
    return [
      .text(establishment.code.text), .text(establishment.name),
      .text(establishment.municipality.text), .text(establishment.sector.word),
      .text(classification.modality.word), Cell.text(motives(classification)),
    ]
  }

  private static func proposalRow(_ place: Int, _ input: ReportInput) -> [Value] {
    let establishment = input.territory.establishments[place]
    let classification = input.irregularities.classes[place]
    return [
      .text(establishment.code.text), .text(establishment.name),
      .text(establishment.municipality.text), .text(establishment.sector.word),
      .text(classification.modality.word), Cell.text(weakestProcess(place, input)),
      Cell.text(motives(classification)),
    ]
  }

  private static func row(_ outcome: ActivityOutcome) -> [Value] {
    let activity = outcome.activity
    return [
      .text(activity.code), .text(activity.key.establishment.text),
      .text(activity.modality.word), Cell.date(activity.scheduled), Cell.date(outcome.executed),
      Cell.yesNo(outcome.meetsRequirements), .text(outcome.state.rawValue),
      Cell.text(activity.strategy), .yesNo(outcome.isAligned),
    ]
  }

  private static func motives(_ classification: Classification) -> String {
    classification.motives.map(\.rawValue).joined(separator: " ")
  }

  /// The process of the route with the lowest mean progress; ties by code.
  static func weakestProcess(_ place: Int, _ input: ReportInput) -> String? {
    guard let route = input.territory.routes[place, input.period] else { return nil }
    let catalogue = input.territory.catalogue
    // A route has few processes.
    var sums: [(process: ProcessIndex, progress: Int, actions: Int)] = []
    for component in route.facts.components {
      let process = catalogue.components[Int(component.component)].process
      let place = sums.firstIndex { $0.process == process } ?? sums.endIndex
      if place == sums.endIndex { sums.append((process, 0, 0)) }
      sums[place].progress += Int(component.progress)
      sums[place].actions += Int(component.actions)
    }
    let means = sums.compactMap { sums in
      Ratio(sums.progress, over: sums.actions).map {
        (code: catalogue.processes[Int(sums.process)].code, mean: $0)
      }
    }
    return means.min {
      $0.mean == $1.mean
        ? $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) : $0.mean < $1.mean
    }?.code
  }
}
