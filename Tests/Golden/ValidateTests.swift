import Foundation
import TestSupport
import Testing

/// `pmi validate` in its three formats, over the cases (contract 2; contract 4).
@Suite struct ValidateTests {
  private static let names = [
    "several-faults-in-a-row", "versions", "csv-forms", "flat-xml", "directory-checks",
    "r112-x211-r113", "decisions-and-poaiv", "delivery-states", "spreadsheet-header-and-faults",
  ]

  private func validate(_ golden: GoldenCase, _ further: [String]) throws -> Executable.Ending {
    let input = try golden.prepareInput()
    return try Executable.run(["validate", "--input", input.path + "/input"] + further)
  }

  /// With a period, the same findings as a run tells.
  @Test(arguments: names) func asARunTellsThem(name: String) throws {
    let golden = GoldenCase(name: name)
    let found = try validate(golden, golden.arguments + ["--format", "csv"])
    let expected = try #require(try golden.expectedTables["diagnosticos.csv"] ?? nil)
    #expect(found.text == String(decoding: expected, as: UTF8.self))
    let hasErrors = CSVTable(expected).rows.contains { $0["gravedad"] == "error" }
    #expect(found.status == (hasErrors ? 1 : 0))
  }

  /// Without one, the same but those that need it; what R112 takes away also changes an X211.
  @Test(arguments: names.filter { $0 != "r112-x211-r113" }) func withoutAPeriod(name: String) throws
  {
    let golden = GoldenCase(name: name)
    let found = CSVTable(try validate(golden, ["--format", "csv"]).output)
    let expected = try #require(try golden.expectedTables["diagnosticos.csv"] ?? nil)
    let needsPeriod = ["R112", "X203", "X204", "X217"]
    let rows = CSVTable(expected).rows.filter { !needsPeriod.contains($0["codigo"] ?? "") }
    #expect(found.rows.map(key) == rows.map(key))
  }

  private func key(_ row: [String: String]) -> String {
    ["archivo", "linea", "columna", "codigo", "campo", "valor"].map { row[$0] ?? "?" }
      .joined(separator: "|")
  }

  @Test func jsonLinesHoldTheSameCells() throws {
    let golden = GoldenCase(name: "several-faults-in-a-row")
    let table = CSVTable(try validate(golden, ["--format", "csv"]).output)
    let lines = try validate(golden, ["--format", "jsonl"]).text.split(separator: "\n")
    #expect(lines.count == table.rows.count && !lines.isEmpty)
    for (line, row) in zip(lines, table.rows) {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let cells = try #require(object as? [String: String])
      #expect(Set(cells.keys) == Set(table.header))
      for (name, cell) in cells { #expect(row[name] == cell || row[name] == "'" + cell) }
    }
  }

  /// A value that stands on the root is told as it came, of each row that has it.
  @Test func aValueOfTheRootIsTold() throws {
    let row = #"<valoracion codigoDane="168013000016" componente="DIR-1-1" valoracion="2"/>"#
    let folder = try SmallInput.folder([
      "directorio.csv": SmallInput.directory,
      "a.xml": "<autoevaluaciones vigencia=\"0\">\n\(row)\n\(row)\n</autoevaluaciones>\n",
    ])
    let ending = try Executable.run(["validate", "--input", folder.path, "--format", "csv"])
    #expect(
      CSVTable(ending.output).rows.map(key) == [
        "a.xml|2||R103|vigencia|0", "a.xml|3||R103|vigencia|0",
      ])
  }

  @Test func textNamesPlaceSeverityAndCode() throws {
    let folder = try SmallInput.faulty()
    let ending = try Executable.run(["validate", "--input", folder.path])
    #expect(ending.text.hasPrefix("rg-300.csv:2:3: error [R104] fecha_limite: "))
    #expect(ending.text.hasSuffix("Valor: «31 de marzo».\n"))
    #expect(ending.complaint.contains("1 errores"))
  }

  @Test func noControlSequenceReachesTheTerminal() throws {
    let text = "vigencia;codigo_dane;fecha_limite;fecha_entrega\n2025;\u{1B}[31m\u{202E}168;x;\n"
    let folder = try SmallInput.folder(["a\u{1B}]0;x\u{07}.csv": text])
    let ending = try Executable.run(["validate", "--input", folder.path])
    #expect(ending.status == 1)
    #expect(!ending.text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  /// The record of a reject is the record as it came: read again, it is rejected again for the same.
  @Test func rejectsFedBackAreRejectedForTheSame() throws {
    let golden = GoldenCase(name: "values-accepted-and-refused")
    let input = try golden.prepareInput()
    let rejects = CSVTable(try #require(try golden.expectedTables["rechazos.csv"] ?? nil)).rows
    #expect(rejects.count > 30)
    let file = input.path + "/input/rg382.csv"
    let header = try String(contentsOfFile: file, encoding: .utf8).prefix { $0 != "\n" }
    let records = try rejects.map { try #require($0["registro"]) }
    try Data((header + "\n" + records.map { $0 + "\n" }.joined()).utf8)
      .write(to: URL(fileURLWithPath: file))
    let run = try PublishedRun(input.path + "/input", period: try golden.arguments)
    let again = try run.table("rechazos").rows
    #expect(again.map { $0["registro"] } == records)
    #expect(again.map { $0["codigos"] } == rejects.map { $0["codigos"] })
    let counts = try run.table("archivos").rows(where: "archivo", is: "rg382.csv")
    #expect(counts.first?["leidas"] == "\(records.count)")
  }
}
