import Pipeline
import Publishing

/// The summary of a run for machines, one JSON object in one line; its keys are those of
/// Docs/Resumen.md.
enum RunJSON {
  static func text(_ summary: RunSummary) -> String {
    write(
      head(status: 0, error: nil) + [
        JSONMember("ejecucion", .text(summary.run)),
        JSONMember("nueva", .flag(summary.isNew)),
        JSONMember("carpeta", .text(summary.folder)),
        JSONMember("vigencia", .integer(summary.period)),
        JSONMember("corte", .text(summary.cutoff)),
      ] + input(summary) + results(summary) + [
        JSONMember("entidades", entities(summary)),
        JSONMember("novedades", changes(summary)),
        JSONMember("aviso", summary.pruningProblem.map(JSONValue.text) ?? .absent),
      ])
  }

  /// Where nothing was published.
  static func text(_ ending: Ending.Report) -> String {
    write(head(status: ending.status, error: ending.message))
  }

  private static func head(status: Int32, error: String?) -> [JSONMember] {
    [
      JSONMember("version", .text(Product.version)),
      JSONMember("codigo_salida", .integer(Int(status))),
      JSONMember("error", error.map(JSONValue.text) ?? .absent),
    ]
  }

  private static func input(_ summary: RunSummary) -> [JSONMember] {
    [
      JSONMember("archivos", .integer(summary.files)),
      JSONMember("archivos_sin_leer", .integer(summary.refusedFiles)),
      JSONMember("leidas", .integer(summary.read)),
      JSONMember("aceptadas", .integer(summary.accepted)),
      JSONMember("reemplazadas", .integer(summary.superseded)),
      JSONMember("rechazadas", .integer(summary.rejected)),
      JSONMember("errores", .integer(summary.errors)),
      JSONMember("advertencias", .integer(summary.warnings)),
    ]
  }

  private static func results(_ summary: RunSummary) -> [JSONMember] {
    let deliveries = summary.deliveries.map {
      JSONMember($0.state.rawValue, .integer($0.count))
    }
    let conditions = summary.conditions.map {
      JSONMember($0.condition.code, .integer($0.count))
    }
    return [
      JSONMember("establecimientos", .integer(summary.establishments)),
      JSONMember("rutas_recibidas", .integer(summary.routes)),
      JSONMember("entregas", .object(deliveries)),
      JSONMember("condiciones", .object(conditions)),
      JSONMember("ee_con_condiciones", .integer(summary.withConditions)),
      JSONMember("ee_candidatos", .integer(summary.candidates)),
    ]
  }

  private static func entities(_ summary: RunSummary) -> JSONValue {
    guard let entities = summary.entities else { return .absent }
    return .object([
      JSONMember("total", .integer(entities.count)),
      JSONMember("con_establecimientos", .integer(entities.withEstablishments)),
      JSONMember("sin_rutas", .list(entities.withoutRoutes.map(JSONValue.text))),
    ])
  }

  private static func changes(_ summary: RunSummary) -> JSONValue {
    guard let changes = summary.changes else { return .absent }
    func number(_ count: Int?) -> JSONValue { count.map(JSONValue.integer) ?? .absent }
    return .object([
      JSONMember("desde_ejecucion", changes.since.map(JSONValue.text) ?? .absent),
      JSONMember("llegan", number(changes.arrived)),
      JSONMember("aparecen", number(changes.appeared)),
      JSONMember("terminan", number(changes.ended)),
    ])
  }

  private static func write(_ members: [JSONMember]) -> String {
    let bytes = JSONWriter.bytes(.object(members), brokenLevels: 0)
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }
}
