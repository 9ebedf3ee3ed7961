import ArgumentParser
import Model
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Lee la carpeta de entrada y publica los informes de una vigencia.",
    aliases: ["ejecutar"])

  @Option(help: ArgumentHelp("Carpeta con los archivos de entrada.", valueName: "carpeta"))
  var input: String

  @Option(help: ArgumentHelp("Vigencia sobre la que se informa.", valueName: "año"))
  var period: Int

  @Option(help: ArgumentHelp("Carpeta donde se publica.", valueName: "carpeta"))
  var output: String

  @Option(
    help: ArgumentHelp("Fecha de corte, AAAA-MM-DD; si falta, hoy en Bogotá.", valueName: "fecha"))
  var asOf: String?

  @OptionGroup var settings: ConfigurationOptions

  @Option(help: ArgumentHelp("Carpeta con plantillas propias.", valueName: "carpeta"))
  var templates: String?

  @Option(help: ArgumentHelp("Dialecto de los CSV: excel-es o rfc4180.", valueName: "dialecto"))
  var csvDialect: String?

  @Option(help: ArgumentHelp("Qué se escribe: csv,html.", valueName: "lista"))
  var outputs = "csv,html"

  @Option(help: ArgumentHelp("Número de hilos; si falta, los núcleos del equipo.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "No publica nada si hay hallazgos de gravedad error.")
  var strict = false

  @Flag(help: "No dice nada si todo sale bien.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Conserva las últimas N ejecuciones y borra las demás.", valueName: "N"))
  var keep: Int?

  func validate() throws {
    if let csvDialect, !["excel-es", "rfc4180"].contains(csvDialect) {
      throw ValidationError("--csv-dialect espera excel-es o rfc4180.")
    }
    let kinds = outputs.split(separator: ",").map(String.init)
    guard !kinds.isEmpty, kinds.allSatisfy(["csv", "html"].contains) else {
      throw ValidationError("--outputs espera csv, html o ambos separados por coma.")
    }
    if let keep, keep < 1 { throw ValidationError("--keep espera un número de 1 en adelante.") }
    _ = try JudgementArguments.judgement(period: period, asOf: asOf)
    _ = try Jobs.count(jobs)
  }

  func run() throws {
    let (configuration, folder) = try settings.read()
    var request = RunRequest(
      input: input, output: output,
      judgement: try JudgementArguments.judgement(period: period, asOf: asOf),
      dialect: csvDialect ?? configuration.dialect, jobs: try Jobs.count(jobs))
    request.configuration = configuration
    request.configurationFolder = folder
    request.templates = templates
    request.writesTables = outputs.contains("csv")
    request.writesPages = outputs.contains("html")
    request.isStrict = strict
    request.keep = keep
    request.whenOpened = { Interruption.guarding($0) }
    let summary = try Run(request).execute()
    if !quiet { Terminal.say(RunReport.text(summary, writesPages: request.writesPages)) }
  }
}

/// What a run says at its end, on one screen.
enum RunReport {
  static func text(_ summary: RunSummary, writesPages: Bool) -> String {
    var lines = [
      summary.isNew
        ? "Publicado en \(summary.folder)"
        : "Nada nuevo: esta ejecución ya estaba publicada en \(summary.folder)",
      "  Archivos: \(number(summary.files)), de ellos \(number(summary.refusedFiles)) sin leer por su contenido.",
      "  Registros: \(number(summary.read)) leídos = \(number(summary.accepted)) aceptados + \(number(summary.superseded)) reemplazados + \(number(summary.rejected)) rechazados.",
      "  Hallazgos: \(number(summary.errors)) errores y \(number(summary.warnings)) advertencias (csv/diagnosticos.csv).",
      "  Rutas recibidas: \(number(summary.routes)) de \(number(summary.establishments)) establecimientos activos.",
      "  Con condiciones: \(number(summary.withConditions)); candidatos a reporte: \(number(summary.candidates)) (csv/poaiv.csv).",
    ]
    if writesPages { lines.append("  Tablero: \(summary.folder)/html/index.html") }
    return lines.joined(separator: "\n")
  }

  /// With dots between thousands.
  private static func number(_ value: Int) -> String {
    var digits = String(value)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(".", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return digits
  }
}
