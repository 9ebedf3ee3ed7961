import ArgumentParser
import Pipeline
import Publishing

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "Exporta o revisa las plantillas.",
    subcommands: [Export.self, Check.self], aliases: ["plantillas"])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Escribe las plantillas incorporadas para editarlas.",
      aliases: ["exportar"])

    @Argument(
      help: ArgumentHelp("Carpeta donde se escriben.", valueName: "carpeta"),
      completion: .directory)
    var folder: String

    func run() throws {
      let count = try TemplateFolder.export(to: folder)
      Terminal.say("Se escribieron \(count) plantillas en \(folder).")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Revisa una carpeta de plantillas.", aliases: ["revisar"])

    @Argument(
      help: ArgumentHelp("Carpeta con plantillas.", valueName: "carpeta"), completion: .directory)
    var folder: String

    func run() throws {
      try TemplateFolder.check(folder)
      Terminal.say("Las plantillas de \(folder) no tienen errores.")
    }
  }
}

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Muestra la configuración que vale.",
    aliases: ["configuracion"])

  @OptionGroup var settings: ConfigurationOptions

  func run() throws {
    let (configuration, _) = try settings.read()
    Terminal.say(ConfigurationFile.text(configuration))
  }
}
