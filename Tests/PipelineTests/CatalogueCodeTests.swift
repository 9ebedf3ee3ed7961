import Foundation
import Testing

@testable import Pipeline

/// Codes of a catalogue that replaces the built-in one are anchors and classes of pages.
@Suite struct CatalogueCodeTests {
  private static func settings(code: String) throws -> Settings {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "pmi-\(UUID().uuidString).csv")
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) } }
    let text = """
      edition,area_code,area,process_code,process,component_code,component
      2008,DIR,Gestión,DIR-1,Proceso,\(code),Componente

      """
    try Data(text.utf8).write(to: file)
    var configuration = Configuration()
    configuration.catalogueFile = file.path
    return try Settings(configuration, folder: ".")
  }

  @Test(arguments: ["DIR-1-1", "a.b_C9"]) func aCodeIsTaken(code: String) throws {
    #expect(try Self.settings(code: code).vocabulary.catalogue.components.map(\.code) == [code])
  }

  @Test(arguments: ["", "DIR 1", "<b>", "DIR-é", "a:b", "a/b", "[x]"])
  func anythingElseIsToldWithItsLine(code: String) {
    let error = #expect(throws: ConfigurationError.self) { try Self.settings(code: code) }
    #expect(error?.line == 2)
    #expect(error?.message.contains("«\(code)»") == true)
  }
}
