import Foundation
import TestSupport
import Testing

/// A directory of one establishment and its delivery control.
enum SmallInput {
  static let directory = """
    codigo_dane;nombre;codigo_municipio;sector;zona
    168013000016;IE Uno;68013;OFICIAL;URBANA

    """
  static let deliveries = """
    vigencia;codigo_dane;fecha_limite;fecha_entrega
    2025;168013000016;2025-03-31;

    """
  static let badDeliveries = """
    vigencia;codigo_dane;fecha_limite;fecha_entrega
    2025;168013000016;31 de marzo;

    """

  static func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }

  static func sound() throws -> TemporaryFolder {
    try folder(["directorio.csv": directory, "rg-300.csv": deliveries])
  }

  static func faulty() throws -> TemporaryFolder {
    try folder(["directorio.csv": directory, "rg-300.csv": badDeliveries])
  }
}

/// Contract 4, Exit codes.
@Suite struct ExitCodeTests {
  @Test func rejectedRowsAreNoFailure() throws {
    let run = try PublishedRun(SmallInput.faulty())
    #expect(run.ending.status == 0)
    #expect(try run.table("rechazos").rows.count == 1)
    #expect(run.ending.complaint.isEmpty)
  }

  @Test func quietSaysNothing() throws {
    let run = try PublishedRun(SmallInput.sound(), ["--quiet"])
    #expect(run.ending.status == 0)
    #expect(run.ending.output.isEmpty && run.ending.complaint.isEmpty)
    #expect(try !run.manifest.isEmpty)
  }

  /// As cron wants it: a word for what is new, none for what is not.
  @Test func onlyNewIsSilentWhereNothingIsNew() throws {
    let input = try SmallInput.sound()
    let first = try PublishedRun(input.path, ["--only-new"])
    #expect(first.ending.status == 0)
    #expect(first.ending.text.contains("Publicado en"))
    let arguments =
      ["run", "--input", input.path, "--output", first.output.path, "--outputs", "csv"]
      + PublishedRun.Period.arguments + ["--csv-dialect", "rfc4180"]
    let silent = try Executable.run(arguments + ["--only-new"])
    #expect(silent.status == 0)
    #expect(silent.output.isEmpty && silent.complaint.isEmpty)
    #expect(try Executable.run(arguments).text.contains("Nada nuevo"))
    // A later day judges the same records anew: published, but no news.
    let later = arguments.map { $0 == "2025-11-30" ? "2025-12-01" : $0 } + ["--only-new"]
    let repeated = try Executable.run(later)
    #expect(repeated.status == 0 && repeated.output.isEmpty)
    #expect(first.current.lastPathComponent.hasPrefix("2025-12-01"))
    try input.write(SmallInput.deliveries + "2024;168013000016;2024-03-31;\n", to: "rg-300.csv")
    #expect(try Executable.run(later).text.contains("Publicado en"))
    try FileManager.default.removeItem(atPath: input.path + "/directorio.csv")
    let failed = try Executable.run(arguments + ["--only-new"])
    #expect(failed.status == 2 && !failed.complaint.isEmpty)
  }

  /// What is published is no input of the next run.
  @Test func anOutputInsideTheInputIsNotRead() throws {
    let input = try SmallInput.sound()
    let arguments = ["run", "--input", input.path] + PublishedRun.Period.arguments
    let first = try Executable.run(arguments + ["--output", input.path + "/a/salida"])
    #expect(first.status == 0)
    #expect(first.complaint.contains("la carpeta de salida está dentro de la de entrada"))
    let second = try Executable.run(arguments + ["--output", input.path + "/a/../a/salida"])
    #expect(second.text.contains("Nada nuevo"))
    let same = try Executable.run(arguments + ["--output", input.path + "/a/.."])
    #expect(same.status == 64)
    #expect(same.complaint.contains("--output es la misma carpeta de --input"))
  }

  @Test func whatASampleCantBeIsWrongUsage() throws {
    let folder = try TemporaryFolder()
    for option in [["--establishments", "0"], ["--establishments", "3", "--actions", "0"]] {
      let ending = try Executable.run(
        ["sample", "--output", folder.path, "--periods", "2025", "--seed", "1"] + option)
      #expect(ending.status == 64)
      #expect(ending.complaint.contains("\(option[option.count - 2]) espera"))
    }
  }

  @Test func validateEndsBySeverity() throws {
    let (soundInput, faultyInput) = (try SmallInput.sound(), try SmallInput.faulty())
    let sound = try Executable.run(["validate", "--input", soundInput.path])
    #expect(sound.status == 0)
    let faulty = try Executable.run(["validate", "--input", faultyInput.path])
    #expect(faulty.status == 1)
    let spanish = try Executable.run(["validar", "--input", faultyInput.path])
    #expect(spanish.status == 1 && spanish.output == faulty.output)
  }

  @Test func strictPublishesNothingWhereThereAreErrors() throws {
    let faulty = try PublishedRun(SmallInput.faulty(), ["--strict"])
    #expect(faulty.ending.status == 1)
    #expect(!faulty.ending.complaint.isEmpty)
    #expect(try published(faulty.output).isEmpty)
    let sound = try PublishedRun(SmallInput.sound(), ["--strict"])
    #expect(sound.ending.status == 0)
    #expect(try published(sound.output).contains("2025/current"))
  }

  @Test func withoutADirectoryNothingIsPublished() throws {
    let input = try SmallInput.folder(["rg-300.csv": SmallInput.deliveries])
    let run = try PublishedRun(input.path)
    #expect(run.ending.status == 2)
    #expect(run.ending.complaint.contains("directorio"))
    #expect(try published(run.output).isEmpty)
    let validation = try Executable.run(["validate", "--input", input.path])
    #expect(validation.status == 0)
  }

  @Test func withoutReadableInputNothingIsPublished() throws {
    let empty = try TemporaryFolder()
    #expect(try PublishedRun(empty.path).ending.status == 2)
    #expect(try PublishedRun(empty.path + "/no-existe").ending.status == 2)
    let file = try empty.write(SmallInput.directory, to: "directorio.csv")
    #expect(try PublishedRun(file).ending.status == 2)
    let missing = try Executable.run(["validate", "--input", empty.path + "/no-existe"])
    #expect(missing.status == 2)
    #expect(!missing.complaint.isEmpty)
  }

  @Test func anOutputThatCannotBeWrittenIsTold() throws {
    let input = try SmallInput.sound()
    let file = try input.write("", to: "archivo")
    let ending = try Executable.run(
      ["run", "--input", input.path, "--output", file + "/salida"] + PublishedRun.Period.arguments)
    #expect(ending.status == 2)
    #expect(ending.complaint.contains("archivo"))
  }

  @Test(arguments: [
    [], ["volar"], ["run"], ["run", "--input", "x", "--output", "y"],
    ["run", "--input", "x", "--output", "y", "--period", "1999"],
    ["run", "--input", "x", "--output", "y", "--period", "dos mil"],
    ["run", "--input", "x", "--output", "y", "--period", "2025", "--as-of", "2024-12-31"],
    ["run", "--input", "x", "--output", "y", "--period", "2025", "--as-of", "2025-02-30"],
    ["run", "--input", "x", "--output", "y", "--period", "2025", "--as-of", "30/11/2025"],
    ["run", "--input", "x", "--output", "y", "--period", "2025", "--csv-dialect", "tsv"],
    ["run", "--input", "x", "--output", "y", "--period", "2025", "--outputs", "pdf"],
    ["run", "--input", "x", "--output", "y", "--period", "2025", "--jobs", "0"],
    ["run", "--input", "x", "--output", "y", "--period", "2025", "--keep", "0"],
    ["run", "--input", "x", "--output", "y", "--period", "2025", "--verbose"],
    ["run", "--input", "x", "--period", "2025"],
    ["run", "--input", "x", "--period", "2025", "--explain", "1680"],
    ["run", "--input", "x", "--period", "2025", "--explain", "168013000016", "--json"],
    ["schema"], ["schema", "--kind", "rg-999", "--format", "xsd"],
    ["schema", "--kind", "rg-382", "--format", "dtd"], ["archive"], ["archive", "x"],
    ["validate"], ["validate", "--input", "x", "--as-of", "2025-01-01"],
    ["validate", "--input", "x", "--format", "pdf"], ["verify"], ["sample", "--output", "x"],
    [
      "sample", "--output", "x", "--establishments", "1", "--periods", "2025-2023", "--seed", "1",
    ],
  ]) func wrongUsage(arguments: [String]) throws {
    let ending = try Executable.run(arguments)
    // Without a verb the help is shown, which is no fault.
    #expect(ending.status == (arguments.isEmpty ? 0 : 64), "\(ending.complaint)")
    if !arguments.isEmpty { #expect(!ending.complaint.isEmpty) }
  }

  @Test func aCutoffAfterTheYearIsAllowed() throws {
    let run = try PublishedRun(
      SmallInput.sound(), period: ["--period", "2025", "--as-of", "2026-02-01"])
    #expect(run.ending.status == 0)
  }

  @Test func asOutputThatAnotherRunHoldsEndsAtOnce() throws {
    let input = try SmallInput.sound()
    let first = try PublishedRun(input.path)
    let before = try first.manifest
    let descriptor = open(first.output.path + "/.pmi.lock", O_RDWR)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let arguments =
      ["run", "--input", input.path, "--output", first.output.path] + PublishedRun.Period.arguments
    let held = try Executable.run(arguments)
    #expect(held.status == 75)
    #expect(!held.complaint.isEmpty)
    #expect(try first.manifest == before)
    flock(descriptor, LOCK_UN)
    #expect(try Executable.run(arguments).status == 0)
  }

  @Test(arguments: [
    ("ventanas: 3\n", ":1:"), ("# nota\nventana: 3\ncolor2: rojo\n", ":3:"),
    ("ventana: muchas\n", ":1:"), ("ventana: [\n", ""), ("umbrales:\n  umbral_avanze: 3\n", ":2:"),
  ]) func wrongConfiguration(text: String, place: String) throws {
    let folder = try SmallInput.folder(["pmi.yaml": text])
    let run = try PublishedRun(SmallInput.sound(), ["--config", folder.path + "/pmi.yaml"])
    #expect(run.ending.status == 78)
    #expect(run.ending.complaint.contains("pmi.yaml" + place), "\(run.ending.complaint)")
    #expect(try published(run.output).isEmpty)
    let shown = try Executable.run(["config", "--config", folder.path + "/pmi.yaml"])
    #expect(shown.status == 78)
  }

  @Test func aMissingConfigurationOrTemplateFolderIsWrong() throws {
    let input = try SmallInput.sound()
    let missing = input.path + "/no-existe"
    #expect(try PublishedRun(input.path, ["--config", missing]).ending.status == 78)
    #expect(try PublishedRun(input.path, ["--templates", missing]).ending.status == 78)
    #expect(try Executable.run(["templates", "check", missing]).status == 78)
  }

  @Test func aTemplateWithAnUnknownNameIsWrongWithItsLine() throws {
    let templates = try SmallInput.folder(["csv/poaiv.csv": "x\n{{no_existe}}\n"])
    let run = try PublishedRun(SmallInput.sound(), ["--templates", templates.path])
    #expect(run.ending.status == 78)
    #expect(run.ending.complaint.contains("poaiv.csv:2"), "\(run.ending.complaint)")
    #expect(try published(run.output).isEmpty)
    let check = try Executable.run(["templates", "check", templates.path])
    #expect(check.status == 78)
    #expect(check.complaint.contains("poaiv.csv:2"))
  }

  /// A run tells of the templates that it uses; the check tells of all.
  @Test func aTemplateThatIsNotUsedIsNotInTheWay() throws {
    let templates = try SmallInput.folder(["html/index.html": "<p>{{no_existe}}</p>\n"])
    let arguments = ["--templates", templates.path, "--outputs"]
    let tables = try PublishedRun(SmallInput.sound(), arguments + ["csv"])
    #expect(tables.ending.status == 0, "\(tables.ending.complaint)")
    let pages = try PublishedRun(SmallInput.sound(), arguments + ["html"])
    #expect(pages.ending.status == 78)
    #expect(pages.ending.complaint.contains("index.html:1"), "\(pages.ending.complaint)")
    let check = try Executable.run(["templates", "check", templates.path])
    #expect(check.status == 78 && check.complaint.contains("index.html:1"))
  }

  /// What stands in an output: its runs and `current`.
  private func published(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0 != "2025" && !$0.hasPrefix(".") }.sorted()
  }
}
