import Model

/// What reading needs to know of the run.
package final class ReadingContext: Sendable {
  package let vocabulary: Vocabulary
  /// The period and its cut-off; `nil` where files are only validated without a period.
  package let judgement: Judgement?
  /// Whether texts of the period's actions are handed on.
  package let keepsTexts: Bool
  let decoders: RowDecoders
  let names = DocumentNamePool()

  package init(vocabulary: Vocabulary, judgement: Judgement?, keepsTexts: Bool) {
    self.vocabulary = vocabulary
    self.judgement = judgement
    self.keepsTexts = keepsTexts
    decoders = RowDecoders(vocabulary)
  }
}
