import Model
import TemplateEngine

/// Novedades: what changed since the earlier run.
package enum NewsTable {
  package static let news = OutputTable(
    "novedades",
    "Entregas que llegaron y condiciones que aparecen o terminan desde la ejecución anterior.",
    [
      Field("codigo_dane", .text, "Código DANE."),
      Field("nombre", .text, "Nombre del establecimiento."),
      Field("codigo_municipio", .text, "Código DIVIPOLA."),
      Field("municipio", .text, "Municipio."),
      Field("asunto", .text, "CONDICION o ENTREGA."),
      Field("condicion", .text, "Código de la condición; vacío en las entregas."),
      Field("cambio", .text, "LLEGA, APARECE o TERMINA."),
      Field("antes", .text, "Estado de la entrega o de la condición en la ejecución anterior."),
      Field("ahora", .text, "Estado de la entrega o de la condición en esta ejecución."),
      Field("version_antes", .integer, "Versión de la ruta que contaba antes."),
      Field("version_ahora", .integer, "Versión de la ruta que cuenta ahora."),
      Field("desde_ejecucion", .text, "Ejecución con la que se compara."),
    ])

  static func tables(_ input: ReportInput) -> [ReportTable] {
    let run = input.news.run
    return [
      ReportTable(news, of: input.news.items) { item in
        [
          .text(item.establishment.code.text), .text(item.establishment.name),
          .text(item.establishment.municipality), Cell.text(item.establishment.municipalityName),
          .text(item.subjectName), Cell.text(item.conditionCode), .text(item.change.rawValue),
          Cell.text(item.before), Cell.text(item.now), Cell.integer(item.versionBefore),
          Cell.integer(item.versionNow), Cell.text(run),
        ]
      }
    ]
  }
}

extension NewsItem {
  fileprivate var subjectName: String {
    subject == .delivery ? "ENTREGA" : "CONDICION"
  }
}
