/// A SHA-256: 32 bytes, written as 64 lower-case hexadecimal digits.
public struct SHA256Value: Hashable, Sendable {
  /// Eight bytes a word, the first byte the most significant.
  private let words: SIMD4<UInt64>

  /// Bytes beyond the 32nd play no part; lacking ones are zero.
  public init(bytes: UnsafeRawBufferPointer) {
    var words = SIMD4<UInt64>.zero
    for (index, byte) in bytes.prefix(32).enumerated() {
      words[index / 8] |= UInt64(byte) << UInt64(56 - index % 8 * 8)
    }
    self.words = words
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - $0 % 8 * 8)) }
  }

  /// Reads the 64 digits; `nil` where there are more, fewer, or others than `0`–`9` and `a`–`f`.
  public init?(hex: String) {
    var words = SIMD4<UInt64>.zero
    var count = 0
    for digit in hex.utf8 {
      guard count < 64, let value = SHA256Value.value(ofDigit: digit) else { return nil }
      words[count / 16] = words[count / 16] << 4 | value
      count += 1
    }
    guard count == 64 else { return nil }
    self.words = words
  }

  /// The 64 lower-case digits.
  public var hex: String {
    String(unsafeUninitializedCapacity: 64) { room in
      for word in 0..<4 {
        var rest = words[word]
        for place in 0..<16 {
          rest = rest &<< 4 | rest &>> 60
          let digit = UInt8(truncatingIfNeeded: rest) & 15
          room[word &* 16 &+ place] = digit &+ (digit < 10 ? 0x30 : 0x57)
        }
      }
      return 64
    }
  }

  private static func value(ofDigit digit: UInt8) -> UInt64? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a") + 10)
    default: nil
    }
  }
}
