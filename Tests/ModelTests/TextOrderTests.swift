import Model
import Testing

/// The order of tables, by the bytes of their codes.
@Suite struct TextOrderTests {
  private static let texts = [
    "", "\0", "\0\0", "AT-2025", "AT-2025-", "AT-2025-00001", "AT-2025-00002", "AT-2025-000020",
    "AT-2025-00001-abcdefg", "AT-2025-00001-abcdefg\0", "AT-2025-00001-abcdefh", "at", "ñ",
    "n\u{303}",
    "AT-2025-ñ", "AT-2025-Ñ", "\u{10FFFF}", "abcdefghijklmnop", "abcdefghijklmnopq",
    "abcdefghijklmnopp",
  ]

  @Test func isThatOfTheBytes() {
    for left in TextOrderTests.texts {
      for right in TextOrderTests.texts {
        let (one, other) = (TextOrder(left), TextOrder(right))
        #expect(
          (one < other) == left.utf8.lexicographicallyPrecedes(right.utf8), "\(left) \(right)")
        #expect((one == other) == left.utf8.elementsEqual(right.utf8), "\(left) \(right)")
      }
    }
  }
}
