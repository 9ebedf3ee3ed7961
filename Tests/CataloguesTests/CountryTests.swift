import Catalogues
import Model
import Testing

/// The country's municipalities and its entities certified in education (Docs/Catalogues.md).
@Suite struct CountryTests {
  private let country: Municipalities
  private let entities: TerritorialEntities

  init() throws {
    country = try CatalogueFiles.municipalities(BuiltIn.countryFile())
    entities = try CatalogueFiles.entities(BuiltIn.entitiesFile())
  }

  @Test func thirtyTwoDepartmentsAndSixtyFiveMunicipalitiesAreCertified() {
    #expect(entities.all.count { $0.kind == .department } == 32)
    #expect(entities.all.count { $0.kind == .municipality } == 65)
    #expect(entities.all.map(\.code.text) == entities.all.map(\.code.text).sorted())
    for entity in entities.all where entity.kind == .municipality {
      let number = UInt32(entity.code.text) ?? 0
      #expect(country[MunicipalityCode(number: number)] != nil, "\(entity.name)")
    }
  }

  @Test func everyMunicipalityBelongsToAnEntity() throws {
    #expect(country.all.count == 1121)
    #expect(Set(country.all.map(\.code)).count == 1121, "no code stands twice")
    #expect(Set(country.all.map { $0.code.number / 1000 }).count == 33, "with Bogotá")
    for municipality in country.all {
      let entity = try #require(entities.entity(of: municipality.code), "\(municipality.name)")
      #expect((entity.kind == .municipality) == municipality.isCertified, "\(municipality.name)")
    }
  }

  /// Santander is the same in both catalogues.
  @Test func santanderIsThatOfARunOfItsOwn() throws {
    let own = try CatalogueFiles.municipalities(BuiltIn.municipalitiesFile())
    let part = country.all.filter { $0.code.number / 1000 == 68 }
    #expect(part.map(\.code) == own.all.map(\.code))
    #expect(part.map(\.name) == own.all.map(\.name))
    #expect(part.map(\.isCertified) == own.all.map(\.isCertified))
    #expect(part.map(\.province) == own.all.map(\.province))
  }

  @Test(arguments: [
    ("68001", "68001"), ("68013", "68"), ("11001", "11001"), ("05001", "05001"), ("05002", "05"),
    ("88564", "88"),
  ]) func aMunicipalityBelongsToItselfOrToItsDepartment(code: String, entity: String) {
    let municipality = MunicipalityCode(number: UInt32(code) ?? 0)
    #expect(entities.entity(of: municipality)?.code.text == entity)
  }

  @Test func codesOfEntitiesAreReadAndPrinted() {
    for text in ["05", "68", "68001", "05001"] { #expect(EntityCode(text: text)?.text == text) }
    for text in ["", "5", "068", "6800", "680010", "6a", "٦٨"] {
      #expect(EntityCode(text: text) == nil, "\(text)")
    }
  }

  @Test func aCodeThatIsNoneOrStandsTwiceIsToldWithItsLine() {
    for row in ["685,X,X", "68,Otra,Santander"] {
      let text = "code,name,department\n68,Santander,Santander\n\(row)\n"
      let error = #expect(throws: CatalogueError.self) {
        _ = try CatalogueFiles.entities(Array(text.utf8))
      }
      #expect(error?.line == 3)
    }
  }
}
