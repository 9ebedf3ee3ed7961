import Glibc

/// Why decoding stopped.
enum DecodingFault {
  /// F002: NUL, a byte that the encoding leaves undefined, half a character of UTF-16.
  case undecodable
  /// F004: not UTF-8.
  case illFormed
}

/// Decodes the pieces of a document to UTF-8.
struct TextDecoder {
  /// The greatest number of UTF-8 bytes that one byte of a document gives: windows-1252 has
  /// characters of three.
  static let greatestGrowth = 3

  let encoding: XMLEncoding
  private let table: [UInt32]

  init(_ encoding: XMLEncoding) {
    self.encoding = encoding
    table = encoding == .windows1252 ? SingleByteTable.windows1252 : SingleByteTable.latin1
  }

  /// Appends the characters of `raw` to the window, which must have room for them.
  ///
  /// Returns how many bytes were used. The others begin a character that the next piece completes, or stand behind
  /// the fault.
  func decode(
    _ raw: UnsafeRawBufferPointer, isLast: Bool, into source: XMLSource
  ) -> (used: Int, fault: DecodingFault?) {
    switch encoding {
    case .utf8, .utf8BOM:
      let check = UTF8Check.longestPrefix(of: raw, isLast: isLast)
      source.append(UnsafeRawBufferPointer(rebasing: raw[..<check.used]))
      return check
    case .utf16LE: return UTF16Decoding.decode(raw, isLast: isLast, isBig: false, into: source)
    case .utf16BE: return UTF16Decoding.decode(raw, isLast: isLast, isBig: true, into: source)
    case .windows1252, .iso88591: return decodeSingleBytes(raw, into: source)
    }
  }

  private func decodeSingleBytes(
    _ raw: UnsafeRawBufferPointer, into source: XMLSource
  ) -> (used: Int, fault: DecodingFault?) {
    let (used, written) = SingleByteTable.decode(raw, by: table, into: source.room)
    source.grow(by: written)
    return (used, used < raw.count ? .undecodable : nil)
  }
}

/// Texts of a single-byte encoding as a whole.
public enum SingleByteText {
  /// Writes the characters of `raw` to `room`, which must hold three times as many bytes, and returns
  /// how many bytes they are; `nil` if one of `raw` stands for no character.
  public static func decode(
    _ raw: UnsafeRawBufferPointer, isLatin1: Bool, into room: UnsafeMutableRawBufferPointer
  ) -> Int? {
    let table = isLatin1 ? SingleByteTable.latin1 : SingleByteTable.windows1252
    let (used, written) = SingleByteTable.decode(raw, by: table, into: room)
    return used == raw.count ? written : nil
  }
}

/// The UTF-8 of each byte of a single-byte encoding; 0 for a byte that stands for no character of
/// a text.
private enum SingleByteTable {
  static let latin1: [UInt32] = (0..<256).map { entry(UInt32($0)) }

  static let windows1252: [UInt32] = (0..<256).map { byte in
    (0x80...0x9F).contains(byte) ? entry(upperHalf[byte - 0x80]) : entry(UInt32(byte))
  }

  /// The characters of 0x80 to 0x9F; 0 where undefined (Unicode's CP1252.TXT).
  private static let upperHalf: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// Decodes up to the first byte that stands for no character.
  static func decode(
    _ raw: UnsafeRawBufferPointer, by table: [UInt32], into room: UnsafeMutableRawBufferPointer
  ) -> (used: Int, written: Int) {
    var place = 0
    var written = 0
    while place < raw.count {
      let rest = UnsafeRawBufferPointer(rebasing: raw[place...])
      let plain = UTF8Check.plainBytes(rest)
      UnsafeMutableRawBufferPointer(rebasing: room[written...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<plain]))
      place &+= plain
      written &+= plain
      guard place < raw.count else { break }
      let entry = table[Int(raw[place])]
      guard entry != 0 else { break }
      // The entry holds the bytes in writing order, the first lowest, and their number on top.
      for index in 0..<Int(entry &>> 24) {
        room[written] = UInt8(truncatingIfNeeded: entry &>> UInt32(index &* 8))
        written &+= 1
      }
      place &+= 1
    }
    return (place, written)
  }

  private static func entry(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0: 0
    case ..<0x80: 1 << 24 | scalar
    case ..<0x800: 2 << 24 | (0x80 | scalar & 0x3F) << 8 | 0xC0 | scalar >> 6
    default:
      3 << 24 | (0x80 | scalar & 0x3F) << 16 | (0x80 | scalar >> 6 & 0x3F) << 8 | 0xE0
        | scalar >> 12
    }
  }
}
