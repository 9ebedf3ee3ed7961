import Foundation
import Model
import Testing

@testable import Reporting

@Suite struct PageTests {
  private let deliveredPath = "establecimientos/168001000017.html"
  private let missingPath = "establecimientos/168020000018.html"
  private let hostilePath = "establecimientos/268020000019.html"

  @Test func thereIsAPageForTheTerritoryEachMunicipalityAndEachEstablishment() {
    let paths = ReportPages.all(SmallTerritory().input).map(\.path)
    #expect(
      paths == [
        "index.html", "rg-220.html", "rg-380.html", "irregularidades.html", "asistencia.html",
        "validacion.html", "rg-110-carta.html", "rg-68-agenda.html", "novedades.html",
        "municipios/68001.html", "municipios/68020.html", deliveredPath, missingPath, hostilePath,
      ])
  }

  @Test func anEstablishmentIsToldWhatArrivedAndWhatToCorrect() throws {
    let text = try PageTemplates.text(SmallTerritory().page(deliveredPath))
    #expect(text.contains("La ruta se recibió dentro del plazo."))
    #expect(text.contains("<code>rutas/a.csv:7</code>"))
    #expect(text.contains("fecha_inicio (columna 12)"))
    #expect(text.contains("<code>31/02/2025</code>"))
    #expect(text.contains("Se espera una como 2025-03-31."))
    #expect(text.contains("+25,50 puntos frente a 2024"))
    #expect(text.contains("Meta 1: Metas revisadas"))
    #expect(text.contains("1. Reunir al consejo directivo"))
    #expect(text.contains("<code>rutas/a.csv:3</code>"))
    #expect(!text.contains("Rigen cifras anteriores"))
  }

  @Test func anOlderVersionThatStandsIsSaid() throws {
    let text = try PageTemplates.text(
      SmallTerritory(isOlderVersion: true).page(deliveredPath))
    #expect(text.contains("Rigen cifras anteriores"))
  }

  @Test func aConditionIsAnIndicioWithEvidenceAndAnEnd() throws {
    let text = try PageTemplates.text(SmallTerritory().page(missingPath))
    #expect(text.contains("Indicio: no se recibió la ruta"))
    #expect(text.contains("Enviar la ruta de mejoramiento (RG-382) de la vigencia."))
    #expect(text.contains("<code>rg-300.csv:3</code>"))
    #expect(text.contains("2024, 2025"))
    #expect(text.contains("Candidato a reporte"))
  }

  @Test func dataNeverBecomesMarkup() throws {
    for page in ReportPages.all(SmallTerritory(actionText: SmallTerritory.hostileName).input) {
      #expect(!(try PageTemplates.text(page).contains("<script>alert")), "\(page.path)")
    }
    let text = try PageTemplates.text(SmallTerritory().page(hostilePath))
    #expect(
      text.contains("Escuela &lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&quot; &#39;x&#39;"))
  }

  @Test func aLongListOfFindingsIsCutAndCounted() throws {
    let text = try PageTemplates.text(SmallTerritory(diagnosticCount: 201).page(deliveredPath))
    #expect(text.contains("201 hallazgos en los registros"))
    #expect(text.contains("../../csv/diagnosticos.csv"))
    #expect(text.contains("<code>rutas/a.csv:206</code>"))
    #expect(!text.contains("<code>rutas/a.csv:207</code>"))
  }

  @Test func aLongRouteIsCutAndSaid() throws {
    let text = try PageTemplates.text(SmallTerritory(actionCount: 302).page(deliveredPath))
    #expect(text.contains("Hay 2 acciones más"))
  }

  @Test func aPageOfAnEstablishmentStaysLight() throws {
    let text = try PageTemplates.text(SmallTerritory(actionCount: 40).page(deliveredPath))
    #expect(text.utf8.count < 60_000)
  }

  @Test func theDashboardComparesAndReconciles() throws {
    let text = try PageTemplates.text(SmallTerritory().page("index.html"))
    #expect(text.contains("33,33 %"))
    #expect(text.contains("1 ÷ 3"))
    #expect(text.contains("−6,67 frente a 2024 (baja)"))
    #expect(text.contains("1 EE candidato a reporte espera la decisión del líder."))
    #expect(text.contains("12 aceptadas + 0 de versiones reemplazadas + 3 rechazadas"))
    #expect(!text.contains("No cuadra"))
  }

  @Test func theLetterSaysWhenThereIsNothingToReport() throws {
    let empty = try PageTemplates.text(
      SmallTerritory(hasCandidate: false).page("rg-110-carta.html"))
    #expect(empty.contains("no hay establecimientos educativos para reportar"))
    let full = try PageTemplates.text(SmallTerritory().page("rg-110-carta.html"))
    #expect(full.contains("reporta 1 establecimiento educativo que"))
    #expect(full.contains("DANE 168020000018"))
    #expect(full.contains("Plan Operativo Anual de Inspección y Vigilancia (POAIV)"))
    #expect(!full.contains("1283"))
  }

  @Test func everyLinkLeadsToAPageAndItsAnchor() throws {
    let pages = Array(ReportPages.all(SmallTerritory().input))
    let texts = Dictionary(
      uniqueKeysWithValues: try pages.map { ($0.path, try PageTemplates.text($0)) })
    let tables = Set(ReportTables.declarations.map { "csv/\($0.name).csv" })
    for (path, text) in texts {
      for match in text.matches(of: /href="([^"]*)"/) where !match.output.1.hasPrefix("data:") {
        let link = Link(String(match.output.1), from: path)
        if link.path.hasPrefix("../") {
          #expect(tables.contains(String(link.path.dropFirst(3))), "\(path): \(match.output.1)")
        } else {
          let target = try #require(texts[link.path], "\(path): \(match.output.1)")
          #expect(
            link.anchor.isEmpty || target.contains("id=\"\(link.anchor)\""),
            "\(path): \(match.output.1)")
        }
      }
    }
  }

  @Test func pagesAreTheSameFromEveryThread() async throws {
    let pages = ReportPages(SmallTerritory().input)
    let alone = try (0..<pages.count).map { try PageTemplates.text(pages.page(at: $0)) }
    try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for index in 0..<pages.count {
        group.addTask { (index, try PageTemplates.text(pages.page(at: index))) }
      }
      for try await (index, text) in group { #expect(text == alone[index]) }
    }
  }
}

/// A relative link, resolved against the folder of pages; above that folder it begins with `../`.
private struct Link {
  let path: String
  let anchor: String

  init(_ link: String, from page: String) {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    anchor = parts.count > 1 ? String(parts[1]) : ""
    guard let way = parts.first, !way.isEmpty else {
      path = page
      return
    }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for step in way.split(separator: "/") {
      if step == "..", let last = folders.last, last != ".." {
        folders.removeLast()
      } else {
        folders.append(String(step))
      }
    }
    path = folders.joined(separator: "/")
  }
}

@Suite struct SpellingTests {
  @Test(arguments: [
    (50_00, "50\u{A0}%"), (12_50, "12,5\u{A0}%"), (3_05, "3,05\u{A0}%"),
    (-1_234_56, "−1.234,56\u{A0}%"), (0, "0\u{A0}%"),
  ])
  func percentagesAreInSpanish(_ hundredths: Int, _ text: String) {
    #expect(Spelling.percent(hundredths) == text)
  }

  @Test func countsAgreeWithTheirNoun() {
    #expect(Spelling.count(1, "fila", "filas") == "1 fila")
    #expect(Spelling.count(1_234_567, "fila", "filas") == "1.234.567 filas")
  }

  @Test func changesHaveASign() {
    #expect(Spelling.signed(.count(3)) == "+3")
    #expect(Spelling.signed(.hundredths(-50)) == "−0,50")
    #expect(Spelling.signed(.count(0)) == "0")
  }

  @Test func longTextsAreCutBetweenCharacters() {
    #expect(Spelling.short("áéíóú", 3) == "áéí…")
    #expect(Spelling.short("corto", 10) == "corto")
  }
}
