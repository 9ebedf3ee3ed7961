/// A set of ASCII bytes.
struct ByteSet {
  static let lettersAndDigits = ByteSet(low: 0, high: 0).union(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

  /// A bit for each byte below 64, and for each from 64 to 127.
  private var low: UInt64
  private var high: UInt64

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// With the bytes of an ASCII text; others are left out.
  func union(_ text: String) -> ByteSet {
    var set = self
    for byte in text.utf8 {
      if byte < 64 {
        set.low |= 1 << UInt64(byte)
      } else if byte < 128 {
        set.high |= 1 << UInt64(byte - 64)
      }
    }
    return set
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 128 && ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 == 1
  }
}
