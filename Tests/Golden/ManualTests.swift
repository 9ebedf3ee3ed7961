import Foundation
import Testing

/// The manual page and the completions follow the declarations of verbs and flags.
@Suite struct ManualTests {
  private struct Declared {
    var verbs: Set<String> = []
    var aliases: Set<String> = []
    var flags: Set<String> = []
  }

  private static let dump = "--experimental-dump-help"

  /// What the argument library itself tells of the program.
  private func declared() throws -> Declared {
    let object = try JSONSerialization.jsonObject(with: try Executable.run([Self.dump]).output)
    let tool = try #require(object as? [String: Any])
    var found = Declared()
    try collect(try #require(tool["command"] as? [String: Any]), into: &found)
    return found
  }

  private func collect(_ command: [String: Any], into found: inout Declared) throws {
    for verb in command["subcommands"] as? [[String: Any]] ?? [] {
      let name = try #require(verb["commandName"] as? String)
      guard verb["shouldDisplay"] as? Bool != false, name != "help" else { continue }
      found.verbs.insert(name)
      found.aliases.formUnion(verb["aliases"] as? [String] ?? [])
      for argument in verb["arguments"] as? [[String: Any]] ?? []
      where argument["shouldDisplay"] as? Bool == true {
        let names = (argument["names"] as? [[String: Any]] ?? []).compactMap {
          $0["kind"] as? String == "long" ? $0["name"] as? String : nil
        }
        found.flags.formUnion(names.filter { !["help", "version"].contains($0) })
      }
      try collect(verb, into: &found)
    }
  }

  @Test func theManualTellsEveryVerbFlagAndExitCode() throws {
    let declared = try declared()
    #expect(declared.verbs.isSuperset(of: ["run", "validate", "init"]))
    #expect(declared.aliases.count >= declared.verbs.count - 1)
    #expect(declared.flags.isSuperset(of: ["input", "as-of", "only-new"]))
    let page = try Executable.run(["manual"])
    #expect(page.status == 0)
    let text = page.text.replacing("\\-", with: "-")
    for verb in declared.verbs.union(declared.aliases) {
      #expect(text.contains(try Regex("\\.SS \".*\\b\(verb)\\b.*\"")), "\(verb)")
    }
    for flag in declared.flags { #expect(text.contains("\\fB--\(flag)\\fR"), "\(flag)") }
    for status in [0, 1, 2, 64, 75, 78] { #expect(text.contains("\n\\fB\(status)\\fR\n")) }
    #expect(!text.contains("Show "))
  }

  /// No request is made by a text: every line that begins with a dot is one of ours.
  @Test func theManualHasOnlyKnownRequests() throws {
    let page = try Executable.run(["manual"]).text
    let requests = page.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(
      Set(requests).isSubset(of: [
        ".TH", ".SH", ".SS", ".PP", ".TP", ".br", ".nf", ".fi", ".RS", ".RE",
      ]))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsKnowEveryVerbAndFlag(shell: String)
    throws
  {
    let declared = try declared()
    let script = try Executable.run(["--generate-completion-script", shell])
    #expect(script.status == 0)
    for verb in declared.verbs { #expect(script.text.contains(verb), "\(verb)") }
    for flag in declared.flags {
      let spelling = shell == "fish" ? "-l '\(flag)'" : "--\(flag)"
      #expect(script.text.contains(spelling), "\(flag)")
    }
    #expect(!script.text.contains("Show help"))
  }
}
