import Frames
import Testing

@Suite struct PackedBytesTests {
  @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 1 << 40, .max, .min] as [Int])
  func aSignedNumberComesBack(number: Int) throws {
    var writer = PackedWriter()
    writer.append(signed: number)
    let read = try PackedReader.whole(writer.bytes) { (reader) throws(FrameFault) in
      try reader.signed()
    }
    #expect(read == number)
  }

  @Test(arguments: [0, 127, 128, 16_383, 16_384, 1 << 63, .max] as [UInt64])
  func aNumberComesBack(number: UInt64) throws {
    var writer = PackedWriter()
    writer.append(number)
    let read = try PackedReader.whole(writer.bytes) { (reader) throws(FrameFault) in
      try reader.number()
    }
    #expect(read == number)
  }

  /// The bytes are those of the format, not of this machine.
  @Test func theBytesAreFixed() {
    var writer = PackedWriter()
    writer.append(300)
    writer.append(signed: -2)
    writer.append("ñ")
    #expect(writer.bytes == [0xAC, 0x02, 0x03, 0x02, 0xC3, 0xB1])
  }

  @Test(
    arguments: [
      [], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
    ] as [[UInt8]])
  func whatIsNoNumberIsRefused(bytes: [UInt8]) {
    #expect(throws: FrameFault.damaged) {
      _ = try PackedReader.whole(bytes) { (reader) throws(FrameFault) in try reader.number() }
    }
  }

  @Test func aCountBeyondTheBytesIsRefused() {
    #expect(throws: FrameFault.damaged) {
      _ = try PackedReader.whole([5, 1, 2]) { (reader) throws(FrameFault) in
        try reader.counted().count
      }
    }
  }

  @Test func whatIsLeftOverIsRefused() {
    #expect(throws: FrameFault.damaged) {
      _ = try PackedReader.whole([1, 2]) { (reader) throws(FrameFault) in try reader.byte() }
    }
  }
}
