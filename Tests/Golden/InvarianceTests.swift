import Foundation
import TestSupport
import Testing

/// What must not change a byte of a published run (contract 3, head; contract 4, Publishing).
@Suite struct InvarianceTests {
  /// A sample of every form of input, with defects.
  private let folder: TemporaryFolder
  private var input: String { folder.path + "/entrada" }

  init() throws {
    folder = try TemporaryFolder()
    let ending = try Executable.run(SampleArguments.arguments(output: folder.path + "/entrada"))
    try #require(ending.status == 0, "\(ending.complaint)")
  }

  @Test func theNumberOfThreads() throws {
    let one = try PublishedRun(input, ["--jobs", "1"])
    let tables = try one.tables
    #expect(try one.table("rechazos").rows.count > 10)
    for jobs in ["2", "7"] {
      let other = try PublishedRun(input, ["--jobs", jobs])
      #expect(try other.tables == tables, "--jobs \(jobs)")
      #expect(try other.manifest == one.manifest, "--jobs \(jobs)")
    }
  }

  @Test func timeZoneLocaleAndUmask() throws {
    let plain = try PublishedRun(input)
    for environment in [
      ["TZ": "Pacific/Kiritimati", "LC_ALL": "C"], ["TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"],
      ["LANG": "es_CO.UTF-8", "LC_NUMERIC": "es_CO.UTF-8", "LC_ALL": ""],
    ] {
      let other = try PublishedRun(input, environment: environment)
      #expect(try other.tables == plain.tables, "\(environment)")
      #expect(try other.manifest == plain.manifest, "\(environment)")
    }
    for umask in ["000", "077"] {
      let other = try PublishedRun(input, shell: "umask \(umask)")
      #expect(try other.tables == plain.tables, "umask \(umask)")
      #expect(try other.manifest == plain.manifest, "umask \(umask)")
    }
  }

  @Test func theNameOfTheInputFolder() throws {
    let first = try PublishedRun(input)
    let copy = try TemporaryFolder()
    let renamed = copy.path + "/otro nombre"
    try FileManager.default.copyItem(atPath: input, toPath: renamed)
    let second = try PublishedRun(renamed + "/")
    #expect(try second.manifest == first.manifest)
    #expect(try second.tables == first.tables)
  }

  @Test func theSameRunTwicePublishesNothingNew() throws {
    let run = try PublishedRun(input)
    let manifest = run.current.appendingPathComponent("manifest.json")
    let before = try FileManager.default.attributesOfItem(atPath: manifest.path)
    let again = try Executable.run(
      ["run", "--input", input, "--output", run.output.path, "--outputs", "csv"]
        + PublishedRun.Period.arguments + ["--csv-dialect", "rfc4180"])
    #expect(again.status == 0)
    #expect(again.text.contains("Nada nuevo"))
    #expect(!run.ending.text.contains("Nada nuevo"))
    let after = try FileManager.default.attributesOfItem(atPath: manifest.path)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
    let runs = try FileManager.default.contentsOfDirectory(atPath: run.output.path + "/2025")
    #expect(runs.filter { !$0.hasPrefix(".") }.count == 2, "\(runs)")
  }

  @Test func anotherCutoffIsAnotherRunAndBecomesCurrent() throws {
    let input = try SmallInput.sound()
    let run = try PublishedRun(input.path)
    let first = run.current.lastPathComponent
    let again = try Executable.run(
      ["run", "--input", input.path, "--output", run.output.path, "--outputs", "csv"]
        + ["--period", "2025", "--as-of", "2025-12-01", "--csv-dialect", "rfc4180"])
    #expect(again.status == 0)
    #expect(run.current.lastPathComponent != first)
    #expect(try Executable.run(["verify", run.output.path + "/2025/" + first]).status == 0)
    #expect(try Executable.run(["verify", run.output.path + "/2025/current"]).status == 0)
    let table = run.current.appendingPathComponent("csv/poaiv.csv")
    try Data("x".utf8).write(to: table)
    #expect(try Executable.run(["verify", run.output.path + "/2025/current"]).status == 1)
  }

  @Test func everyFileIsReadAcceptedSupersededOrRejected() throws {
    let run = try PublishedRun(input)
    let files = try run.table("archivos").rows
    let rejects = try run.table("rechazos")
    #expect(files.count > 20)
    var rejected = 0
    for file in files {
      let counts = ["leidas", "aceptadas", "reemplazadas", "rechazadas"].map {
        file[$0].flatMap { Int($0) } ?? -1
      }
      #expect(counts[0] == counts[1] + counts[2] + counts[3], "\(file)")
      let name = try #require(file["archivo"])
      #expect(rejects.rows(where: "archivo", is: name).count == counts[3], "\(name)")
      rejected += counts[3]
    }
    #expect(rejects.rows.count == rejected)
  }
}

/// The order of rows in a file: routes whose rows stand together or far apart count the same.
@Suite struct RowOrderTests {
  private static let header =
    "vigencia;codigo_dane;componente;oportunidad_no;oportunidad;meta_no;meta;accion_no;accion;responsable;recursos;fecha_inicio;fecha_fin;avance\n"

  /// More routes than are kept open at a time, each with a repeated key.
  @Test func scatteredRoutesCountAsTheyDoTogether() throws {
    let codes = (1...1100).map { String(168_013_000_000 + $0 * 10) }
    func row(_ code: String, _ action: Int, _ progress: Int) -> String {
      "2025;\(code);DIR-1-1;1;o;1;m;\(action);a;R;P;2025-02-01;2025-06-30;\(progress)\n"
    }
    let rows = [(1, 10), (2, 30), (1, 90)]
    let together = codes.flatMap { code in rows.map { row(code, $0.0, $0.1) } }
    let apart = rows.flatMap { action, progress in codes.map { row($0, action, progress) } }
    var figures: [[String: Data]] = []
    for lines in [together, apart] {
      let input = try SmallInput.folder([
        "d.csv": "codigo_dane;nombre;codigo_municipio;sector\n"
          + codes.map { "\($0);IE;68013;OFICIAL\n" }.joined(),
        "r.csv": RowOrderTests.header + lines.joined(),
      ])
      let run = try PublishedRun(input)
      #expect(run.ending.status == 0)
      #expect(
        try run.table("rechazos").rows.map { $0["codigos"] }
          == Array(repeating: "R110", count: 1100))
      let mean = try run.table("rg-380-indicadores").rows(where: "codigo", is: "N19").first
      #expect(mean?["valor"] == "20.00" && mean?["denominador"] == "2200")
      figures.append(
        try run.tables.filter {
          ["rg-380-indicadores.csv", "rg-220.csv", "rg-380-establecimientos.csv"].contains($0.key)
        })
    }
    #expect(figures[0] == figures[1] && figures[0].count == 3)
  }
}

enum SampleArguments {
  static func arguments(output: String, seed: Int = 11) -> [String] {
    [
      "sample", "--output", output, "--establishments", "14", "--periods", "2023-2025", "--seed",
      "\(seed)", "--actions", "6", "--errors", "0.05",
    ]
  }
}

@Suite struct SampleVerbTests {
  @Test func theSameArgumentsGiveTheSameBytes() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      #expect(
        try Executable.run(SampleArguments.arguments(output: folder.path + "/" + name)).status == 0)
    }
    #expect(
      try Executable.run(SampleArguments.arguments(output: folder.path + "/c", seed: 12)).status
        == 0)
    let first = try contents(folder.path + "/a")
    #expect(first.count > 20)
    #expect(try contents(folder.path + "/b") == first)
    #expect(try contents(folder.path + "/c") != first)
  }

  private func contents(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
      guard !isFolder.boolValue else { continue }
      files[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return files
  }
}
