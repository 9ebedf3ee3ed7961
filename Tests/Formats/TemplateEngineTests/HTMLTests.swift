import Testing

@testable import TemplateEngine

struct HTMLTests {
  @Test(arguments: [
    ("\"\u{301}", "&quot;\u{301}"), ("<\u{200D}", "&lt;\u{200D}"), ("&\u{308}", "&amp;\u{308}"),
    ("'\u{20DD}", "&#39;\u{20DD}"), (">\u{FE0F}", "&gt;\u{FE0F}"),
    ("\" onmouseover=\"alert(1)", "&quot; onmouseover=&quot;alert(1)"),
    ("</td><script>", "&lt;/td&gt;&lt;script&gt;"), ("&lt;", "&amp;lt;"),
    ("a\u{202E}b\u{2066}c\u{2069}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
    ("\u{0}\u{1B}[31m\u{7F}", "\u{FFFD}\u{FFFD}[31m\u{FFFD}"),
    ("\u{80}\u{85}\u{9F}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("tab\t, LF\n, CR\r", "tab\t, LF\n, CR\r"),
    ("«ñandú» — 5 € ‘x’ ¿\u{A0}?", "«ñandú» — 5 € ‘x’ ¿\u{A0}?"),
    ("", ""), ("\u{10FFFF}😀\u{2029}\u{202F}", "\u{10FFFF}😀\u{2029}\u{202F}"),
  ])
  func escapesEveryByteThatMatters(_ text: String, _ expected: String) throws {
    for value in [Value.text(text), .bytes(Array(text.utf8))] {
      let result = try rendered(.text, value)
      // Compared as bytes: as strings, canonically equal ones would pass.
      #expect(Array(result.utf8) == Array(expected.utf8))
    }
  }

  @Test func keepsAnAttributeClosed() throws {
    let data: TestData = ["a": "\"\u{301} onmouseover=alert(1) x="]
    let result = try rendered("<p title=\"{{a}}\">", data)
    #expect(result.utf8.count { $0 == UInt8(ascii: "\"") } == 2)
  }

  @Test func replacesHalfCharactersAtTheEndWithNothingElse() throws {
    let shape = Shape([Field("x", .text, "")])
    let template = try Template.compile("prueba", in: templateSet("{{x}}|"), for: shape, as: .html)
    for tail in [[0xC2], [0xE2], [0xE2, 0x80]] as [[UInt8]] {
      #expect(try template.bytes(Record([.bytes(tail)])) == tail + [UInt8(ascii: "|")])
    }
  }

  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1000, "1.000"), (-1234, "-1.234"), (1_234_567, "1.234.567"),
    (-999, "-999"), (100_000, "100.000"), (Int.max, "9.223.372.036.854.775.807"),
    (Int.min, "-9.223.372.036.854.775.808"),
  ])
  func writesIntegersInSpanish(_ number: Int, _ expected: String) throws {
    #expect(try rendered(.integer, .integer(number)) == expected)
  }

  @Test(arguments: [
    (0, "0,00"), (5, "0,05"), (-5, "-0,05"), (123_456, "1.234,56"), (-100, "-1,00"),
    (123_456_789_01, "123.456.789,01"), (Int.min, "-92.233.720.368.547.758,08"),
  ])
  func writesDecimalsInSpanish(_ hundredths: Int, _ expected: String) throws {
    #expect(try rendered(.decimal, .decimal(hundredths: hundredths)) == expected)
  }

  @Test(arguments: [
    (1250, "12.5"), (-300, "-3"), (25, "0.25"), (-5, "-0.05"), (0, "0"),
    (123_456_789, "1234567.89"),
  ])
  func writesMeasuresForMachines(_ hundredths: Int, _ expected: String) throws {
    #expect(try rendered(.measure, .decimal(hundredths: hundredths)) == expected)
    #expect(try rendered(.measure, .integer(1234)) == "1234")
  }

  @Test func writesDatesAndAnswersInSpanish() throws {
    let day = TemplateDay(year: 2025, month: 11, day: 30)
    #expect(try rendered(.date, .date(day)) == "30 de noviembre de 2025")
    let first = TemplateDay(year: 2026, month: 1, day: 1)
    #expect(try rendered(.date, .date(first)) == "1 de enero de 2026")
    #expect(try rendered(.yesNo, .yesNo(true)) == "Sí")
    #expect(try rendered(.yesNo, .yesNo(false)) == "No")
  }

  @Test func checksPlainTextAndLinks() throws {
    #expect(try rendered(.plain, .text("rgb-1 a.b,c%#:/_")) == "rgb-1 a.b,c%#:/_")
    #expect(try rendered(.link, .text("../a/b.html?x=1&y=2#z")) == "../a/b.html?x=1&amp;y=2#z")
    for text in ["a;b", "ñ", "\"", "a(b)", "a\nb"] {
      #expect(throws: TemplateError.self) { try rendered(.plain, .text(text)) }
    }
    for text in ["javascript:x", "//otro.co/x", "a b", "\\\\otro", "a\"b"] {
      #expect(throws: TemplateError.self) { try rendered(.link, .text(text)) }
    }
  }
}
