import Catalogues
import Foundation
import Model
import Reading

/// A configuration with the catalogues that it names, read.
package struct Settings: Sendable {
  package let configuration: Configuration
  package let vocabulary: Vocabulary
  /// The entities of a run of several; `nil` in a run of one.
  let jurisdiction: Jurisdiction?
  /// The texts of catalogue files that replace built-in ones.
  let catalogueTexts: [String]
  let logo: Logo?

  /// Reads the catalogues and the logo; paths of the configuration are relative to `folder`.
  package init(_ configuration: Configuration, folder: String) throws(ConfigurationError) {
    self.configuration = configuration
    let catalogue = try Settings.catalogue(configuration, folder)
    let editions = catalogue.editions.map(\.year)
    guard !editions.isEmpty else {
      throw ConfigurationError(
        file: configuration.catalogueFile ?? "", line: 0,
        message: "El catálogo no tiene componentes. Se espera al menos uno.")
    }
    guard editions.contains(configuration.edition) else {
      throw ConfigurationError(
        file: "", line: 0,
        message:
          "La edición \(configuration.edition) no está en el catálogo. Se espera una de: "
          + editions.map(String.init).joined(separator: ", ") + ".")
    }
    let municipalities = try Settings.municipalities(configuration, folder)
    jurisdiction = try Settings.jurisdiction(configuration, municipalities, folder)
    vocabulary = Vocabulary(
      catalogue: catalogue, municipalities: municipalities,
      defaultEdition: Edition(year: configuration.edition),
      columnAliases: try Settings.columnAliases(configuration))
    let files = [
      configuration.catalogueFile, configuration.catalogueAliasesFile,
      configuration.municipalitiesFile, configuration.entitiesFile,
    ]
    var texts: [String] = []
    for file in files {
      guard let bytes = try Settings.bytes(file, folder) else { continue }
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    catalogueTexts = texts
    let logo = configuration.entity.logo
    self.logo = logo.isEmpty ? nil : try Logo(logo, folder: folder)
  }

  private static func catalogue(
    _ configuration: Configuration, _ folder: String
  ) throws(ConfigurationError) -> Catalogue {
    let components = try bytes(configuration.catalogueFile, folder) ?? BuiltIn.componentsFile()
    // Aliases speak of the built-in catalogue's codes, so they go with it.
    let builtInAliases = Array("code,level,alias_seen_in_use\n".utf8)
    let aliases =
      try bytes(configuration.catalogueAliasesFile, folder)
      ?? (configuration.catalogueFile == nil ? BuiltIn.componentAliasesFile() : builtInAliases)
    do throws(CatalogueError) {
      return try CatalogueFiles.catalogue(components: components, aliases: aliases)
    } catch {
      throw problem(error, in: configuration.catalogueFile ?? "")
    }
  }

  private static func municipalities(
    _ configuration: Configuration, _ folder: String
  ) throws(ConfigurationError) -> Municipalities {
    let builtIn =
      configuration.entities == .own ? BuiltIn.municipalitiesFile() : BuiltIn.countryFile()
    let file = try bytes(configuration.municipalitiesFile, folder) ?? builtIn
    do throws(CatalogueError) {
      return try CatalogueFiles.municipalities(file)
    } catch {
      throw problem(error, in: configuration.municipalitiesFile ?? "")
    }
  }

  private static func columnAliases(
    _ configuration: Configuration
  ) throws(ConfigurationError) -> [(alias: String, column: String)] {
    do throws(CatalogueError) {
      return try configuration.columnAliases.map { ($0.alias, $0.column) }
        + CatalogueFiles.columnAliases(BuiltIn.columnAliasesFile())
    } catch {
      throw problem(error, in: "")
    }
  }

  static func bytes(
    _ path: String?, _ folder: String
  ) throws(ConfigurationError) -> [UInt8]? {
    guard let path else { return nil }
    let full = path.hasPrefix("/") ? path : folder + "/" + path
    guard let data = FileManager.default.contents(atPath: full) else {
      throw ConfigurationError(
        file: full, line: 0, message: "No se pudo leer el catálogo. Se espera un archivo CSV.")
    }
    return Array(data)
  }

  static func problem(_ error: CatalogueError, in file: String) -> ConfigurationError {
    let message =
      switch error.fault {
      case .missingColumn(let name): "Al catálogo le falta la columna «\(name)»."
      case .unreadable: "El catálogo no es un CSV bien formado."
      case .badRow(let value): "Fila del catálogo que no se puede usar: «\(value)»."
      }
    return ConfigurationError(file: file, line: error.line, message: message)
  }
}
