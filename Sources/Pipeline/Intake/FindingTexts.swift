import Consolidation
import Model
import Reading

/// The sentences of findings, each made once where findings repeat it.
///
/// Not shared between threads.
final class FindingTexts {
  /// What decides a sentence: nearly always what is wrong, sometimes also the value.
  private struct Key: Hashable {
    let statement: Statement
    let value: String
  }

  /// Sentences that are remembered at a time: all of those without a value, and some hundreds.
  private static let most = 4096

  private let vocabulary: Vocabulary
  private var known: [Key: String] = [:]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  func text(of finding: Finding) -> String {
    let (says, text) = finding.statement.packed
    if says.form == .text { return text }
    guard says.isRepeated else { return made(finding) }
    return remembered(finding, value: says.quotesValue ? finding.value : "")
  }

  private func remembered(_ finding: Finding, value: String) -> String {
    let key = Key(statement: finding.statement, value: value)
    if let text = known[key] { return text }
    if known.count >= FindingTexts.most { known.removeAll(keepingCapacity: true) }
    let text = made(finding)
    known[key] = text
    return text
  }

  /// The sentence made anew.
  func made(_ finding: Finding) -> String {
    Messages.text(of: finding, vocabulary: vocabulary) ?? IntakeMessages.text(of: finding) ?? ""
  }
}
