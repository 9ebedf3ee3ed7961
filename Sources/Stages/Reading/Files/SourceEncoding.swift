/// How a file's text is encoded, by the names of `archivos.csv`.
package enum SourceEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf8WithMark = "utf-8-bom"
  case utf16Little = "utf-16le"
  case utf16Big = "utf-16be"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"

  /// The encoding that a byte order mark tells, and the mark's length.
  package static func marked(_ bytes: Bytes) -> (encoding: SourceEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8WithMark, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16Little, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16Big, 2) }
    return nil
  }
}

/// Turns the bytes of an encoding that is not UTF-8 into UTF-8, piece by piece.
struct Transcoder {
  private let encoding: SourceEncoding
  /// A byte or a high surrogate that waits for the next piece.
  private var oddByte: UInt8?
  private var highSurrogate: UInt16?

  init(_ encoding: SourceEncoding) {
    self.encoding = encoding
  }

  /// The most UTF-8 bytes that `count` bytes may become.
  static func most(_ count: Int) -> Int { count * 3 + 8 }

  /// Writes the UTF-8 of `bytes` to `room`, which has `most(bytes.count)` bytes; returns how many.
  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) throws(TextFault) -> Int {
    switch encoding {
    case .utf16Little, .utf16Big: try decodeUTF16(bytes, into: room)
    default: try decodeWindows1252(bytes, into: room)
    }
  }

  /// Throws if the text ended inside a character.
  func finish() throws(TextFault) {
    guard oddByte == nil, highSurrogate == nil else { throw .halfUTF16 }
  }

  private func decodeWindows1252(
    _ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) throws(TextFault) -> Int {
    var end = 0
    var place = 0
    while place < bytes.count {
      if place &+ 8 <= bytes.count {
        let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        // There is room for eight; those behind the ones below 0x80 are written over.
        room.storeBytes(of: eight, toByteOffset: end, as: UInt64.self)
        let others = UInt64(littleEndian: eight) & 0x8080_8080_8080_8080
        let plain = others.trailingZeroBitCount &>> 3
        place &+= plain
        end &+= plain
        if plain == 8 { continue }
      }
      let byte = bytes[place]
      place &+= 1
      let isDefined = !(0x80..<0xA0).contains(byte)
      let scalar = isDefined ? UInt16(byte) : Transcoder.windows1252[Int(byte) - 0x80]
      guard scalar != 0 || isDefined else { throw .undefinedByte(byte) }
      end = Transcoder.put(UInt32(scalar), into: room, at: end)
    }
    return end
  }

  private mutating func decodeUTF16(
    _ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) throws(TextFault) -> Int {
    var end = 0
    var place = 0
    let isLittle = encoding == .utf16Little
    while place < bytes.count {
      if oddByte == nil, highSurrogate == nil {
        (place, end) = Transcoder.decodePlainUnits(
          bytes, from: place, isLittle: isLittle, into: room, at: end)
        guard place < bytes.count else { break }
      }
      let byte = bytes[place]
      place += 1
      guard let first = oddByte else {
        oddByte = byte
        continue
      }
      oddByte = nil
      let unit =
        isLittle ? UInt16(first) | UInt16(byte) << 8 : UInt16(first) << 8 | UInt16(byte)
      if let high = highSurrogate {
        guard (0xDC00...0xDFFF).contains(unit) else { throw .halfUTF16 }
        highSurrogate = nil
        let scalar = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        end = Transcoder.put(scalar, into: room, at: end)
      } else if (0xD800...0xDBFF).contains(unit) {
        highSurrogate = unit
      } else {
        guard !(0xDC00...0xDFFF).contains(unit) else { throw .halfUTF16 }
        end = Transcoder.put(UInt32(unit), into: room, at: end)
      }
    }
    return end
  }

  /// Decodes whole units up to the first surrogate; returns the places reached in both.
  private static func decodePlainUnits(
    _ bytes: UnsafeRawBufferPointer, from start: Int, isLittle: Bool,
    into room: UnsafeMutableRawBufferPointer, at first: Int
  ) -> (place: Int, end: Int) {
    var (place, end) = (start, first)
    while true {
      while place &+ 8 <= bytes.count,
        let letters = plainLetters(
          bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self), isLittle)
      {
        room.storeBytes(of: letters, toByteOffset: end, as: UInt32.self)
        end &+= 4
        place &+= 8
      }
      guard place &+ 2 <= bytes.count else { return (place, end) }
      let raw = bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self)
      let unit = isLittle ? UInt16(littleEndian: raw) : UInt16(bigEndian: raw)
      guard unit & 0xF800 != 0xD800 else { return (place, end) }
      end = put(UInt32(unit), into: room, at: end)
      place &+= 2
    }
  }

  /// The bytes of four units below 0x80; `nil` if one is not.
  @inline(__always)
  private static func plainLetters(_ eight: UInt64, _ isLittle: Bool) -> UInt32? {
    let word = UInt64(littleEndian: eight)
    guard word & (isLittle ? 0xFF80_FF80_FF80_FF80 : 0x80FF_80FF_80FF_80FF) == 0 else { return nil }
    let units = isLittle ? word : word &>> 8
    let pairs = (units | units &>> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: pairs | pairs &>> 16).littleEndian
  }

  private static func put(
    _ scalar: UInt32, into room: UnsafeMutableRawBufferPointer, at place: Int
  ) -> Int {
    switch scalar {
    case ..<0x80:
      room[place] = UInt8(scalar)
      return place + 1
    case ..<0x800:
      room[place] = UInt8(0xC0 | scalar >> 6)
      room[place + 1] = UInt8(0x80 | scalar & 0x3F)
      return place + 2
    case ..<0x10000:
      room[place] = UInt8(0xE0 | scalar >> 12)
      room[place + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
      room[place + 2] = UInt8(0x80 | scalar & 0x3F)
      return place + 3
    default:
      room[place] = UInt8(0xF0 | scalar >> 18)
      room[place + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
      room[place + 2] = UInt8(0x80 | scalar >> 6 & 0x3F)
      room[place + 3] = UInt8(0x80 | scalar & 0x3F)
      return place + 4
    }
  }

  /// 0x80–0x9F of Windows-1252; 0 where it defines nothing.
  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
