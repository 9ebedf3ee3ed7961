import Delimited
import Model
import TestSupport
import Testing

@testable import Reading

/// What the short way makes of a text, and what the general one makes of it.
private func compare<Value: Equatable>(
  _ text: String, _ short: (UnsafeRawPointer, Int) -> Value?, _ general: (Bytes) -> Value?
) -> (short: Value?, general: Value?) {
  // Other digits stand behind the text: they must play no part.
  let block = Block(Array((text + "12345678901234567890").utf8))
  let count = text.utf8.count
  guard let start = block.bytes.baseAddress else { return (nil, nil) }
  return (short(start, count), general(block[TextSpan(start: 0, count: count)]))
}

@Suite struct PlainSpellingTests {
  private func day(_ text: String) -> (short: Int?, general: Int?) {
    compare(text, PlainSpelling.day) { (try? Dates.day($0)).map { Int($0.number) } }
  }

  @Test func everyDayInBothSpellings() {
    var known = 0
    for number in Day.startOfYear(1999).number...Day.startOfYear(2102).number {
      let iso = Day(number: number).iso
      let parts = iso.split(separator: "-")
      for text in [iso, "\(parts[2])/\(parts[1])/\(parts[0])"] {
        let (short, general) = day(text)
        if let short { #expect(short == general, "\(text)") }
        if short != nil { known += 1 }
      }
    }
    #expect(known > 2 * 36_000)
  }

  @Test func noDayThatTheCalendarLacks() {
    for text in [
      "2025-00-10", "2025-13-10", "2025-01-00", "2025-02-29", "2025-04-31", "2025-04-32",
      "1999-12-31", "2101-01-01", "31/13/2025", "2025/01-10", "2025-01/10", "31/03-2025",
      "2o25-01-10", "2025-01-1o", "10:01:2025", "99/99/9999", "２-01-10",
    ] {
      #expect(day(text).short == nil, "\(text)")
      #expect(day(text).general == nil, "\(text)")
    }
  }

  @Test func numbersOfEveryLengthAndMark() {
    let pieces = ["0", "1", "9", "5", ",", ".", "-", "%", " ", "a", "/", ":", "ñ", "\u{0}"]
    var known = 0
    for seed in 0..<20_000 {
      var random = SeededRandom(seed: UInt64(seed))
      let digits = random.number(0...1) == 0 ? 4 : pieces.count
      var text = (0..<random.number(1...9)).map { _ in pieces[random.number(0...digits - 1)] }
        .joined()
      if random.number(0...1) == 0 {
        text.insert(
          random.pick([",", "."]), at: text.index(text.startIndex, offsetBy: text.count / 2))
      }
      let decimal = compare(text, PlainSpelling.hundredths) {
        try? Numbers.decimal($0, allowsPercent: true)
      }
      if let short = decimal.short {
        known += 1
        #expect(short == decimal.general, "\(text)")
      }
      let integer = compare(text, PlainSpelling.integer) { try? Numbers.integer($0) }
      if let short = integer.short { #expect(short == integer.general, "\(text)") }
    }
    #expect(known > 5_000)
  }

  @Test func usualNumbersAreKnown() {
    for (text, value) in [("7", 7), ("93", 93), ("2025", 2025), ("12345678", 12_345_678)] {
      let found = compare(text, PlainSpelling.integer) { try? Numbers.integer($0) }
      #expect(found.short == value && found.general == value, "\(text)")
    }
    for (text, value) in [
      ("30", 3000), ("63,75", 6375), ("0.5", 50), ("7,09", 709), ("99999,99", 9_999_999),
      ("4900000", 490_000_000), ("1,5", 150),
    ] {
      let found = compare(text, PlainSpelling.hundredths) { try? Numbers.money($0) }
      #expect(found.short == value && found.general == value, "\(text)")
    }
  }

  @Test func aDaneCodeHasTwelveDigits() {
    let codes: [(String, Int?)] = [
      ("168773000024", 168_773_000_024), ("000000000001", 1), ("999999999999", 999_999_999_999),
      ("16877300002", nil), ("1687730000241", nil), ("16877300002x", nil), ("x68773000024", nil),
      ("168773 00024", nil),
    ]
    for (text, value) in codes {
      let found = compare(text, PlainSpelling.establishment) {
        DaneCode($0).map { Int($0.number) }
      }
      #expect(found.short == value && found.general == value, "\(text)")
    }
  }

  @Test func aPlainTextIsOneThatTrimmingAndMarkersLeaveAlone() {
    let pieces = [
      "a", "n", "N", "s", "S", "é", "Í", "ñ", "-", "_", " ", "\u{A0}", "\u{2003}", "\u{3000}", "€",
      "\t", "/", "NA", "S/D",
    ]
    for seed in 0..<5_000 {
      var random = SeededRandom(seed: UInt64(seed))
      let text = (0..<random.number(1...4)).map { _ in random.pick(pieces) }.joined()
      let plain = compare(text, { PlainSpelling.isText($0, $1) ? true : nil }) {
        $0.trimmed.count == $0.count && !Absence.isDash($0) ? true : nil
      }
      if plain.short == true { #expect(plain.general == true, "\(text)") }
      let marked = compare(text, { PlainSpelling.isMarkedText($0, $1) ? true : nil }) {
        $0.trimmed.count == $0.count && !Absence.isMarker($0) ? true : nil
      }
      if marked.short == true { #expect(marked.general == true, "\(text)") }
    }
  }

  @Test func aCacheHoldsManyWordsOfAnyLength() {
    let cache = WordCache()
    let words = (0..<60).map { "palabra" + String(repeating: "x", count: $0) + " \($0)" }
    for (value, word) in words.enumerated() {
      let block = Block(Array(word.utf8))
      cache.keep(block.bytes, as: value)
    }
    var held = 0
    for (value, word) in words.enumerated() {
      let block = Block(Array(word.utf8))
      guard let start = block.bytes.baseAddress else { continue }
      let known = cache.known(start, block.count)
      if let known { #expect(known == value, "\(word)") }
      if known != nil { held += 1 }
      #expect(cache.known(start, block.count - 1) == nil)
    }
    #expect(held > 50)
  }
}
