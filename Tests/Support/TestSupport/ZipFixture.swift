/// Builds zip archives byte by byte, sound ones and others; parts are stored, not packed.
package struct ZipFixture {
  package struct Part {
    package var name: String
    package var content: [UInt8]
    /// What the directory says of the part, where it is not the truth.
    package var claimedSize: Int?
    package var claimedChecksum: UInt32?
    package var flags: UInt16 = 0
    package var method: UInt16 = 0

    package init(_ name: String, _ content: [UInt8]) {
      self.name = name
      self.content = content
    }
  }

  package var parts: [Part]

  package init(_ parts: [Part]) {
    self.parts = parts
  }

  /// An archive of texts, in the order of their names.
  package init(_ texts: [String: String]) {
    parts = texts.sorted { $0.key < $1.key }.map { Part($0.key, Array($0.value.utf8)) }
  }

  package var bytes: [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let offset = archive.count
      let fields = ZipFixture.fields(of: part)
      archive += ZipFixture.number(0x0403_4B50, 4) + fields + ZipFixture.number(0, 2)
      archive += part.name.utf8
      archive += part.content
      directory += ZipFixture.number(0x0201_4B50, 4) + ZipFixture.number(20, 2) + fields
      directory += ZipFixture.number(0, 2) + ZipFixture.number(0, 10) + ZipFixture.number(offset, 4)
      directory += part.name.utf8
    }
    let start = archive.count
    archive += directory + ZipFixture.number(0x0605_4B50, 4) + ZipFixture.number(0, 4)
    archive += ZipFixture.number(parts.count, 2) + ZipFixture.number(parts.count, 2)
    archive += ZipFixture.number(directory.count, 4) + ZipFixture.number(start, 4)
    return archive + ZipFixture.number(0, 2)
  }

  /// What the header of a part and its entry in the directory have in common: from the version needed
  /// to the length of the name.
  private static func fields(of part: Part) -> [UInt8] {
    let checksum = part.claimedChecksum ?? ZipFixture.checksum(part.content)
    return number(20, 2) + number(Int(part.flags), 2) + number(Int(part.method), 2) + number(0, 4)
      + number(Int(checksum), 4) + number(part.content.count, 4)
      + number(part.claimedSize ?? part.content.count, 4) + number(part.name.utf8.count, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
  }

  /// CRC-32, bit by bit.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var register = UInt32.max
    for byte in bytes {
      register ^= UInt32(byte)
      for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
    }
    return ~register
  }
}
