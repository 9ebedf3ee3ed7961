import Model
import Testing

/// The record of a reject is cut at 65,536 bytes at a character's border (contract 3, Validation).
@Suite struct RejectTests {
  private func cut(_ text: String) -> [UInt8] {
    Array(text.utf8).withUnsafeBytes { Array(Reject.kept($0)) }
  }

  @Test func isKeptWholeUpToTheLimit() {
    for length in [0, 1, 65_535, 65_536] {
      #expect(cut(String(repeating: "a", count: length)).count == length)
    }
    #expect(cut(String(repeating: "a", count: 65_537)).count == 65_536)
  }

  /// What stands behind a record of just that length is not looked at.
  @Test func whatFollowsARecordDecidesNothing() {
    let bytes = Array((String(repeating: "a", count: 65_535) + "ñ").utf8)
    let kept = bytes.withUnsafeBytes {
      Array(Reject.kept(UnsafeRawBufferPointer(rebasing: $0[..<65_536])))
    }
    #expect(kept == Array(bytes[..<65_536]))
  }

  @Test(arguments: [("ñ", 2), ("€", 3), ("😀", 4)])
  func isCutWhereACharacterEnds(character: String, size: Int) {
    for before in 0..<size {
      let text = String(repeating: "a", count: before) + String(repeating: character, count: 40_000)
      let kept = cut(text)
      #expect(kept.count > 65_536 - size && kept.count <= 65_536)
      #expect(text.hasPrefix(String(decoding: kept, as: UTF8.self)))
    }
  }
}
