import Foundation
import Testing

@testable import Publishing

@Suite struct ByteOrderTests {
  /// Ascending by their bytes.
  private static let ascending = [
    "", "\0", "a", "a\0", "a/", "a/b", "ab", "csv/rg-220.csv", "csv/rg-220.csv.zst",
    "e\u{301}", "html/establecimientos/168013000091.html",
    "html/establecimientos/168013000172.html", "z", "\u{E9}", "\u{FFFD}", "\u{1F600}",
  ]

  @Test func textsPrecedeByTheirBytes() {
    for (place, one) in Self.ascending.enumerated() {
      for (otherPlace, other) in Self.ascending.enumerated() {
        #expect(one.precedesInBytes(other) == (place < otherPlace), "\(one) \(other)")
      }
    }
  }
}
