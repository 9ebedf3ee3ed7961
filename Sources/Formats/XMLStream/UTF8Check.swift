/// Checks that bytes are well-formed UTF-8 without NUL.
enum UTF8Check {
  /// The longest prefix that is well formed (Unicode 16, table 3-7). Unless it is all, what follows
  /// is the beginning of a character, if more is to come, or a fault.
  static func longestPrefix(
    of bytes: UnsafeRawBufferPointer, isLast: Bool
  ) -> (used: Int, fault: DecodingFault?) {
    guard let base = bytes.baseAddress else { return (0, nil) }
    var place = 0
    while place < bytes.count {
      if place &+ 32 <= bytes.count, isPlain32(base + place) {
        place &+= 32
        continue
      }
      let plain = plainBytes(base + place, left: bytes.count &- place)
      guard plain == 0 else {
        place &+= plain
        continue
      }
      let lead = bytes[place]
      guard lead != 0 else { return (place, .undecodable) }
      let length = characterLength(UnsafeRawBufferPointer(rebasing: bytes[place...]))
      if length > 0 {
        place &+= length
      } else {
        return (place, length < 0 && !isLast ? nil : .illFormed)
      }
    }
    return (place, nil)
  }

  /// Whether eight bytes are all ASCII and none of them NUL.
  @inline(__always)
  static func isPlain(_ eight: UInt64) -> Bool {
    odd(eight) == 0
  }

  @inline(__always)
  private static func isPlain32(_ base: UnsafeRawPointer) -> Bool {
    let four = base.loadUnaligned(as: SIMD4<UInt64>.self)
    let odd = four | (four &- SIMD4(repeating: 0x0101_0101_0101_0101))
    return (odd[0] | odd[1] | odd[2] | odd[3]) & 0x8080_8080_8080_8080 == 0
  }

  /// How many of the next bytes, eight at most, are ASCII and not NUL.
  @inline(__always)
  private static func plainBytes(_ base: UnsafeRawPointer, left: Int) -> Int {
    guard left >= 8 else {
      let byte = base.load(as: UInt8.self)
      return byte != 0 && byte < 0x80 ? 1 : 0
    }
    return odd(UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))).trailingZeroBitCount &>> 3
  }

  /// The high bit of the first byte that is not ASCII or is NUL, and perhaps bits above it.
  @inline(__always)
  private static func odd(_ eight: UInt64) -> UInt64 {
    (eight | (eight &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
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
