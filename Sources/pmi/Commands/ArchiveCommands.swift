import ArgumentParser
import Pipeline
import Publishing

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Vuelve a calcular las huellas de una ejecución publicada o de su paquete.",
    aliases: ["verificar"])

  @Argument(
    help: ArgumentHelp(
      "Carpeta de la ejecución, como salida/2025/current, o paquete de «pmi archive».",
      valueName: "ejecución"),
    completion: .file(extensions: ["tar"]))
  var place: String

  func run() throws {
    let problems = isFile(place) ? verify(package: place) : verify(run: place)
    for problem in problems { Terminal.say(Terminal.harmless("\(place): \(problem.message)")) }
    guard problems.isEmpty else { throw ExitCode(ExitStatus.findings) }
    Terminal.say("\(place): todos los documentos coinciden con el manifiesto.")
  }
}

struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Reúne una ejecución publicada y sus entradas en un solo archivo .tar.",
    discussion: """
      El paquete trae el manifiesto, los documentos y, en entrada/, los archivos de los que salieron;
      la misma ejecución da siempre los mismos bytes. «pmi verify PAQUETE» comprueba sus huellas.
      """,
    aliases: ["archivar"])

  @Argument(
    help: ArgumentHelp(
      "Carpeta de la ejecución, como salida/2025/current.", valueName: "ejecución"),
    completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("Carpeta con los archivos de entrada.", valueName: "carpeta"),
    completion: .directory)
  var input: String

  @Option(
    help: ArgumentHelp(
      "Archivo que se escribe; si falta, el nombre de la ejecución con .tar, aquí.",
      valueName: "archivo"),
    completion: .file(extensions: ["tar"]))
  var output: String?

  func run() throws {
    do throws(PackingError) {
      let packed = try pack(run: folder, input: input, to: try target())
      let lines = [
        "Paquete: \(try target()) (\(packed.content.bytes) bytes)",
        "  \(packed.outputs) documentos de la ejecución \(packed.run) y \(packed.inputs) archivos de entrada.",
        "  SHA-256: \(packed.content.digest.hex)",
      ]
      Terminal.say(lines.map(Terminal.harmless).joined(separator: "\n"))
    } catch {
      let lines = ArchiveCommand.message(error, folder).map(Terminal.harmless)
      Terminal.complain(lines.joined(separator: "\n"))
      throw ExitCode(ExitStatus.nothingPublished)
    }
  }

  /// The package's name; by default that of the run.
  private func target() throws(PackingError) -> String {
    if let output { return output }
    let manifest: Manifest?
    do throws(PublishingError) {
      manifest = try Manifest.of(run: folder)
    } catch {
      throw .refused(error)
    }
    guard let manifest else { throw .unfaithful([.noManifest]) }
    return "\(manifest.run).tar"
  }

  private static func message(_ error: PackingError, _ folder: String) -> [String] {
    switch error {
    case .refused(let error): ["pmi: no se hizo el paquete: \(error.message)"]
    case .unfaithful(let problems):
      ["pmi: no se hizo el paquete de \(folder), porque no todo es como dice su manifiesto:"]
        + problems.map { "  " + $0.message }
    }
  }
}
