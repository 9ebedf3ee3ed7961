/// What the bytes of a text are, found in one pass.
package struct TextCheck: Sendable, Equatable {
  package var isUTF8 = true
  package var hasNul = false
  /// A control character (Cc) other than tab, LF and CR stands somewhere in it.
  package var hasControls = false
}

/// Checks of whole texts.
package enum Utf8 {
  /// Checks that bytes are well-formed UTF-8 (Unicode 16 table 3-7), and looks for NUL and controls.
  package static func check(_ bytes: UnsafeRawBufferPointer) -> TextCheck {
    var check = TextCheck()
    guard let base = bytes.baseAddress else { return check }
    let count = bytes.count
    var place = 0
    while place < count {
      let end = min(place &+ 16, count)
      if end &- place == 16, isPlain(base + place) {
        place = end
        continue
      }
      while place < end {
        let length = step(base + place, left: count - place, &check)
        guard length > 0 else { return check }
        place &+= length
      }
    }
    return check
  }

  /// Whether sixteen bytes are ASCII without control characters, told by words of eight bytes.
  @inline(__always)
  private static func isPlain(_ base: UnsafeRawPointer) -> Bool {
    let low = base.loadUnaligned(as: UInt64.self)
    let high = base.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    return (oddBits(low) | oddBits(high)) & 0x8080_8080_8080_8080 == 0
  }

  /// The top bit of some byte is set if one of the eight is below 0x20, 0x7F or above 0x7F.
  @inline(__always)
  private static func oddBits(_ word: UInt64) -> UInt64 {
    let below = (word &- 0x2020_2020_2020_2020) & ~word
    let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
    return word | below | ((delete &- 0x0101_0101_0101_0101) & ~delete)
  }

  /// The length of the character at `base`, of which `left` bytes may be read; 0 if it is not UTF-8.
  @inline(__always)
  private static func step(
    _ base: UnsafeRawPointer, left: Int, _ check: inout TextCheck
  ) -> Int {
    let lead = base.load(as: UInt8.self)
    if lead < 0x80 {
      if lead < 0x20 {
        if lead == 0 { check.hasNul = true }
        if lead != 0x09, lead != 0x0A, lead != 0x0D { check.hasControls = true }
      } else if lead == 0x7F {
        check.hasControls = true
      }
      return 1
    }
    let length = sequenceLength(base, lead: lead, left: left)
    if length == 0 { check.isUTF8 = false }
    if lead == 0xC2, length == 2, base.load(fromByteOffset: 1, as: UInt8.self) < 0xA0 {
      check.hasControls = true
    }
    return length
  }

  @inline(__always)
  private static func sequenceLength(_ base: UnsafeRawPointer, lead: UInt8, left: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 { base.load(fromByteOffset: offset, as: UInt8.self) }
    func follows(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
    switch lead {
    case 0xC2...0xDF:
      return left >= 2 && follows(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left >= 3, follows(1), follows(2) else { return 0 }
      if lead == 0xE0, byte(1) < 0xA0 { return 0 }
      if lead == 0xED, byte(1) > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left >= 4, follows(1), follows(2), follows(3) else { return 0 }
      if lead == 0xF0, byte(1) < 0x90 { return 0 }
      if lead == 0xF4, byte(1) > 0x8F { return 0 }
      return 4
    default:
      return 0
    }
  }
}
