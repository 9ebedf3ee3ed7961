import Foundation
import TestSupport
import Testing

/// Texts of the input that would be something else in a page, a table or on a terminal.
@Suite struct HostileTextTests {
  /// In each a sign of markup, of a table or of a terminal; in some it makes one Character with the
  /// mark behind it, which is why what escapes looks at bytes.
  static let texts = [
    "a\"\u{301} onmouseover=alert(1) b", "a<\u{338}script>x", "a<\u{200D}img src=x onerror=y>",
    "a&\u{308}lt;", "a'\u{20DD}b", "a;\u{301}b,\u{327}c", "a\u{1B}[31m\u{1B}]0;t\u{7}b",
    "a\u{9B}2Jb\u{85}c", "a\u{202E}b\u{2066}c\u{200F}d", "a\u{200B}\u{FEFF}\u{2060}b",
    "a]]>-->{{x}}{{{y}}}", "=1+cmd|' /C calc'!A0", "a</script><script>alert(1)</script>",
  ]

  private func input() throws -> TemporaryFolder {
    // By scalars: as a Character a quote with a mark behind it is no quote.
    func quoted(_ text: String) -> String {
      "\"" + text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
    var directory = "codigo_dane;nombre;codigo_municipio;sector;zona\n"
    var deliveries = "vigencia;codigo_dane;fecha_limite;fecha_entrega;observaciones\n"
    for (place, text) in HostileTextTests.texts.enumerated() {
      let code = "1680130000" + String(place + 16)
      directory += "\(code);\(quoted(text));68013;OFICIAL;URBANA\n"
      deliveries += "2025;\(code);2025-03-31;\(quoted(text));\(quoted(text))\n"
    }
    return try SmallInput.folder(["directorio.csv": directory, "rg-300.csv": deliveries])
  }

  @Test func pagesAndTablesHoldThemAsText() throws {
    let input = try input()
    let run = try PublishedRun(input.path, outputs: "csv,html")
    #expect(run.ending.status == 0, "\(run.ending.complaint)")
    // A control character is refused, of the two names that have one.
    let names = try run.table("rg-380-establecimientos").rows.compactMap { $0["nombre"] }
    #expect(names.count == HostileTextTests.texts.count - 2)
    #expect(names.contains { Array($0.utf8) == Array(HostileTextTests.texts[0].utf8) })
    let folder = run.current.appendingPathComponent("html").path
    var shown = 0
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where name.hasSuffix(".html") {
      let page = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      for raw in ["\"\u{301}", "<\u{338}", "<\u{200D}", "&\u{308}", "'\u{20DD}"] {
        #expect(page.firstRange(of: Data(raw.utf8)) == nil, "\(name): \(raw.debugDescription)")
      }
      for raw in ["<img src=x", "<script>alert", "\u{1B}", "\u{202E}", "\u{9B}", "\u{85}"] {
        #expect(page.firstRange(of: Data(raw.utf8)) == nil, "\(name): \(raw.debugDescription)")
      }
      shown += page.firstRange(of: Data("&quot;\u{301} onmouseover".utf8)) == nil ? 0 : 1
    }
    #expect(shown > 0, "no page shows the text")
  }

  @Test func rejectsHoldThemByteForByte() throws {
    let input = try input()
    let run = try PublishedRun(input.path)
    let lines = try String(contentsOfFile: input.path + "/rg-300.csv", encoding: .utf8)
      .split(separator: "\n").dropFirst().map(String.init)
    let rejects = try run.table("rechazos").rows(where: "archivo", is: "rg-300.csv")
      .compactMap { $0["registro"] }
    // Compared as bytes: as strings, canonically equal ones would pass.
    #expect(rejects.map { Array($0.utf8) } == lines.map { Array($0.utf8) })
    let findings = try run.table("diagnosticos").rows(where: "codigo", is: "R104")
    #expect(findings.count == lines.count)
  }

  @Test func findingsAsTablesHoldThemByteForByte() throws {
    let input = try input()
    let listing = try Executable.run(["validate", "--input", input.path, "--format", "csv"])
    let values = CSVTable(listing.output).rows.filter { $0["codigo"] == "R104" }
      .compactMap { $0["valor"] }
    let expected = HostileTextTests.texts.map { $0.hasPrefix("=") ? "'" + $0 : $0 }
    // A value may be shown in NFC.
    #expect(
      values.map { Array($0.precomposedStringWithCanonicalMapping.utf8) }
        == expected.map { Array($0.precomposedStringWithCanonicalMapping.utf8) })
  }

  @Test(arguments: ["text", "csv", "jsonl"]) func aTerminalGetsNoControl(format: String) throws {
    let input = try input()
    let (status, screen) = try Executable.runOnTerminal(
      ["validate", "--input", input.path, "--format", format], environment: ["TERM": "xterm"],
      whole: true)
    #expect(status == 1)
    let shown = screen.unicodeScalars.filter { !"\r\n\t".unicodeScalars.contains($0) }
    #expect(shown.count > 1000)
    let controls = shown.filter {
      $0.properties.generalCategory == .control || $0.properties.isBidiControl
    }
    #expect(controls.isEmpty, "\(controls)")
  }
}
