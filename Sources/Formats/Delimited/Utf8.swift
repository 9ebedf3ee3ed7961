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
      if count &- place >= 16 {
        let low = oddBytes(base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        let high = oddBytes(base.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self))
        if low | high == 0 {
          place &+= 16
          continue
        }
        place &+= low != 0 ? low.trailingZeroBitCount >> 3 : 8 &+ high.trailingZeroBitCount >> 3
      }
      let length = step(base + place, left: count - place, &check)
      guard length > 0 else { return check }
      place &+= length
    }
    return check
  }

  /// The top bits of those of eight bytes, the first the lowest, that may be below 0x20, 0x7F or above
  /// it; the lowest that is set is one that is.
  @inline(__always)
  private static func oddBytes(_ bytes: UInt64) -> UInt64 {
    let word = UInt64(littleEndian: bytes)
    let below = (word &- 0x2020_2020_2020_2020) & ~word
    let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
    let isDelete = (delete &- 0x0101_0101_0101_0101) & ~delete
    return (word | below | isDelete) & 0x8080_8080_8080_8080
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
