import Consolidation
import Model
import Reading

/// The sentences of findings, each made once where findings repeat it.
///
/// Not shared between threads.
final class FindingTexts {
  private let vocabulary: Vocabulary
  private var sentences = SentenceMemory<String>()

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  func text(of finding: Finding) -> String {
    let (says, text) = finding.statement.packed
    if says.form == .text { return text }
    guard says.isRepeated else { return made(finding) }
    return sentences.made(says, value: finding.value) { made(finding) }
  }

  /// The sentence made anew.
  func made(_ finding: Finding) -> String {
    Messages.text(of: finding, vocabulary: vocabulary) ?? IntakeMessages.text(of: finding) ?? ""
  }
}
