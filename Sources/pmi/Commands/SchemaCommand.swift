import ArgumentParser
import Model
import Pipeline

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Escribe el esquema de un tipo de registro, para quien prepara los archivos.",
    discussion: """
      xsd es un XML Schema 1.0 para los XML; tableschema, un Table Schema de Frictionless Data para
      las tablas. Lo que el XSD acepta, pmi lo lee.
      """,
    aliases: ["esquema"])

  @Option(
    help: ArgumentHelp(
      RecordKind.allCases.map(\.name).joined(separator: ", ") + ".", valueName: "tipo"),
    completion: .list(RecordKind.allCases.map(\.name)))
  var kind: String

  @Option(
    help: ArgumentHelp("xsd o tableschema.", valueName: "formato"),
    completion: .list(["xsd", "tableschema"]))
  var format: String

  @OptionGroup var settings: ConfigurationOptions

  private func request() throws -> (RecordKind, Schemas.Format) {
    guard let kind = RecordKind(name: kind) else {
      let names = RecordKind.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("--kind espera uno de: \(names).")
    }
    guard let format = Schemas.Format(rawValue: format) else {
      throw ValidationError("--format espera xsd o tableschema.")
    }
    return (kind, format)
  }

  func validate() throws {
    _ = try request()
  }

  func run() throws {
    let (kind, format) = try request()
    let (configuration, folder) = try settings.read()
    do throws(ConfigurationError) {
      let settings = try Settings(configuration, folder: folder)
      Terminal.write(Schemas.text(kind, format, settings))
    } catch {
      throw RunFailure.configuration(error)
    }
  }
}
