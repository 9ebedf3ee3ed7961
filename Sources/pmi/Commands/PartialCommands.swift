import ArgumentParser
import Foundation
import Pipeline

struct PartialCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partial",
    abstract: "Lee una parte de la entrada y guarda lo leído en un resultado parcial.",
    discussion: """
      Para repartir la lectura entre varias máquinas: cada una lee una parte, «pmi merge» junta los
      resultados si conviene, y «pmi run --partials» publica lo mismo que una sola ejecución sobre toda
      la entrada. Todas usan la misma versión, vigencia, corte y configuración.
      """,
    aliases: ["parcial"])

  @Option(
    help: ArgumentHelp("Carpeta de entrada de la que se lee una parte.", valueName: "carpeta"),
    completion: .directory)
  var root: String

  @Option(
    help: ArgumentHelp(
      "Lista de los archivos de la parte, uno por línea y relativos a --root; «-» es la entrada estándar. Una carpeta vale por todo lo que contiene. Si falta, se lee toda la carpeta.",
      valueName: "lista"),
    completion: .file())
  var filesFrom: String?

  @Flag(
    name: [.customShort("0"), .customLong("null")],
    help: "Las rutas de la lista terminan en un byte nulo y no en un fin de línea.")
  var null = false

  @Option(help: ArgumentHelp("Vigencia sobre la que se informará.", valueName: "año"))
  var period: Int

  @Option(help: ArgumentHelp("Fecha de corte, AAAA-MM-DD.", valueName: "fecha"))
  var asOf: String

  @OptionGroup var settings: ConfigurationOptions

  @Option(help: ArgumentHelp("Número de hilos; si falta, los núcleos del equipo.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp("Archivo que se escribe; si ya existe, se reemplaza.", valueName: "archivo"),
    completion: .file())
  var output: String

  @Flag(help: "No dice nada si todo sale bien.")
  var quiet = false

  func validate() throws {
    guard !null || filesFrom != nil else {
      throw ValidationError("--null se usa junto con --files-from.")
    }
    _ = try JudgementArguments.judgement(period: period, asOf: asOf)
    _ = try Jobs.count(jobs)
  }

  func run() throws {
    let (configuration, folder) = try settings.read()
    var request = PartialMaking.Request(
      root: root, judgement: try JudgementArguments.judgement(period: period, asOf: asOf),
      output: output, jobs: try Jobs.count(jobs))
    request.configuration = configuration
    request.configurationFolder = folder
    request.paths = try filesFrom.map { try PathList.read($0, endingWith: null ? 0 : 0x0A) }
    let line = quiet ? nil : ProgressLine.onTerminal()
    let making = try PartialMaking(request, meter: RunMeter(timesParts: false, show: line?.show))
    defer { line?.clear() }
    let summary = try making.execute()
    line?.clear()
    if !quiet { Terminal.say(PartialReport.text(summary)) }
  }
}

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Junta varios resultados parciales en uno.",
    discussion: """
      En cualquier orden y en cuantos niveles convenga: el resultado es el mismo. Un archivo de la
      entrada que esté en varios cuenta una vez, si su contenido es igual en todos.
      """,
    aliases: ["unir"])

  @Argument(
    help: ArgumentHelp("Resultados parciales.", valueName: "archivo"), completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp("Archivo que se escribe; si ya existe, se reemplaza.", valueName: "archivo"),
    completion: .file())
  var output: String

  @Flag(help: "No dice nada si todo sale bien.")
  var quiet = false

  func run() throws {
    let summary = try PartialMerging.merge(files, to: output)
    if !quiet { Terminal.say(PartialReport.text(summary)) }
  }
}

/// A list of paths, as bytes: they need not be UTF-8.
private enum PathList {
  static func read(_ name: String, endingWith end: UInt8) throws(RunFailure) -> [[UInt8]] {
    let handle = name == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: name)
    do {
      guard let data = try handle?.readToEnd() ?? (handle == nil ? nil : Data()) else {
        throw RunFailure.notWritten(PartialReport.unreadableList(name))
      }
      return data.split(separator: end).map(Array.init)
    } catch {
      throw .notWritten(PartialReport.unreadableList(name))
    }
  }
}
