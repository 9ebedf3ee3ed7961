/// Sentences that many findings repeat, each kept in the form in which it is wanted.
struct SentenceMemory<Made> {
  /// What decides a sentence: nearly always what is wrong, sometimes also the value.
  private struct Key: Hashable {
    let says: PackedStatement
    let value: String
  }

  /// Sentences that are remembered at a time: all of those without a value, and some hundreds.
  private let most = 4096
  private var known: [Key: Made] = [:]

  /// What `make` made of the statement, and of the value where the sentence depends on it.
  mutating func made(
    _ says: PackedStatement, value: @autoclosure () -> String, _ make: () throws -> Made
  ) rethrows -> Made {
    let key = Key(says: says, value: says.quotesValue ? value() : "")
    if let made = known[key] { return made }
    if known.count >= most { known.removeAll(keepingCapacity: true) }
    let made = try make()
    known[key] = made
    return made
  }
}
