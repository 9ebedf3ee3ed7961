/// UTF-8 of whole characters into the encodings of old and of Windows programs.
enum Transcoding {
  /// Windows-1252; a character that it lacks becomes `?`.
  static func windows1252(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    forEachScalar(utf8) { scalar in
      result.append(windows1252Byte(scalar))
    }
    return result
  }

  /// UTF-16, little-endian, without a mark.
  static func utf16(_ utf8: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(2 * utf8.count)
    func append(_ unit: UInt32) {
      result.append(UInt8(truncatingIfNeeded: unit))
      result.append(UInt8(truncatingIfNeeded: unit >> 8))
    }
    forEachScalar(utf8) { scalar in
      guard scalar >= 0x10000 else { return append(scalar) }
      append(0xD800 + (scalar - 0x10000) >> 10)
      append(0xDC00 + (scalar - 0x10000) & 0x3FF)
    }
    return result
  }

  private static func windows1252Byte(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0..<0x80, 0xA0...0xFF: UInt8(truncatingIfNeeded: scalar)
    case 0x2013: 0x96
    case 0x2014: 0x97
    case 0x2018: 0x91
    case 0x2019: 0x92
    case 0x201C: 0x93
    case 0x201D: 0x94
    case 0x2026: 0x85
    default: UInt8(ascii: "?")
    }
  }

  @inline(__always)
  private static func forEachScalar(
    _ utf8: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void
  ) {
    var index = 0
    while index < utf8.count {
      let lead = UInt32(utf8[index])
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard index + length <= utf8.count else { return }
      var scalar = length == 1 ? lead : lead & (0x7F >> UInt32(length))
      for next in 1..<max(length, 1) {
        scalar = scalar << 6 | UInt32(utf8[index + next]) & 0x3F
      }
      body(scalar)
      index += length
    }
  }
}
