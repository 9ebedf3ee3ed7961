import ArgumentParser
import Pipeline

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Crea una carpeta de trabajo: entrada, formularios en blanco y configuración.",
    discussion: "Nunca reemplaza un archivo: si alguno ya existe, no escribe nada.",
    aliases: ["iniciar"])

  @Argument(
    help: ArgumentHelp("Carpeta que se crea.", valueName: "carpeta"), completion: .directory)
  var folder: String

  func run() throws {
    let count = try WorkingFolder.create(at: folder)
    Terminal.say(
      """
      Se escribieron \(count) archivos en \(folder). Lea primero \(folder)/LEAME.md
      Cuando haya archivos en \(folder)/entrada, por ejemplo para 2025:
        pmi run --input \(folder)/entrada --period 2025 --output \(folder)/salida --config \(folder)/pmi.yaml
      """)
  }
}
