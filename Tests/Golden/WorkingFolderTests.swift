import Foundation
import TestSupport
import Testing

/// `pmi init`: what it writes can be used as it is.
@Suite struct WorkingFolderTests {
  private static let kinds = [
    "establecimientos", "rg-382", "rg-300", "autoevaluacion", "rg-217", "rg-22", "pam",
    "exclusiones", "decisiones",
  ]

  private func made() throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    let path = folder.path + "/trabajo"
    let ending = try Executable.run(["init", path])
    #expect(ending.status == 0, "\(ending.complaint)")
    #expect(ending.text.contains(path + "/LEAME.md"))
    return (folder, path)
  }

  private func files(below path: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path)
      .filter { ["md", "yaml", "csv", "xml"].contains(($0 as NSString).pathExtension) }.sorted()
  }

  @Test func aFormOfEveryKindInBothFormats() throws {
    let (folder, path) = try made()
    defer { withExtendedLifetime(folder) {} }
    let forms = Self.kinds.flatMap {
      ["formularios/csv/\($0).csv", "formularios/excel/\($0).xml"]
    }
    #expect(
      try files(below: path) == (["LEAME.md", "entrada/LEAME.md", "pmi.yaml"] + forms).sorted())
    for kind in Self.kinds {
      #expect(FileManager.default.fileExists(atPath: path + "/entrada/" + kind))
    }
  }

  /// A form that stays blank is recognised and stops nothing.
  @Test func blankFormsAreKnown() throws {
    let (folder, path) = try made()
    defer { withExtendedLifetime(folder) {} }
    let ending = try Executable.run(
      ["validate", "--input", path + "/formularios", "--format", "csv"])
    #expect(ending.status == 0)
    let findings = CSVTable(ending.output)
    let blank = findings.rows(where: "codigo", is: "F009").compactMap { $0["archivo"] }
    #expect(blank.count == findings.rows.count)
    #expect(blank.sorted() == Self.kinds.flatMap { ["csv/\($0).csv", "excel/\($0).xml"] }.sorted())
  }

  /// Rows written below the header, in a table and in a spreadsheet, are read.
  @Test func filledFormsAreRead() throws {
    let (folder, path) = try made()
    defer { withExtendedLifetime(folder) {} }
    let directory = try String(
      contentsOfFile: path + "/formularios/csv/establecimientos.csv", encoding: .utf8)
    try (directory + "168013000016;IE Uno;68013;OFICIAL\r\n").write(
      toFile: path + "/entrada/directorio.csv", atomically: true, encoding: .utf8)
    let cells = ["2025", "168013000016", "2025-03-31"].map {
      "<Cell><Data ss:Type=\"String\">\($0)</Data></Cell>"
    }
    let deliveries = try String(
      contentsOfFile: path + "/formularios/excel/rg-300.xml", encoding: .utf8)
    try deliveries.replacing("  </Table>", with: "<Row>\(cells.joined())</Row></Table>").write(
      toFile: path + "/entrada/rg-300.xml", atomically: true, encoding: .utf8)
    let run = try PublishedRun(path + "/entrada", ["--config", path + "/pmi.yaml"])
    #expect(run.ending.status == 0, "\(run.ending.complaint)")
    #expect(try run.table("diagnosticos").rows.map { $0["codigo"] } == [])
    #expect(try run.table("archivos").rows.map { $0["aceptadas"] } == ["1", "1"])
  }

  @Test func theConfigurationIsTheBuiltInOne() throws {
    let (folder, path) = try made()
    defer { withExtendedLifetime(folder) {} }
    let own = try Executable.run(["config", "--config", path + "/pmi.yaml"])
    #expect(own.status == 0)
    #expect(try own.output == Executable.run(["config"]).output)
  }

  @Test(arguments: ["LEAME.md", "formularios/excel/pam.xml"])
  func nothingIsOverwritten(path: String) throws {
    let folder = try SmallInput.folder([path: "mío"])
    let ending = try Executable.run(["iniciar", folder.path])
    #expect(ending.status == 2)
    #expect(ending.complaint.contains(path))
    #expect(try files(below: folder.path) == [path])
    #expect(try String(contentsOfFile: folder.path + "/" + path, encoding: .utf8) == "mío")
  }
}
