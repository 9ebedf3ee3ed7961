import Foundation
import TestSupport
import Testing

/// The pages of a run of several entities: nation, entity, municipality, establishment, and a letter of
/// each entity.
@Suite struct EntityPagesTests {
  private let run: PublishedRun

  init() throws {
    let folder = GoldenCase.folder.appendingPathComponent("several-entities")
    run = try PublishedRun(
      folder.path + "/input", ["--config", folder.path + "/pmi.yaml"], outputs: "csv,html")
    try #require(run.ending.status == 0, "\(run.ending.complaint)")
  }

  private func page(_ path: String) throws -> String {
    try String(
      contentsOf: run.current.appendingPathComponent("html/" + path), encoding: .utf8)
  }

  @Test func theDashboardLeadsToTheEntities() throws {
    #expect(try page("index.html").contains("<a href=\"entidades.html\">Entidades</a>"))
    let entities = try page("entidades.html")
    for code in ["05", "15", "15001", "68", "68001", "88"] {
      #expect(entities.contains("<a href=\"entidades/\(code).html\">"), "\(code)")
    }
    #expect(entities.contains("6 entidades tienen establecimientos en el directorio"))
    #expect(entities.contains("no es de esta ejecución"), "Tunja and Antioquia")
  }

  @Test func theSummaryNamesWhoSentNoRoute() throws {
    let line =
      "Entidades: 6, de ellas 6 con establecimientos activos; sin ninguna ruta, "
      + "Boyacá; Archipiélago de San Andrés, Providencia y Santa Catalina."
    #expect(run.ending.text.contains(line), "\(run.ending.text)")
    let folder = GoldenCase.folder.appendingPathComponent("several-entities")
    let machine = try PublishedRun(
      folder.path + "/input", ["--config", folder.path + "/pmi.yaml", "--json"])
    #expect(
      machine.ending.text.contains(
        #""entidades": {"total": 6, "con_establecimientos": 6, "sin_rutas": ["Boyacá", "Archipiélago"#
      ),
      "\(machine.ending.text)")
  }

  @Test func anEntityLeadsToItsMunicipalitiesAndTheyToTheirEstablishments() throws {
    let entity = try page("entidades/68.html")
    #expect(entity.contains("<a href=\"../municipios/68013.html\">"))
    #expect(!entity.contains("../municipios/68001.html"), "certified: an entity of its own")
    let municipality = try page("municipios/68013.html")
    #expect(municipality.contains("<a href=\"../entidades/68.html\">Santander</a>"))
    #expect(municipality.contains("<a href=\"../establecimientos/168013000016.html\">"))
    #expect(try page("establecimientos/168013000016.html").contains("../entidades/68.html"))
  }

  @Test func eachEntityHasALetterWithItsOwn() throws {
    let letter = try page("entidades/68001-carta.html")
    #expect(letter.contains("Secretaría de Educación de Bucaramanga"))
    #expect(letter.contains("<a href=\"../establecimientos/168001000029.html#indicios\">"))
    #expect(try page("entidades/68-carta.html").contains("no hay establecimientos educativos"))
    let all = try page("rg-110-carta.html")
    #expect(all.contains("<a href=\"entidades/68001-carta.html\">Bucaramanga</a>: 1 EE"))
    #expect(!all.contains("entidades/68-carta.html"), "nothing to report")
  }

  /// Every page's links lead to a page or table of the run.
  @Test func noLinkLeadsNowhere() throws {
    let html = run.current.appendingPathComponent("html")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: html.path)
    for path in paths where path.hasSuffix(".html") {
      let folder = html.appendingPathComponent(path).deletingLastPathComponent()
      for match in try page(path).matches(of: /href="([^"#:?]+)[#"]/) {
        let target = folder.appendingPathComponent(String(match.1)).standardizedFileURL.path
        #expect(FileManager.default.fileExists(atPath: target), "\(path): \(match.1)")
      }
    }
  }

  @Test func aRunOfOneEntityHasNoneOfThis() throws {
    let input = GoldenCase.folder.appendingPathComponent("several-entities/input").path
    let own = try PublishedRun(input, outputs: "csv,html")
    let html = own.current.appendingPathComponent("html").path
    let pages = try FileManager.default.subpathsOfDirectory(atPath: html)
    #expect(!pages.contains { $0.hasPrefix("entidad") })
    let index = try String(contentsOfFile: html + "/index.html", encoding: .utf8)
    #expect(!index.contains("ntidades"))
    #expect(try !own.tables.keys.contains { $0.contains("entidades") })
  }
}
