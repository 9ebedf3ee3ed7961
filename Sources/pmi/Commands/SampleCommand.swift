import ArgumentParser
import Catalogues
import Model
import Pipeline
import Sampling

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Escribe un territorio ficticio para probar.",
    aliases: ["muestra"])

  @Option(
    help: ArgumentHelp("Carpeta donde se escribe.", valueName: "carpeta"), completion: .directory)
  var output: String

  @Option(help: ArgumentHelp("Número de establecimientos.", valueName: "N"))
  var establishments: Int

  @Option(help: ArgumentHelp("Vigencias, como 2023-2025.", valueName: "años"))
  var periods: String

  @Option(
    help: ArgumentHelp("Semilla: los mismos argumentos dan los mismos bytes.", valueName: "S"))
  var seed: UInt64

  @Option(
    help: ArgumentHelp(
      "Entidades de todo el país, «todas» o códigos como 05,68,68001; sin ella, Santander.",
      valueName: "entidades"))
  var entities: String?

  @Option(help: ArgumentHelp("Acciones de una ruta, en promedio.", valueName: "N"))
  var actions = 40

  @Option(
    help: ArgumentHelp("csv, xml, xml-2003 o mixed.", valueName: "forma"),
    completion: .list(["csv", "xml", "xml-2003", "mixed"]))
  var form = "mixed"

  @Option(
    help: ArgumentHelp("combined o per-establishment.", valueName: "reparto"),
    completion: .list(["combined", "per-establishment"]))
  var layout = "per-establishment"

  @Option(help: ArgumentHelp("Proporción de filas con errores, de 0 a 1.", valueName: "tasa"))
  var errors = "0"

  func run() throws {
    let options = try options()
    let codes = try entityCodes()
    do throws(SampleError) {
      let summary = try writeSample(
        options, catalogue: try SampleCatalogues.builtIn(entities: codes), to: output)
      Terminal.say(
        "Se escribieron \(summary.files) archivos (\(summary.bytes) bytes) en \(output).")
    } catch {
      if case .badOption(let option, let expected) = error {
        throw ValidationError("\(option) espera \(expected).")
      }
      throw RunFailure.cannotWrite("\(error)")
    }
  }

  /// `nil` for Santander alone, none for the whole country.
  private func entityCodes() throws -> [EntityCode]? {
    guard let entities, entities != "todas" else { return entities.map { _ in [] } }
    return try entities.split(separator: ",").map { text in
      guard let code = EntityCode(text: String(text)) else {
        throw ValidationError(
          "--entities espera «todas» o códigos de dos o cinco dígitos, como 05,68,68001.")
      }
      return code
    }
  }

  private func options() throws -> SampleOptions {
    let years = periods.split(separator: "-").compactMap { Int($0) }
    guard let first = years.first, let last = years.last, years.count <= 2, first <= last,
      (2000...2099).contains(first), (2000...2099).contains(last)
    else { throw ValidationError("--periods espera un año o dos, como 2023-2025.") }
    guard let form = SampleForm(rawValue: form) else {
      throw ValidationError("--form espera csv, xml, xml-2003 o mixed.")
    }
    guard let layout = SampleLayout(rawValue: layout) else {
      throw ValidationError("--layout espera combined o per-establishment.")
    }
    guard let rate = SampleOptions.perMillion(errors) else {
      throw ValidationError("--errors espera una proporción entre 0 y 1, como 0.02.")
    }
    var options = SampleOptions(establishments: establishments, periods: first...last, seed: seed)
    options.actions = actions
    options.form = form
    options.layout = layout
    options.errorsPerMillion = rate
    return options
  }
}

/// The built-in catalogues as the sample generator takes them.
enum SampleCatalogues {
  /// With the municipalities of Santander, or with those of some entities or of the whole country, where
  /// none is outside the jurisdiction.
  static func builtIn(entities codes: [EntityCode]?) throws(SampleError) -> SampleCatalogue {
    do throws(CatalogueError) {
      let catalogue = try CatalogueFiles.catalogue(
        components: BuiltIn.componentsFile(), aliases: BuiltIn.componentAliasesFile())
      return SampleCatalogue(
        components: catalogue.components.map {
          .init(
            edition: $0.edition.year, code: $0.code, name: $0.name,
            processCode: catalogue.processes[Int($0.process)].code)
        },
        municipalities: try municipalities(codes).map {
          .init(
            divipola: $0.code.text, name: $0.name,
            certified: codes == nil && $0.isCertified)
        })
    } catch {
      throw .poorCatalogue("catálogo interno")
    }
  }

  private static func municipalities(
    _ codes: [EntityCode]?
  ) throws(CatalogueError) -> [Municipalities.Municipality] {
    guard let codes else {
      return try CatalogueFiles.municipalities(BuiltIn.municipalitiesFile()).all
    }
    let country = try CatalogueFiles.municipalities(BuiltIn.countryFile()).all
    guard !codes.isEmpty else { return country }
    let entities = try CatalogueFiles.entities(BuiltIn.entitiesFile())
    return country.filter { municipality in
      entities.entity(of: municipality.code).map { codes.contains($0.code) } ?? false
    }
  }
}
