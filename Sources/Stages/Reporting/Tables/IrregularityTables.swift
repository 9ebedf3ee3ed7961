import Model
import TemplateEngine

/// Irregularidades, exclusiones, what is reported to Inspección y Vigilancia, and PR-55.
package enum IrregularityTables {
  package static let irregularities = OutputTable(
    "irregularidades", "Condiciones que se cumplen en la vigencia, por establecimiento.",
    [
      Field("codigo_dane", .text, "Código DANE."),
      Field("nombre", .text, "Nombre del establecimiento."),
      Field("codigo_municipio", .text, "Código DIVIPOLA."),
      Field("municipio", .text, "Municipio."),
      Field("condicion", .text, "Código de la condición."),
      Field("descripcion", .text, "Qué indicio es."),
      Field("vigencias", .text, "Vigencias de la ventana en las que se cumple."),
      Field("apoyos", .integer, "Asistencias recibidas que cumplen requisitos."),
      Field("ultimo_apoyo", .date, "Día de la última."),
      Field("estado", .text, "CANDIDATO, REQUIERE ASISTENCIA o ALERTA."),
      Field("evidencia", .text, "Archivo y línea que la muestran."),
    ])

  package static let exclusions = OutputTable(
    "exclusiones", "Condiciones que no cuentan, con quien lo autoriza.",
    [
      Field("codigo_dane", .text, "Código DANE."),
      Field("vigencia", .integer, "Vigencia."),
      Field("condicion", .text, "Código de la condición."),
      Field("motivo", .text, "Motivo de la exclusión."),
      Field("autoriza", .text, "Quién la autoriza."),
    ])

  package static let reported = OutputTable(
    "poaiv", "Establecimientos para reportar a Inspección y Vigilancia.", reportedColumns)

  package static let control = OutputTable(
    "pr-55-control", "Insumo de PR-55: los mismos establecimientos, con régimen y categoría.",
    reportedColumns + [
      Field("regimen", .text, "Régimen del establecimiento no oficial."),
      Field("categoria_saber", .text, "Categoría SABER 11."),
    ])

  private static let reportedColumns = [
    Field("codigo_dane", .text, "Código DANE."),
    Field("nombre", .text, "Nombre del establecimiento."),
    Field("codigo_municipio", .text, "Código DIVIPOLA."),
    Field("municipio", .text, "Municipio."),
    Field("sector", .text, "Sector."),
    Field("condiciones", .text, "Condiciones por las que es candidato."),
    Field("primera_vigencia", .integer, "Primera vigencia en la que se cumple alguna."),
    Field("apoyos", .integer, "Asistencias distintas sobre esas condiciones."),
    Field("ultimo_apoyo", .date, "Día de la última."),
    Field("decision", .text, "REPORTAR, o PENDIENTE si el líder no ha decidido."),
  ]

  static func tables(_ input: ReportInput) -> [ReportTable] {
    let reports = ReportedEstablishment.all(input)
    return [
      ReportTable(irregularities, of: input.irregularities.findings) { row($0, input) },
      ReportTable(exclusions, of: input.irregularities.excluded) { row in
        [
          .text(row.key.establishment.text), .integer(row.key.vigencia),
          .text(row.condition.code), .text(row.exclusion.reason), .text(row.exclusion.authority),
        ]
      },
      ReportTable(reported, of: reports) { row($0, input) },
      ReportTable(control, of: reports) { report in
        let establishment = input.territory.establishments[report.establishment]
        return row(report, input)
          + [Cell.text(establishment.regime?.word), Cell.text(establishment.saber?.word)]
      },
    ]
  }

  private static func row(_ finding: ConditionFinding, _ input: ReportInput) -> [Value] {
    let establishment = input.territory.establishments[finding.establishment]
    return [
      .text(establishment.code.text), .text(establishment.name),
      .text(establishment.municipality.text),
      Cell.text(input.municipalityName(establishment.municipality)),
      .text(finding.condition.code), .text(finding.condition.description),
      .text(finding.vigencias.map(String.init).joined(separator: " ")),
      .integer(finding.supports.count), Cell.date(finding.supports.last),
      .text(finding.state.rawValue), Cell.text(input.evidence(finding.evidence)),
    ]
  }

  static func row(_ report: ReportedEstablishment, _ input: ReportInput) -> [Value] {
    let establishment = input.territory.establishments[report.establishment]
    return [
      .text(establishment.code.text), .text(establishment.name),
      .text(establishment.municipality.text),
      Cell.text(input.municipalityName(establishment.municipality)),
      .text(establishment.sector.word),
      .text(report.findings.map(\.condition.code).joined(separator: " ")),
      .integer(report.firstVigencia), .integer(report.supports.count),
      Cell.date(report.supports.last), .text(report.isDecided ? "REPORTAR" : "PENDIENTE"),
    ]
  }
}

/// An establishment with a CANDIDATO that the leader has not taken off the list.
package struct ReportedEstablishment {
  package let establishment: Int
  /// Its candidate conditions.
  package let findings: [ConditionFinding]
  package let isDecided: Bool

  package var firstVigencia: Int { findings.compactMap(\.vigencias.first).min() ?? 0 }

  /// Distinct support rows over its conditions: their ranges all end at the same day, so the longest
  /// range holds the others.
  package var supports: [Day] {
    findings.map(\.supports).max { $0.count < $1.count } ?? []
  }

  /// Sorted by code.
  package static func all(_ input: ReportInput) -> [ReportedEstablishment] {
    let territory = input.territory
    return territory.establishments.indices.compactMap { place in
      let candidates = input.irregularities.findings(of: place).filter { $0.state == .candidate }
      guard !candidates.isEmpty else { return nil }
      let key = territory.key(territory.establishments[place], input.period)
      let decision = territory.decisions[key]
      guard decision?.reports ?? true else { return nil }
      return ReportedEstablishment(
        establishment: place, findings: Array(candidates), isDecided: decision != nil)
    }
  }
}
