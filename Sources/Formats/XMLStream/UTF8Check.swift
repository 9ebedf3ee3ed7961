/// Checks that bytes are well-formed UTF-8 without NUL.
enum UTF8Check {
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The longest prefix that is well formed (Unicode 16, table 3-7) and without NUL.
  ///
  /// Unless it is all, what follows is a fault or the beginning of a character; the latter is a fault
  /// only if it is the last.
  static func longestPrefix(
    of bytes: UnsafeRawBufferPointer, isLast: Bool
  ) -> (used: Int, fault: DecodingFault?) {
    var place = 0
    while place < bytes.count {
      place &+= plainBytes(UnsafeRawBufferPointer(rebasing: bytes[place...]))
      // Most of what is not ASCII in a Spanish text is two bytes long.
      while place &+ 1 < bytes.count, bytes[place] >= 0xC2, bytes[place] <= 0xDF,
        bytes[place &+ 1] & 0xC0 == 0x80
      {
        place &+= 2
      }
      guard place < bytes.count, bytes[place] == 0 || bytes[place] >= 0x80 else { continue }
      guard bytes[place] != 0 else { return (place, .undecodable) }
      let length = characterLength(UnsafeRawBufferPointer(rebasing: bytes[place...]))
      guard length > 0 else { return (place, length < 0 && !isLast ? nil : .illFormed) }
      place &+= length
    }
    return (place, nil)
  }

  /// How many bytes are ASCII and not NUL, up to the first that is not.
  @inline(__always)
  static func plainBytes(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let left = bytes.count
    let ones = SIMD4<UInt64>(repeating: 0x0101_0101_0101_0101)
    var place = 0
    while place &+ 32 <= left {
      let four = base.loadUnaligned(fromByteOffset: place, as: SIMD4<UInt64>.self)
      let odd = four | (four &- ones)
      guard (odd[0] | odd[1] | odd[2] | odd[3]) & highBits == 0 else { break }
      place &+= 32
    }
    while place &+ 8 <= left {
      let eight = base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let odd = odd(UInt64(littleEndian: eight))
      guard odd == 0 else { return place &+ odd.trailingZeroBitCount &>> 3 }
      place &+= 8
    }
    while place < left {
      let byte = base.load(fromByteOffset: place, as: UInt8.self)
      guard byte != 0, byte < 0x80 else { return place }
      place &+= 1
    }
    return place
  }

  /// The high bit of the first byte that is not ASCII or is NUL, and perhaps bits above it.
  @inline(__always)
  private static func odd(_ eight: UInt64) -> UInt64 {
    (eight | (eight &- 0x0101_0101_0101_0101)) & highBits
  }

  /// The length of the character at the beginning of bytes, 0 if there is none, -1 if the bytes end
  /// inside it.
  private static func characterLength(_ bytes: UnsafeRawBufferPointer) -> Int {
    let lead = bytes[0]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { second = 0xA0...0xBF }
      if lead == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { second = 0x90...0xBF }
      if lead == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    for index in 1..<length {
      guard index < bytes.count else { return -1 }
      guard (index == 1 ? second : 0x80...0xBF).contains(bytes[index]) else { return 0 }
    }
    return length
  }
}
