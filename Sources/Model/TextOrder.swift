/// A text's place in the order of UTF-8 bytes, in which tables stand.
///
/// Codes are compared by their first sixteen bytes, as two numbers; the rest counts only where those are
/// the same.
public struct TextOrder: Comparable {
  private let first: UInt64
  private let second: UInt64
  private let text: String

  public init(_ text: String) {
    self.text = text
    var bytes = text.utf8.makeIterator()
    first = TextOrder.number(&bytes)
    second = TextOrder.number(&bytes)
  }

  /// The next eight bytes, the first as the highest; 0 where there are none, which also comes before
  /// every other.
  private static func number(_ bytes: inout String.UTF8View.Iterator) -> UInt64 {
    var number: UInt64 = 0
    for _ in 0..<8 { number = number << 8 | UInt64(bytes.next() ?? 0) }
    return number
  }

  public static func == (left: TextOrder, right: TextOrder) -> Bool {
    left.first == right.first && left.second == right.second
      && left.text.utf8.elementsEqual(right.text.utf8)
  }

  public static func < (left: TextOrder, right: TextOrder) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.second != right.second { return left.second < right.second }
    return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
