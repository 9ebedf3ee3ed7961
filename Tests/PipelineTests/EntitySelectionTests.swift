import Model
import TestSupport
import Testing

@testable import Pipeline

/// The entities of a run (keys `entidades` and `catalogo_entidades`).
@Suite struct EntitySelectionTests {
  private func settings(
    _ entities: String, catalogue: String? = nil, municipalities: String? = nil
  ) throws -> Settings {
    let folder = try TemporaryFolder()
    var configuration = try ConfigurationFile.parse("entidades: \(entities)\n", file: "pmi.yaml")
    if let catalogue {
      try folder.write("code,name,department\n" + catalogue, to: "e.csv")
      configuration.entitiesFile = "e.csv"
    }
    if let municipalities {
      try folder.write(
        "divipola,name,certified_in_education,province_2019\n" + municipalities, to: "m.csv")
      configuration.municipalitiesFile = "m.csv"
    }
    return try Settings(configuration, folder: folder.path)
  }

  @Test func aRunOfOneKnowsItsDepartmentOnly() throws {
    let own = try settings("propia")
    #expect(own.jurisdiction == nil)
    #expect(own.vocabulary.municipalities.all.count == 87)
  }

  @Test func aRunOfSeveralKnowsTheCountry() throws {
    let all = try settings("todas")
    #expect(all.jurisdiction?.chosen.count == 97)
    #expect(all.vocabulary.municipalities.all.count == 1121)
    let some = try settings("[05, 68001]")
    #expect(some.jurisdiction?.chosen.map(\.text).sorted() == ["05", "68001"])
    #expect(some.jurisdiction?.contains(MunicipalityCode(number: 68_001)) == true)
    #expect(some.jurisdiction?.contains(MunicipalityCode(number: 68_013)) == false)
    #expect(some.jurisdiction?.contains(MunicipalityCode(number: 5001)) == false, "Medellín")
  }

  @Test(arguments: ["ninguna", "[]", "[6]", "[68, Santander]", "{a: b}"])
  func anythingElseIsRefused(value: String) {
    #expect(throws: ConfigurationError.self) { try settings(value) }
  }

  @Test func anUnknownEntityAndAnOrphanAreTold() throws {
    let unknown = #expect(throws: ConfigurationError.self) { try settings("[68, 68013]") }
    #expect(unknown?.message.contains("68013") == true)
    let orphan = #expect(throws: ConfigurationError.self) {
      try settings("todas", catalogue: "68,Santander,Santander\n", municipalities: "05001,M,no,\n")
    }
    #expect(orphan?.message.contains("05001") == true)
    let faulty = #expect(throws: ConfigurationError.self) {
      try settings("todas", catalogue: "685,Santander,Santander\n")
    }
    #expect(faulty?.line == 2)
  }
}
