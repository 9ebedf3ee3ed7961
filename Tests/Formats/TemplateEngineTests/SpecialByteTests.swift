import Testing

@testable import TemplateEngine

/// The fast ways of looking at text against the plain ones.
struct SpecialByteTests {
  private static func plainNext(_ bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex(where: isSpecial) ?? bytes.count
  }

  @Test func everyByteIsFoundAtEveryPlaceOfAText() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<19 {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 19)
        bytes[place] = byte
        for start in [0, 1, place] {
          let found = bytes.withUnsafeBufferPointer { nextSpecial(in: $0, from: start) }
          #expect(found == Self.plainNext(bytes, from: start), "\(byte) at \(place) from \(start)")
        }
      }
    }
  }

  @Test func runsOfRandomBytesAreCutAtTheSamePlaces() {
    var state: UInt64 = 51
    let signs = Array("aé–<>&\"'\u{7F}\u{80}\u{202E}\n .".utf8)
    for length in 0..<200 {
      let bytes = (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let number = Int(state >> 33)
        return number % 5 == 0
          ? UInt8(truncatingIfNeeded: number >> 8) : signs[number % signs.count]
      }
      var start = 0
      while start <= length {
        let found = bytes.withUnsafeBufferPointer { nextSpecial(in: $0, from: start) }
        #expect(found == Self.plainNext(bytes, from: start))
        start = found + 1
      }
    }
  }

  @Test func plainAndLinkBytesAreThoseThatTheKindsName() {
    for byte in UInt8.min...UInt8.max {
      let text = [UInt8(ascii: "a"), byte]
      let isPlainByte = Ascii.isLetterOrDigit(byte) || Array(" .,%#:/_-".utf8).contains(byte)
      let isLinkByte = Ascii.isLetterOrDigit(byte) || Array("._~/#?=&%+-,".utf8).contains(byte)
      #expect(text.withUnsafeBufferPointer(isPlain) == isPlainByte, "\(byte)")
      #expect(text.withUnsafeBufferPointer(isRelativeLink) == isLinkByte, "\(byte)")
    }
  }

  @Test(arguments: [
    (0, "0"), (7, "7"), (10, "10"), (999, "999"), (1000, "1.000"), (-1_234_567, "-1.234.567"),
    (100_000, "100.000"), (Int.max, "9.223.372.036.854.775.807"),
    (Int.min, "-9.223.372.036.854.775.808"),
  ])
  func groupsOfThreeFromTheRight(_ number: Int, _ expected: String) throws {
    let template = try Template.compile(
      "prueba", in: templateSet("{{n}}"), for: Shape([Field("n", .integer, "")]), as: .html)
    #expect(
      String(decoding: try template.bytes(Record([.integer(number)])), as: UTF8.self) == expected)
  }
}
