import Digest
import Foundation
import TestSupport
import Testing

/// The verbs beside `run` and `validate`, through the program (contract 4).
@Suite struct CommandTests {
  @Test(arguments: ["R104", "I06", "N19", "fecha_limite", "CANDIDATO", "i06"])
  func explainSaysWhatAWordMeans(word: String) throws {
    let ending = try Executable.run(["explain", word])
    #expect(ending.status == 0)
    #expect(ending.text.uppercased().contains(word.uppercased()))
    #expect(ending.text.count > 100)
    #expect(ending.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try Executable.run(["explicar", word]).output == ending.output)
  }

  @Test func explainListsEverything() throws {
    let list = try Executable.run(["explain"]).text
    for word in ["F001", "R113", "X217", "I10", "N30", "fecha_limite", "DEVUELTA"] {
      #expect(list.contains(word), "\(word)")
    }
  }

  @Test func explainTellsTheNearestOfAnUnknownWord() throws {
    let ending = try Executable.run(["explain", "fecha_limit"])
    #expect(ending.status == 64)
    #expect(ending.output.isEmpty)
    #expect(ending.complaint.contains("«fecha_limite»"))
  }

  /// Exported templates are complete, and a run with them writes the same documents.
  @Test func exportedTemplatesAreTheBuiltInOnes() throws {
    let folder = try TemporaryFolder()
    let templates = folder.path + "/plantillas"
    let export = try Executable.run(["templates", "export", templates])
    #expect(export.status == 0)
    let files = try FileManager.default.subpathsOfDirectory(atPath: templates)
      .filter { $0.contains(".") }
    #expect(export.text.contains(" \(files.count) "))
    let check = try Executable.run(["templates", "check", templates])
    #expect(check.status == 0 && check.complaint.isEmpty)
    let input = try SmallInput.sound()
    let plain = try PublishedRun(input.path)
    let own = try PublishedRun(input.path, ["--templates", templates])
    #expect(try own.tables == plain.tables)
    let again = try Executable.run(["templates", "export", templates])
    #expect(again.status == 2, "templates that are there are not overwritten")
  }

  /// A file that replaces nothing would be a change that never shows.
  @Test func aTemplateThatReplacesNothingIsWrong() throws {
    let templates = try SmallInput.folder(["csv/poaivs.csv": "x\n", "csv/_parcial.csv": "x\n"])
    let check = try Executable.run(["templates", "check", templates.path])
    #expect(check.status == 78)
    #expect(check.complaint.contains("csv/poaivs.csv"))
    #expect(!check.complaint.contains("_parcial.csv: "))
    let page = try SmallInput.folder(["html/index.html": "{{no_existe}}"])
    let broken = try Executable.run(["templates", "check", page.path])
    #expect(broken.status == 78)
    #expect(broken.complaint.contains("index.html:1"))
  }

  @Test func verifyTellsWhatIsNoRun() throws {
    let folder = try TemporaryFolder()
    let missing = try Executable.run(["verify", folder.path + "/no-existe"])
    #expect(missing.status == 1)
    #expect(missing.text.contains("no se pudo abrir"))
    try folder.write("{\"format\": 1", to: "manifest.json")
    let broken = try Executable.run(["verify", folder.path])
    #expect(broken.status == 1)
    #expect(broken.text.contains("JSON"))
  }

  /// A schema is the one that `Schemas` writes, with the names of columns that the configuration adds.
  @Test(arguments: [("rg-382", "xsd"), ("pam", "tableschema")])
  func schemasAreWritten(kind: String, format: String) throws {
    let ending = try Executable.run(["schema", "--kind", kind, "--format", format])
    #expect(ending.status == 0 && ending.complaint.isEmpty)
    #expect(ending.text.contains(format == "xsd" ? "rutasMejoramiento" : "codigo_pam"))
    let folder = try SmallInput.folder(["pmi.yaml": "alias_columnas: 5\n"])
    let broken = try Executable.run(
      ["esquema", "--kind", kind, "--format", format, "--config", folder.path + "/pmi.yaml"])
    #expect(broken.status == 78 && broken.output.isEmpty)
  }

  /// A sample of some entities has establishments of their municipalities only, none of them outside.
  @Test func aSampleOfSomeEntities() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "sample", "--establishments", "40", "--periods", "2025", "--seed", "3", "--actions", "1",
      "--form", "csv", "--layout", "combined", "--output", folder.path + "/muestra", "--entities",
    ]
    #expect(try Executable.run(arguments + ["05,68001"]).status == 0)
    let directory = try String(
      contentsOfFile: folder.path + "/muestra/establecimientos.csv", encoding: .utf8)
    let codes = directory.split(separator: "\n").dropFirst().map { $0.split(separator: ";")[2] }
    #expect(codes.count == 40 && Set(codes).count > 2)
    #expect(codes.allSatisfy { $0.hasPrefix("05") || $0 == "68001" })
    #expect(!codes.contains("05001"), "Medellín is an entity of its own")
    let wrong = try Executable.run(arguments + ["5,68001"])
    #expect(wrong.status == 64 && wrong.complaint.contains("--entities"))
  }

  @Test(arguments: [("--form", "pdf"), ("--layout", "por-ee"), ("--errors", "2")])
  func aSampleOfAnotherShapeIsWrongUsage(flag: String, value: String) throws {
    let ending = try Executable.run(
      ["sample", "--output", "x", "--establishments", "1", "--periods", "2025-2025", "--seed", "1"]
        + [flag, value])
    #expect(ending.status == 64)
    #expect(ending.complaint.contains(flag))
  }

  /// `archivos.csv` has the size and digest of the whole file, wherever its reading ended.
  @Test func aFileThatIsRefusedEarlyIsDigestedWhole() throws {
    let input = try SmallInput.sound()
    let text =
      "<!DOCTYPE x>\n<controlEntregas>" + String(repeating: "<entrega/>\n", count: 400_000)
      + "</controlEntregas>"
    try input.write(text, to: "grande.xml")
    let digest = Array(text.utf8).withUnsafeBytes { SHA256Stream.digest(of: $0) }
    let run = try PublishedRun(input.path)
    let row = try run.table("archivos").rows(where: "archivo", is: "grande.xml").first
    #expect(row?["bytes"] == "\(text.utf8.count)")
    #expect(row?["sha256"] == digest.hex)
    #expect(row?["leidas"] == "0" && row?["tipo"] == "")
  }
}
