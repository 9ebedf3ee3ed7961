/// Decodes UTF-16 to UTF-8.
enum UTF16Decoding {
  static func decode(
    _ raw: UnsafeRawBufferPointer, isLast: Bool, isBig: Bool, into source: XMLSource
  ) -> (used: Int, fault: DecodingFault?) {
    let room = source.room
    var place = 0
    var written = 0
    defer { source.grow(by: written) }
    while place &+ 2 <= raw.count {
      let unit = unit(raw, at: place, isBig: isBig)
      guard unit != 0 else { return (place, .undecodable) }
      guard unit & 0xF800 == 0xD800 else {
        written &+= write(unit, to: room, at: written)
        place &+= 2
        continue
      }
      guard place &+ 4 <= raw.count else {
        let isHalf = isLast || unit >= 0xDC00
        return (place, isHalf ? .undecodable : nil)
      }
      let low = self.unit(raw, at: place &+ 2, isBig: isBig)
      guard unit < 0xDC00, low & 0xFC00 == 0xDC00 else { return (place, .undecodable) }
      let scalar = 0x10000 &+ ((unit & 0x3FF) &<< 10 | low & 0x3FF)
      written &+= write(scalar, to: room, at: written)
      place &+= 4
    }
    return (place, isLast && place < raw.count ? .undecodable : nil)
  }

  @inline(__always)
  private static func unit(_ raw: UnsafeRawBufferPointer, at place: Int, isBig: Bool) -> UInt32 {
    let unit = raw.loadUnaligned(fromByteOffset: place, as: UInt16.self)
    return UInt32(isBig ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit))
  }

  /// Writes a character in UTF-8 and returns its length.
  @inline(__always)
  private static func write(
    _ scalar: UInt32, to room: UnsafeMutableRawBufferPointer, at place: Int
  ) -> Int {
    func continuation(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar &>> shift & 0x3F) }
    switch scalar {
    case ..<0x80:
      room[place] = UInt8(scalar)
      return 1
    case ..<0x800:
      room[place] = UInt8(0xC0 | scalar &>> 6)
      room[place &+ 1] = continuation(0)
      return 2
    case ..<0x10000:
      room[place] = UInt8(0xE0 | scalar &>> 12)
      room[place &+ 1] = continuation(6)
      room[place &+ 2] = continuation(0)
      return 3
    default:
      room[place] = UInt8(0xF0 | scalar &>> 18)
      room[place &+ 1] = continuation(12)
      room[place &+ 2] = continuation(6)
      room[place &+ 3] = continuation(0)
      return 4
    }
  }
}
