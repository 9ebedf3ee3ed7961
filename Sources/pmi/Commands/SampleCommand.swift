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
    do throws(SampleError) {
      let summary = try writeSample(options, catalogue: try SampleCatalogues.builtIn(), to: output)
      Terminal.say(
        "Se escribieron \(summary.files) archivos (\(summary.bytes) bytes) en \(output).")
    } catch {
      if case .badOption(let option, let expected) = error {
        throw ValidationError("\(option) espera \(expected).")
      }
      throw RunFailure.cannotWrite("\(error)")
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
  static func builtIn() throws(SampleError) -> SampleCatalogue {
    do throws(CatalogueError) {
      let catalogue = try CatalogueFiles.catalogue(
        components: BuiltIn.componentsFile(), aliases: BuiltIn.componentAliasesFile())
      let municipalities = try CatalogueFiles.municipalities(BuiltIn.municipalitiesFile())
      return SampleCatalogue(
        components: catalogue.components.map {
          .init(
            edition: $0.edition.year, code: $0.code, name: $0.name,
            processCode: catalogue.processes[Int($0.process)].code)
        },
        municipalities: municipalities.all.map {
          .init(divipola: $0.code.text, name: $0.name, certified: $0.isCertified)
        })
    } catch {
      throw .poorCatalogue("catálogo interno")
    }
  }
}
