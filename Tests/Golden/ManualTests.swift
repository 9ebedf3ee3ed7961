import Foundation
import TestSupport
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

  /// What bash proposes for the last word of a line; folders and files come from bash itself.
  private func proposals(_ line: String) throws -> Set<String> {
    let folder = try TemporaryFolder()
    let driver = """

      read -ra COMP_WORDS <<< "$1"
      if [[ $1 == *" " ]]; then COMP_WORDS+=(""); fi
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$1 COMP_POINT=${#1}
      _pmi pmi "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let script = try Executable.run(["--generate-completion-script", "bash"]).text + driver
    let path = try folder.write(script, to: "completion")
    let asked = try Executable.run([], shell: "bash '\(path)' '\(line)'; exit")
    return Set(asked.text.split(separator: "\n").map(String.init))
  }

  @Test(arguments: [
    ("pmi ru", ["run"]), ("pmi run --csv", ["--csv-dialect"]),
    ("pmi run --csv-dialect ", ["excel-es", "rfc4180"]),
    ("pmi validate --format ", ["text", "csv", "jsonl"]),
    ("pmi schema --kind rg-2", ["rg-217", "rg-22"]), ("pmi explain R10", ["R101", "R106"]),
    ("pmi schema --kind rg-22 --format ", ["xsd", "tableschema"]),
    ("pmi run --input /us", ["/usr"]), ("pmi templates ", ["export", "check"]),
  ])
  func bashCompletes(line: String, words: [String]) throws {
    let found = try proposals(line)
    #expect(found.isSuperset(of: words), "\(found)")
    #expect(!found.contains("validate"))
  }
}
