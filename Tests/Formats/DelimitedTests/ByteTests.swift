import TestSupport
import Testing

@testable import Delimited

@Suite struct ByteMaskTests {
  @Test func agreesWithAScalarLoop() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<500 {
      let needles = (0..<4).map { _ in UInt8(random.number(0...255)) }
      let bytes = (0..<80).map { _ in
        random.number(0...2) == 0 ? random.pick(needles) : UInt8(random.number(0...255))
      }
      let start = random.number(0...16)
      var expected: UInt64 = 0
      for bit in 0..<64 where needles.contains(bytes[start + bit]) { expected |= 1 << UInt64(bit) }
      bytes.withUnsafeBytes { all in
        guard let base = all.baseAddress.map({ $0 + start }) else { return }
        let (a, b, c, d) = (needles[0], needles[1], needles[2], needles[3])
        #expect(ByteMask.matching(base, a, b, c, d) == expected)
        #expect(ByteMask.portableMatching(base, a, b, c, d) == expected)
      }
    }
  }

  @Test func bytesThatAreNoPlainText() {
    let bytes = (0..<320).map { UInt8($0 % 256) }
    bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress else { return }
      for start in 0..<256 {
        var expected: UInt64 = 0
        for bit in 0..<64 where !(0x20...0x7E).contains(bytes[start + bit]) {
          expected |= 1 << UInt64(bit)
        }
        #expect(ByteMask.odd(base + start) == expected, "from \(start)")
        #expect(ByteMask.portableOdd(base + start) == expected, "from \(start)")
      }
    }
  }

  @Test func bytesThatMeanSomethingInXML() {
    let bytes = (0..<320).map { UInt8($0 % 256) }
    bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress else { return }
      for start in 0..<256 {
        var expected: UInt64 = 0
        for bit in 0..<64 where "<>\"&\n\r".utf8.contains(bytes[start + bit]) {
          expected |= 1 << UInt64(bit)
        }
        #expect(ByteMask.markup(base + start) == expected, "from \(start)")
        #expect(ByteMask.portableMarkup(base + start) == expected, "from \(start)")
      }
    }
  }

  @Test func bytesThatTwoPlacesHaveInCommon() {
    for same in 0...40 {
      for most in 0...40 {
        let left = [UInt8](repeating: 7, count: 60)
        var right = left
        right[same] = 8
        left.withUnsafeBytes { left in
          right.withUnsafeBytes { right in
            guard let a = left.baseAddress, let b = right.baseAddress else { return }
            #expect(ByteMask.common(a, b, most) == min(same, most))
            #expect(ByteMask.portableCommon(a, b, most) == min(same, most))
          }
        }
      }
    }
  }

  @Test func countsBytesWhateverTheLength() {
    for count in 0...200 {
      let bytes = (0..<count).map { UInt8($0 % 3) }
      let expected = bytes.count { $0 == 1 }
      #expect(bytes.withUnsafeBytes { ByteMask.count(of: 1, in: $0) } == expected)
    }
  }

  /// Sums of hits don't overflow, on any machine.
  @Test(arguments: [63 * 64, 64 * 64, 200_000]) func countsBytesThatAreAllTheSame(_ count: Int) {
    var bytes = [UInt8](repeating: 0xFF, count: count)
    bytes[count / 2] = 0xFE
    bytes.withUnsafeBytes { bytes in
      #expect(ByteMask.count(of: 0xFF, in: bytes) == count - 1)
      #expect(ByteMask.count(of: 0xFE, in: bytes) == 1)
      guard let base = bytes.baseAddress else { return }
      let groups = count / 64
      #expect(ByteMask.portableCount(of: 0xFF, base, groups) == groups * 64 - 1)
    }
  }
}

@Suite struct Utf8Tests {
  private func check(_ bytes: [UInt8]) -> TextCheck {
    bytes.withUnsafeBytes { Utf8.check($0) }
  }

  private func expected(_ bytes: [UInt8]) -> TextCheck {
    var expected = TextCheck()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      expected.isUTF8 = false
      return expected
    }
    expected.hasNul = text.unicodeScalars.contains("\0")
    return expected
  }

  /// Where control characters stand.
  private func controls(_ bytes: [UInt8]) -> [Int] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.unicodeScalars.indices.filter { place in
      let scalar = text.unicodeScalars[place]
      return scalar.properties.generalCategory == .control && !["\t", "\n", "\r"].contains(scalar)
    }.map { text.utf8.distance(from: text.startIndex, to: $0) }
  }

  /// Of bytes that are no text only that is told; what stood before is not compared.
  private func expectAgreement(_ bytes: [UInt8], _ comment: Comment) {
    let found = check(bytes)
    let expected = expected(bytes)
    #expect(found.isUTF8 == expected.isUTF8, comment)
    if expected.isUTF8 {
      #expect(found.hasNul == expected.hasNul, comment)
      #expect(found.controls == controls(bytes), comment)
      #expect(found.hasControls == !found.controls.isEmpty, comment)
    }
    let portable = bytes.withUnsafeBytes { Utf8.portableCheck($0) }
    #expect(portable == found || !expected.isUTF8 && !portable.isUTF8, comment)
  }

  /// What is said of a stretch is right as long as all places are kept, and "may be" behind the last.
  @Test func controlsAreToldOfTheStretchInWhichTheyStand() {
    var bytes = [UInt8](repeating: 0x61, count: 20_000)
    for place in [5, 64, 1999] { bytes[place] = 0x01 }
    var search = ControlSearch(check(bytes))
    let starts = Array(stride(from: 0, to: 20_000, by: 10))
    #expect(starts.filter { search.mayHit($0, $0 + 10) } == [0, 60, 1990])
    for place in 0..<4096 { bytes[place * 2] = 0x01 }
    bytes[19_999] = 0x01
    var full = ControlSearch(check(bytes))
    #expect(full.mayHit(8188, 8192) && full.mayHit(8192, 8193) && full.mayHit(19_999, 20_000))
  }

  @Test func everyPairOfBytes() {
    for first in 0...255 {
      for second in stride(from: 0, through: 255, by: 5) {
        let bytes = [UInt8(first), UInt8(second)]
        #expect(check(bytes).isUTF8 == expected(bytes).isUTF8, "\(bytes)")
      }
    }
  }

  /// Of two and three bytes all that may be told apart, where a group of 64 bytes ends and the next begins.
  @Test func everySequenceOverTheEndOfAGroup() {
    let bytes: [UInt8] = [
      0x00, 0x09, 0x1F, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
      0xE0,
      0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
    ]
    for first in bytes {
      for second in bytes {
        for third in bytes {
          for place in 61...64 {
            let text = [UInt8](repeating: 0x61, count: place) + [first, second, third, 0x80]
            expectAgreement(
              text + [UInt8](repeating: 0x62, count: 64), "\([first, second, third]) at \(place)")
          }
        }
      }
    }
  }

  @Test func hostileSequencesAtEveryPlaceOfAGroup() {
    let sequences: [[UInt8]] = [
      [0xC0, 0x80], [0xC1, 0xBF], [0xC2, 0x85], [0xC2, 0x9F], [0xC2, 0xA0], [0xE0, 0x80, 0x80],
      [0xE0, 0x9F, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF], [0xEE, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x90, 0x80, 0x80],
      [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xBF],
      [0xFE], [0xFF], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3], [0x00], [0x7F], [0x1F],
      [0x09, 0x0D],
    ]
    for sequence in sequences {
      for place in 0..<132 {
        let before = [UInt8](repeating: 0x61, count: place)
        expectAgreement(before + sequence, "\(sequence) at \(place), at the end")
        expectAgreement(
          before + sequence + [UInt8](repeating: 0x62, count: 70), "\(sequence) at \(place)")
      }
    }
  }

  @Test func randomTextsWithRandomDamage() {
    let words = [
      "ruta ", "ñandú", "€", "日本", "👩‍🏫", "\t", "\n", "\u{85}", "\u{7F}", "\0", "0123456789",
    ]
    for seed in 0..<600 {
      var random = SeededRandom(seed: UInt64(seed))
      var bytes = (0..<random.number(0...60)).flatMap { _ in Array(random.pick(words).utf8) }
      if !bytes.isEmpty, random.number(0...1) == 0 {
        bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
      }
      if random.number(0...3) == 0 { bytes = Array(bytes.dropLast()) }
      expectAgreement(bytes, "seed \(seed)")
    }
  }
}
