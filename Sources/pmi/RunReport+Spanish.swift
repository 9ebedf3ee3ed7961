import Model
import Pipeline

/// What a run says at its end, on one screen.
enum RunReport {
  static func text(_ summary: RunSummary) -> String {
    let lines =
      [
        summary.isNew
          ? "Publicado en \(summary.folder)"
          : "Nada nuevo: esta ejecución ya estaba publicada en \(summary.folder)",
        "  Archivos: \(number(summary.files)), de ellos \(number(summary.refusedFiles)) sin leer por su contenido.",
        "  Registros: \(number(summary.read)) leídos = \(number(summary.accepted)) aceptados + \(number(summary.superseded)) reemplazados + \(number(summary.rejected)) rechazados.",
        "  Hallazgos: \(number(summary.errors)) errores y \(number(summary.warnings)) advertencias.",
        "  Rutas recibidas: \(number(summary.routes)) de \(number(summary.establishments)) establecimientos activos.",
        "  Entregas: \(deliveries(summary)).",
        "  Con condiciones: \(number(summary.withConditions)); candidatos a reporte: \(number(summary.candidates)).",
      ] + conditions(summary) + entities(summary) + changes(summary) + places(summary)
    return lines.joined(separator: "\n")
  }

  /// What is said where the run is published and `--keep` could not be done.
  static func pruning(_ problem: String, in summary: RunSummary) -> String {
    Terminal.harmless(
      "pmi: la ejecución quedó publicada en \(summary.folder), pero no se pudieron borrar todas las anteriores (--keep): \(problem)"
    )
  }

  static let outputInInput =
    "pmi: la carpeta de salida está dentro de la de entrada: lo que hay en ella no se lee. Conviene sacarla de ahí."

  private static func deliveries(_ summary: RunSummary) -> String {
    let present = summary.deliveries.filter { $0.count > 0 }
    guard !present.isEmpty else { return "ninguna" }
    return present.map { "\($0.state.rawValue) \(number($0.count))" }.joined(separator: ", ")
  }

  private static func conditions(_ summary: RunSummary) -> [String] {
    let present = summary.conditions.filter { $0.count > 0 }
    guard !present.isEmpty else { return [] }
    let counts = present.map { "\($0.condition.code) \(number($0.count))" }
    return ["  Condiciones: \(counts.joined(separator: ", "))."]
  }

  /// Entities that sent no route are named, up to `namedEntities`.
  private static func entities(_ summary: RunSummary) -> [String] {
    guard let entities = summary.entities else { return [] }
    let silent = entities.withoutRoutes
    let rest = silent.count - namedEntities
    let routes =
      silent.isEmpty
      ? "todas ellas con rutas"
      : "sin ninguna ruta, " + silent.prefix(namedEntities).joined(separator: "; ")
        + (rest > 0 ? " y \(number(rest)) más" : "")
    return [
      "  Entidades: \(number(entities.count)), de ellas \(number(entities.withEstablishments)) con establecimientos activos; \(routes)."
    ]
  }

  private static let namedEntities = 5

  private static func changes(_ summary: RunSummary) -> [String] {
    guard let changes = summary.changes, let since = changes.since else { return [] }
    guard let arrived = changes.arrived, let appeared = changes.appeared, let ended = changes.ended
    else { return ["  Novedades: no se pudo comparar con \(since)."] }
    return [
      "  Novedades desde \(since): entregas que llegaron, \(number(arrived)); condiciones que aparecen, \(number(appeared)); que terminan, \(number(ended))."
    ]
  }

  /// Where to look.
  private static func places(_ summary: RunSummary) -> [String] {
    var lines: [String] = []
    if summary.writesPages {
      lines.append("  Tablero: \(summary.folder)/html/index.html")
      lines.append("  Qué corregir: \(summary.folder)/html/validacion.html")
    }
    if summary.writesTables { lines.append("  Tablas: \(summary.folder)/csv") }
    return lines
  }

  private static func number(_ value: Int) -> String { SpanishNumber.grouped(value) }
}
