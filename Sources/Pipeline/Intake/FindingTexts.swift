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
    var value = finding.value
    return value.withUTF8 {
      sentences.made(says, value: UnsafeRawBufferPointer($0)) { made(finding) }
    }
  }

  /// The sentence made anew.
  private func made(_ finding: Finding) -> String {
    Messages.text(of: finding, vocabulary: vocabulary)
      ?? IntakeMessages.sentence(of: finding)?.text ?? ""
  }

  /// The same in UTF-8.
  func bytes(of finding: Finding) -> [UInt8] {
    if let sentence = IntakeMessages.sentence(of: finding) { return sentence.bytes }
    return Array((Messages.text(of: finding, vocabulary: vocabulary) ?? "").utf8)
  }
}
