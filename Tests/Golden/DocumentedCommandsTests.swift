import Foundation
import TestSupport
import Testing

/// The commands that README and the guides show, run as they are written.
@Suite struct DocumentedCommandsTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ document: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
  }

  /// The lines of a document's fenced blocks of a language.
  private func lines(_ document: String, in language: String) throws -> [String] {
    var isInside = false
    return try text(document).components(separatedBy: "\n").filter { line in
      if line.hasPrefix("```") {
        isInside = line == "```" + language
        return false
      }
      return isInside
    }
  }

  /// Runs a line of a shell in a folder, where `pmi` is the program under test.
  private func run(_ line: String, in folder: TemporaryFolder) throws -> Executable.Ending {
    let programs = (Executable.path as NSString).deletingLastPathComponent
    return try Executable.run(
      [], shell: "cd '\(folder.path)'; PATH='\(programs)':\"$PATH\"; \(line); exit")
  }

  private func copySample(to path: String) throws {
    let files = FileManager.default
    try? files.removeItem(atPath: path)
    try files.copyItem(atPath: Self.root.appending(path: "SampleData").path, toPath: path)
  }

  @Test func theGuideOfTheAnalyst() throws {
    let folder = try TemporaryFolder()
    let commands = try lines("Docs/guia-del-analista.md", in: "sh").filter { !$0.isEmpty }
    try #require(commands.count >= 4 && commands.first == "pmi init trabajo")
    for command in commands {
      let ending = try run(command, in: folder)
      // The sample has faults on purpose, which validate tells with 1.
      let expected: Int32 = command.hasPrefix("pmi validate") ? 1 : 0
      #expect(ending.status == expected, "\(command): \(ending.complaint)")
      if command == commands.first { try copySample(to: folder.path + "/trabajo/entrada") }
    }
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(left.contains { $0.hasSuffix("/html/rg-110-carta.html") })
    #expect(left.contains { $0.hasSuffix(".tar") })
  }

  @Test func whatReadmeShows() throws {
    let folder = try TemporaryFolder()
    try copySample(to: folder.path + "/SampleData")
    var shown: [(command: String, output: [String])] = []
    for line in try lines("README.md", in: "console") {
      if line.hasPrefix("$ ") {
        shown.append((String(line.dropFirst(2)), []))
      } else {
        shown[shown.count - 1].output.append(line)
      }
    }
    try #require(shown.count >= 2)
    for (command, output) in shown {
      let ending = try run(command, in: folder)
      #expect(ending.status == 0, "\(ending.complaint)")
      var said = ending.text.trimmingCharacters(in: .newlines).components(separatedBy: "\n")
      var told = output
      // The rest is as in the example before.
      if told.last == "  …" {
        told.removeLast()
        said = Array(said.prefix(told.count))
      }
      #expect(said.map(nameless) == told.map(nameless), "\(command)")
    }
  }

  /// A run's name has the digest of the templates and the version, which change often.
  private func nameless(_ text: String) -> String {
    text.replacing(/-[0-9a-f]{16}/, with: "-…")
  }

  @Test(arguments: ["README.md", "Docs/guia-del-analista.md", "Docs/operacion.md"])
  func whatIsToBeExplainedIs(document: String) throws {
    let folder = try TemporaryFolder()
    let found = try text(document).matches(of: /`(pmi explain [^`]+)`/).map { String($0.1) }
    for command in found where !command.contains("CÓDIGO") {
      let ending = try run(command.replacing("\n", with: " "), in: folder)
      #expect(ending.status == 0, "\(command): \(ending.complaint)")
    }
  }

  /// Every flag that a document gives to `pmi` exists.
  @Test(arguments: [
    "README.md", "Docs/guia-del-analista.md", "Docs/operacion.md", "Docs/Resumen.md",
    "Docs/Plantillas.md", "Packaging/debian/cron.example", "Packaging/debian/default",
    "Packaging/systemd/pmi@.service",
  ])
  func flagsExist(document: String) throws {
    let known = try Executable.run(["manual"]).text.replacing("\\-", with: "-")
    let flags = try text(document).matches(of: /(?:\bpmi [a-z]|PMI_OPTIONS|#   )[^`\n]*/).flatMap {
      $0.0.matches(of: /(--[a-z][a-z-]*)/).map { String($0.1) }
    }
    for flag in flags { #expect(known.contains("\\fB\(flag)\\fR"), "\(flag)") }
  }
}
