import ArgumentParser
import Pipeline

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explica un hallazgo, una condición, un indicador, un estado o una columna.",
    aliases: ["explicar"])

  @Argument(
    help: ArgumentHelp(
      "Código o palabra, como R104, I06, N19 o fecha_limite; si falta, la lista de todos.",
      valueName: "código"), completion: .list(ExplainCommand.singleWords))
  var words: [String] = []

  @OptionGroup var settings: ConfigurationOptions

  private static let width = 80

  /// What can be completed: a shell would take `A TIEMPO` for two.
  private static let singleWords = Explanations().all.map(\.code).filter { !$0.contains(" ") }

  func run() throws {
    let explanations = Explanations(try settings.read().configuration)
    guard !words.isEmpty else {
      Terminal.say(ExplainCommand.list(explanations.all))
      return
    }
    let word = words.joined(separator: " ")
    let found = try explanations.named(word)
    guard !found.isEmpty else {
      Terminal.complain(ExplainCommand.unknown(word, nearest: explanations.nearest(to: word)))
      throw ExitCode(ExitStatus.usage)
    }
    let texts = found.map { $0.text(width: ExplainCommand.width) }
    Terminal.say(texts.joined(separator: "\n\n"))
  }

  private static func list(_ all: [Explanation]) -> String {
    let lines = Explanation.Family.allCases.flatMap { family in
      ["", family.rawValue]
        + all.filter { $0.family == family }.map { $0.line(width: width) }
    }
    return lines.dropFirst().joined(separator: "\n")
  }

  private static func unknown(_ word: String, nearest: [String]) -> String {
    let hint =
      nearest.isEmpty
      ? "" : " Lo más parecido: " + nearest.map { "«\($0)»" }.joined(separator: ", ") + "."
    return Terminal.harmless(
      "pmi: no se conoce «\(word)».\(hint) «pmi explain» sin más da la lista de todo lo que se explica."
    )
  }
}
