/// `pmi(1)` in the language of `man`, made from the declarations of verbs and flags.
struct ManualPage {
  private let root: CommandTree.Command

  init(_ root: CommandTree.Command) {
    self.root = root
  }

  /// The whole page, without the last line end.
  func text(version: String) -> String {
    let parts =
      [#".TH PMI 1 "" "pmi \#(version)" "\#(Roff.text(ManualTexts.manual))""#]
      + section("NOMBRE", [#"pmi \- "# + Roff.text(ManualTexts.purpose)])
      + section("SINOPSIS", root.verbs.flatMap { synopsis($0, path: ["pmi"]) })
      + section("DESCRIPCIÓN", ManualTexts.description.flatMap(Roff.paragraph))
      + section("VERBOS", root.verbs.flatMap { verb($0, path: ["pmi"]) })
      + section(
        "CÓDIGOS DE SALIDA",
        ExitStatus.meanings.flatMap { meaning in
          Roff.item(Roff.bold(String(meaning.status)), meaning.text)
        })
      + section("ARCHIVOS", ManualTexts.files.flatMap { Roff.item(Roff.italic($0.path), $0.text) })
      + section(
        "EJEMPLOS",
        ManualTexts.examples.flatMap { example in
          Roff.paragraph(example.text) + Roff.example(example.lines)
        })
      + section("VÉASE TAMBIÉN", ManualTexts.seeAlso.flatMap(Roff.paragraph))
    return parts.joined(separator: "\n")
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    [".SH \(title)"] + lines
  }

  /// How a verb is called, in a line; of a verb with verbs of its own, one for each.
  private func synopsis(_ verb: CommandTree.Command, path: [String]) -> [String] {
    let path = path + [verb.commandName]
    guard verb.verbs.isEmpty else { return verb.verbs.flatMap { synopsis($0, path: path) } }
    let words = [Roff.bold(path.joined(separator: " "))] + verb.ownArguments.map(usage)
    return words.joined(separator: " ").split(separator: "\n").map(String.init) + [".br"]
  }

  private func usage(_ argument: CommandTree.Argument) -> String {
    let text = term(argument) + (argument.isRepeating ? "…" : "")
    return argument.isOptional ? "[\(text)]" : text
  }

  private func term(_ argument: CommandTree.Argument) -> String {
    let value = Roff.italic(argument.valueName ?? "")
    let name = argument.names?.map { Roff.bold($0.spelling) }.joined(separator: ", ")
    switch argument.kind {
    case .positional: return value
    case .flag: return name ?? ""
    case .option: return (name ?? "") + " " + value
    }
  }

  private func verb(_ verb: CommandTree.Command, path: [String]) -> [String] {
    let names = [verb.commandName] + (verb.aliases ?? [])
    let title = (path.dropFirst() + [names.joined(separator: ", ")]).joined(separator: " ")
    return [".SS \"\(Roff.text(title))\""]
      + [verb.abstract, verb.discussion].compactMap { $0 }
      .flatMap { Roff.paragraph(UsageSpanish.translated($0)) }
      + verb.ownArguments.flatMap { Roff.item(term($0), explanation($0)) }
      + verb.verbs.flatMap { self.verb($0, path: path + [verb.commandName]) }
  }

  private func explanation(_ argument: CommandTree.Argument) -> String {
    let text = UsageSpanish.translated(argument.abstract ?? "")
    guard let value = argument.defaultValue, argument.kind == .option else { return text }
    return text + " " + ManualTexts.otherwise(value)
  }
}

/// Pieces of the language of `man`.
enum Roff {
  /// A text in which no character means anything to `man`.
  static func text(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
  }

  static func bold(_ words: String) -> String { "\\fB\(text(words))\\fR" }
  static func italic(_ words: String) -> String { "\\fI\(text(words))\\fR" }

  static func paragraph(_ words: String) -> [String] { [".PP"] + lines(words) }

  /// A term and, set in, what is said of it.
  static func item(_ term: String, _ words: String) -> [String] { [".TP", term] + lines(words) }

  /// Lines that stay as they are.
  static func example(_ lines: [String]) -> [String] {
    [".PP", ".nf", ".RS 4"] + lines.flatMap(self.lines) + [".RE", ".fi"]
  }

  /// A line that begins like a request is guarded.
  private static func lines(_ words: String) -> [String] {
    words.split(separator: "\n").map { line in
      let line = text(String(line))
      return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }
  }
}
