import Model
import Testing

@testable import Pipeline

/// Schemas come from the declarations of columns; `make test-interop` tries them with other programs.
@Suite struct SchemaTests {
  private func settings(edition: Int = 2008) throws -> Settings {
    var configuration = Configuration()
    configuration.edition = edition
    return try Settings(configuration, folder: ".")
  }

  @Test(arguments: RecordKind.allCases) func everyColumnIsInBothSchemas(kind: RecordKind) throws {
    let settings = try settings()
    let table = Schemas.text(kind, .tableSchema, settings)
    let document = Schemas.text(kind, .xsd, settings)
    for (place, column) in kind.columns.enumerated() {
      #expect(table.contains("{\"name\": \"\(column.name)\""), "\(column.name)")
      let inRoute = InputDocument.routePlaces[min(place, InputDocument.routePlaces.count - 1)]
      let last = inRoute.split(separator: "/").last.map { String($0.drop { $0 == "@" }) } ?? ""
      let name = kind == .routes ? last : column.camelCase
      #expect(document.contains("name=\"\(name)\""), "\(name)")
    }
    #expect(document.contains("<xs:element name=\"\(kind.rootElement)\">"))
    #expect(document.components(separatedBy: "\n  <xs:element name=").count == 2)
  }

  @Test func namesOfComponentsAreThoseOfTheEdition() throws {
    let old = Schemas.text(.valuations, .xsd, try settings())
    let new = Schemas.text(.valuations, .xsd, try settings(edition: 2026))
    #expect(old != new)
    #expect(old.contains("value=\"2008\"") && !old.contains("value=\"2026\""))
    #expect(new.contains("value=\"2026\"") && !new.contains("value=\"2008\""))
  }

  @Test(arguments: [
    ("NO OFICIAL", "[nNñÑ][oOóÓ]"), ("URBANA-RURAL", "[ _\\-]+"), ("A+", "[aAáÁ]\\+"),
    ("¿Qué?", "¿[qQ][uUúÚüÜ][eEéÉ]\\?"), ("<&>", "&lt;&amp;&gt;"),
  ])
  func wordsBecomePatterns(word: String, part: String) {
    #expect(XMLSchemaPatterns.word(word).contains(part))
  }
}
