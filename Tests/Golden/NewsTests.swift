import Foundation
import TestSupport
import Testing

/// Contract 4, Publishing: what changed since the run that `current` named before.
@Suite struct NewsTests {
  private static let directory = """
    codigo_dane;nombre;codigo_municipio;sector
    168013000016;IE Uno;68013;OFICIAL
    168013000024;=IE Dos;68013;OFICIAL

    """
  private static let controlHeader = "vigencia;codigo_dane;fecha_limite;fecha_entrega\n"
  private static let missing = "2025;168013000016;2025-03-31;\n2025;168013000024;2025-03-31;\n"
  private static let arrived =
    "2025;168013000016;2025-03-31;2025-03-30\n2025;168013000024;2025-03-31;\n"
  private static let route = """
    vigencia;codigo_dane;componente;oportunidad_no;oportunidad;meta_no;meta;accion_no;accion;responsable;recursos;fecha_inicio;fecha_fin;avance
    2025;168013000016;DIR-1-1;1;o;1;m;1;a;R;P;2025-02-01;2025-12-20;90

    """

  /// An output that runs follow one another in.
  private let output: TemporaryFolder

  init() throws {
    output = try TemporaryFolder()
  }

  private func run(_ files: [String: String], _ further: [String] = []) throws -> CSVTable {
    let input = try SmallInput.folder(files)
    let dialect = further.contains("--csv-dialect") ? [] : ["--csv-dialect", "rfc4180"]
    let ending = try Executable.run(
      ["run", "--input", input.path, "--output", output.path, "--period", "2025"]
        + ["--as-of", "2025-11-30"] + dialect + further)
    try #require(ending.status == 0, "\(ending.complaint)")
    guard !further.contains("excel-es"), !further.contains("html") else { return CSVTable(Data()) }
    return CSVTable(try document("csv/novedades.csv"))
  }

  private var current: String { output.path + "/2025/current" }

  private func document(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(current)/\(path)"))
  }

  private func page() throws -> String {
    String(decoding: try document("html/novedades.html"), as: UTF8.self)
  }

  private func before() throws -> [String: String] {
    ["d.csv": Self.directory, "c.csv": Self.controlHeader + Self.missing]
  }

  private func after() throws -> [String: String] {
    ["d.csv": Self.directory, "c.csv": Self.controlHeader + Self.arrived, "r.csv": Self.route]
  }

  private func runName() throws -> String {
    URL(fileURLWithPath: current).resolvingSymlinksInPath().lastPathComponent
  }

  @Test func theFirstRunHasNone() throws {
    let table = try run(try before())
    #expect(table.rows.isEmpty && table.header.first == "codigo_dane")
    #expect(try page().contains("Es la primera ejecución publicada"))
  }

  @Test(arguments: ["rfc4180", "excel-es"])
  func aDeliveryArrivesAndConditionsAppearAndEnd(dialect: String) throws {
    _ = try run(try before(), ["--csv-dialect", dialect])
    let name = try runName()
    let news = try run(try after())
    let rows = news.rows.map { row in
      ["codigo_dane", "asunto", "condicion", "cambio", "antes", "ahora", "version_ahora"]
        .map { row[$0] ?? "" }
    }
    // I01 ends where the route came; no meta of the new route is medible, and nothing was followed up.
    #expect(
      rows == [
        ["168013000016", "CONDICION", "I01", "TERMINA", "ALERTA", "", ""],
        ["168013000016", "CONDICION", "I04", "APARECE", "", "ALERTA", ""],
        ["168013000016", "CONDICION", "I05", "APARECE", "", "ALERTA", ""],
        ["168013000016", "ENTREGA", "", "LLEGA", "NO ENTREGADA", "A TIEMPO", "1"],
      ])
    #expect(news.rows.allSatisfy { $0["desde_ejecucion"] == name })
    #expect(try page().contains("Entregas que llegaron: 1"))
    #expect(try Executable.run(["verify", current]).status == 0)
  }

  @Test func whatLeavesTheDirectoryEnds() throws {
    _ = try run(try before())
    var files = try before()
    files["d.csv"] = Self.directory.replacing("168013000024;=IE Dos;68013;OFICIAL\n", with: "")
    let rows = try run(files).rows
    #expect(rows.count == 1)
    #expect(rows.first?["codigo_dane"] == "168013000024" && rows.first?["cambio"] == "TERMINA")
    #expect(rows.first?["nombre"] == "'=IE Dos")
  }

  @Test func nothingElseDependsOnTheEarlierRun() throws {
    _ = try run(try before())
    _ = try run(try after())
    let second = try NewsTests()
    _ = try second.run(try after())
    #expect(try runName() == second.runName())
    let folder = try FileManager.default.subpathsOfDirectory(atPath: current)
    for path in folder.sorted() where path.contains(".") {
      let isSame = try document(path) == second.document(path)
      let mayDiffer = ["csv/novedades.csv", "html/novedades.html", "manifest.json"].contains(path)
      #expect(isSame || mayDiffer, "\(path)")
    }
  }

  @Test func theSameContentPublishesNothingNew() throws {
    _ = try run(try before())
    _ = try run(try after())
    let news = try document("csv/novedades.csv")
    _ = try run(try after())
    #expect(try document("csv/novedades.csv") == news)
  }

  /// A run that can't be read is said to be so, and the new one is published.
  @Test(arguments: ["changed", "removed", "manifest", "version", "pages", "link"])
  func anEarlierRunThatCannotBeReadIsTold(fault: String) throws {
    _ = try run(try before(), fault == "pages" ? ["--outputs", "html"] : [])
    let manager = FileManager.default
    let folder = output.path + "/2025/" + (try runName())
    switch fault {
    case "changed":
      try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/csv/irregularidades.csv"))
    case "removed": try manager.removeItem(atPath: folder + "/csv/rg-380-establecimientos.csv")
    case "manifest": try manager.removeItem(atPath: folder + "/manifest.json")
    case "version":
      let text = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
      try Data(text.replacing("pmi-manifest-1", with: "pmi-manifest-9").utf8)
        .write(to: URL(fileURLWithPath: folder + "/manifest.json"))
    case "link":
      try manager.removeItem(atPath: current)
      try manager.createSymbolicLink(atPath: current, withDestinationPath: "../otra")
    default: break
    }
    let news = try run(try after())
    #expect(news.rows.isEmpty)
    #expect(try page().contains("No se pudo comparar con la ejecución anterior"))
    #expect(try Executable.run(["verify", current]).status == 0)
  }

  /// Templates of one's own may name the columns otherwise.
  @Test func tablesWithOtherColumnsAreNotCompared() throws {
    let templates = try SmallInput.folder([
      "csv/irregularidades.csv": "ee\n{{#filas}}\n{{codigo_dane}}\n{{/filas}}\n"
    ])
    _ = try run(try before(), ["--templates", templates.path])
    #expect(try run(try after()).rows.isEmpty)
    #expect(try page().contains("le falta la columna"))
  }
}
