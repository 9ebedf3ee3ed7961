/// Eight bytes in a number, to be looked at together.
enum ByteLanes {
  /// The same byte eight times.
  @inline(__always)
  static func all(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }

  /// Not 0 if and only if one of the bytes is 0.
  @inline(__always)
  static func zeros(_ eight: UInt64) -> UInt64 {
    (eight &- all(1)) & ~eight & all(0x80)
  }

  /// Not 0 if and only if one of the bytes is below 0x20, a control character of ASCII.
  @inline(__always)
  static func controls(_ eight: UInt64) -> UInt64 {
    (eight &- all(0x20)) & ~eight & all(0x80)
  }
}
