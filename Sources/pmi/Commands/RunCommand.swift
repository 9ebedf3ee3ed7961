import ArgumentParser
import Model
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Lee la carpeta de entrada y publica los informes de una vigencia.",
    aliases: ["ejecutar"])

  @Option(
    help: ArgumentHelp("Carpeta con los archivos de entrada.", valueName: "carpeta"),
    completion: .directory)
  var input: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "En vez de --input: resultados parciales de todas las partes de la entrada.",
      valueName: "archivo"),
    completion: .file())
  var partials: [String] = []

  @Option(help: ArgumentHelp("Vigencia sobre la que se informa.", valueName: "año"))
  var period: Int

  @Option(
    help: ArgumentHelp(
      "Carpeta donde se publica; con --explain no hace falta.", valueName: "carpeta"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp("Fecha de corte, AAAA-MM-DD; si falta, hoy en Bogotá.", valueName: "fecha"))
  var asOf: String?

  @OptionGroup var settings: ConfigurationOptions

  @Option(
    help: ArgumentHelp("Carpeta con plantillas propias.", valueName: "carpeta"),
    completion: .directory)
  var templates: String?

  @Option(
    help: ArgumentHelp("Dialecto de los CSV: excel-es o rfc4180.", valueName: "dialecto"),
    completion: .list(["excel-es", "rfc4180"]))
  var csvDialect: String?

  @Option(
    help: ArgumentHelp("Qué se escribe: csv, html, xlsx.", valueName: "lista"),
    completion: .list(["csv", "html", "xlsx", "csv,html", "csv,html,xlsx"]))
  var outputs = "csv,html,xlsx"

  @Option(help: ArgumentHelp("Número de hilos; si falta, los núcleos del equipo.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "No publica nada si hay hallazgos de gravedad error.")
  var strict = false

  @Flag(help: "No dice nada si todo sale bien.")
  var quiet = false

  @Flag(help: "Como --quiet, pero dice lo que haya de nuevo, más que la fecha de corte; para cron.")
  var onlyNew = false

  @Flag(help: "Muestra al final, por la salida de errores, tiempo y bytes de cada etapa.")
  var timings = false

  @Option(
    help: ArgumentHelp("Conserva las últimas N ejecuciones y borra las demás.", valueName: "N"))
  var keep: Int?

  @Option(
    help: ArgumentHelp(
      "No publica: dice paso a paso por qué ese establecimiento tiene o no cada condición.",
      valueName: "código DANE"))
  var explain: String?

  @Flag(help: "Al final escribe el resumen como un objeto JSON, también si algo falla.")
  var json = false

  private static let width = 100

  func validate() throws {
    guard (input == nil) != partials.isEmpty else {
      throw ValidationError(
        "Se espera --input, la carpeta de entrada, o --partials, los resultados parciales de ella.")
    }
    guard output != nil || explain != nil else {
      throw ValidationError("Falta --output, la carpeta donde se publica.")
    }
    if let explain, DaneCode(text: explain) == nil {
      throw ValidationError("--explain espera un código DANE de 12 dígitos.")
    }
    if explain != nil, json || strict || keep != nil {
      throw ValidationError("--explain no publica: no va con --json, --strict ni --keep.")
    }
    if let csvDialect, !["excel-es", "rfc4180"].contains(csvDialect) {
      throw ValidationError("--csv-dialect espera excel-es o rfc4180.")
    }
    let kinds = outputs.split(separator: ",").map(String.init)
    guard !kinds.isEmpty, kinds.allSatisfy(["csv", "html", "xlsx"].contains) else {
      throw ValidationError("--outputs espera csv, html o xlsx, o varios separados por coma.")
    }
    if let output, let input, FolderPlace.isSame(output, input) {
      throw ValidationError("--output es la misma carpeta de --input. Se espera otra.")
    }
    if let keep, keep < 1 { throw ValidationError("--keep espera un número de 1 en adelante.") }
    _ = try JudgementArguments.judgement(period: period, asOf: asOf)
    _ = try Jobs.count(jobs)
  }

  func run() throws {
    guard json else { return try work() }
    do {
      try work()
    } catch {
      Interruption.finish()
      let ending = Ending.report(of: error)
      Terminal.say(RunJSON.text(ending))
      Terminal.complain(ending.message)
      throw ExitCode(ending.status)
    }
  }

  private func work() throws {
    let line = quiet || json || explain != nil ? nil : ProgressLine.onTerminal()
    defer { line?.clear() }
    let meter = RunMeter(timesParts: timings, show: line?.show)
    let job = try Run(try request(), meter: meter)
    if let code = explain.flatMap({ DaneCode(text: $0) }) {
      let text = try job.explain(code, width: RunCommand.width)
      return Terminal.say(
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { Terminal.harmless(String($0)) }.joined(separator: "\n"))
    }
    let summary = try job.execute()
    Ending.keep(summary.holdings)
    line?.clear()
    if timings { Terminal.complain(RunCosts.text(meter)) }
    if let problem = summary.pruningProblem {
      Terminal.complain(RunReport.pruning(problem, in: summary))
    }
    if json {
      Terminal.say(RunJSON.text(summary))
    } else if !quiet, summary.hasNews || !onlyNew {
      Terminal.say(RunReport.text(summary))
      if let input, FolderPlace.isInside(summary.folder, input) {
        Terminal.complain(RunReport.outputInInput)
      }
    }
  }

  private func request() throws -> RunRequest {
    let (configuration, folder) = try settings.read()
    var request = RunRequest(
      input: input ?? "", output: output ?? "",
      judgement: try JudgementArguments.judgement(period: period, asOf: asOf),
      dialect: csvDialect ?? configuration.dialect, jobs: try Jobs.count(jobs))
    request.partials = partials
    request.configuration = configuration
    request.configurationFolder = folder
    request.templates = templates
    request.writesTables = outputs.contains("csv")
    request.writesPages = outputs.contains("html")
    request.writesWorkbook = outputs.contains("xlsx")
    request.isStrict = strict
    request.keep = keep
    request.whenOpened = { Interruption.guarding($0) }
    return request
  }
}
