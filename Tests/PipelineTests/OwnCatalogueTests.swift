import Model
import TestSupport
import Testing

@testable import Pipeline

/// Catalogues that the configuration puts in the place of the built-in ones.
@Suite struct OwnCatalogueTests {
  private static let header =
    "edition,area_code,area,process_code,process,component_code,component\n"
  private static let component = "2008,A,Área,A-1,Proceso,A-1-1,Componente\n"

  /// The settings of a configuration that names files with these contents.
  private func settings(
    components: String? = nil, aliases: String? = nil, municipalities: String? = nil,
    edition: Int = 2008
  ) throws -> Settings {
    let folder = try TemporaryFolder()
    var configuration = Configuration()
    configuration.edition = edition
    if let components {
      try folder.write(components, to: "c.csv")
      configuration.catalogueFile = "c.csv"
    }
    if let aliases {
      try folder.write(aliases, to: "a.csv")
      configuration.catalogueAliasesFile = folder.path + "/a.csv"
    }
    if let municipalities {
      try folder.write(municipalities, to: "m.csv")
      configuration.municipalitiesFile = "m.csv"
    }
    return try Settings(configuration, folder: folder.path)
  }

  private func problem(_ body: () throws -> Settings) throws -> ConfigurationError {
    try #require(throws: ConfigurationError.self) { _ = try body() }
  }

  @Test func ownFilesReplaceTheBuiltInOnes() throws {
    let own = try settings(
      components: "\u{FEFF}" + OwnCatalogueTests.header + OwnCatalogueTests.component,
      aliases: "code,level,alias_seen_in_use\nA-1-1,component,\"Otro, nombre\"\n\n",
      municipalities:
        "note,divipola,name,certified_in_education,province_2019\n,05001,Medellín,yes,Centro\n")
    #expect(own.vocabulary.catalogue.components.map(\.code) == ["A-1-1"])
    let code = MunicipalityCode(number: 5001)
    #expect(own.vocabulary.municipalities[code]?.name == "Medellín")
    #expect(own.vocabulary.municipalities[code]?.isCertified == true)
    #expect(own.vocabulary.municipalities[MunicipalityCode(number: 68_013)] == nil)
    #expect(own.catalogueTexts.count == 3, "what they say names the run")
  }

  /// Aliases of the built-in catalogue speak of codes that another one lacks.
  @Test func builtInAliasesGoWithTheBuiltInCatalogue() throws {
    let own = try settings(components: OwnCatalogueTests.header + OwnCatalogueTests.component)
    #expect(own.vocabulary.catalogue.components.count == 1)
  }

  @Test(arguments: [
    ("edition,area_code\n", 1, "«area»"), ("", 0, "componente"),
    (header + "2008,A,Área\n", 2, "2008"), (header + component + component, 3, "A-1-1"),
    (header + "\n" + component.replacing("2008", with: "dos mil"), 3, "dos mil"),
    (header + "2008,A,\"Área\n", 2, "CSV"),
  ]) func aFaultyCatalogueIsToldWithItsLine(text: String, line: Int, word: String) throws {
    let error = try problem { try settings(components: text) }
    #expect(error.line == line)
    #expect(error.message.contains(word), "\(error.message)")
    #expect(error.message.hasSuffix("."))
  }

  @Test func faultyAliasesAndMunicipalitiesAreToldToo() throws {
    let alias = try problem {
      try settings(aliases: "code,level,alias_seen_in_use\nZZ-1,component,x\n")
    }
    #expect(alias.line == 2 && alias.message.contains("ZZ-1"))
    let header = "divipola,name,certified_in_education,province_2019\n"
    for row in ["5001,Medellín,no,x\n", "0500a,Medellín,no,x\n"] {
      let municipality = try problem { try settings(municipalities: header + row) }
      #expect(municipality.line == 2)
    }
  }

  @Test func anEditionOrFileThatIsNotThereIsTold() throws {
    let edition = try problem { try settings(edition: 1999) }
    #expect(edition.message.contains("1999") && edition.message.contains("2008"))
    var configuration = Configuration()
    configuration.municipalitiesFile = "no-existe.csv"
    let missing = #expect(throws: ConfigurationError.self) {
      try Settings(configuration, folder: "/tmp")
    }
    #expect(missing?.file == "/tmp/no-existe.csv")
  }
}
