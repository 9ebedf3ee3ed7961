import Testing

@testable import Publishing

private func text(_ json: String) throws -> String? {
  guard case .text(let text) = try JSONParser.parse(Array(json.utf8)) else { return nil }
  return text
}

@Suite struct JSONParserTests {
  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#""\u00f1\u00F1""#, "ññ"),
    (#""\ud83d\ude00""#, "\u{1F600}"),
    (" \"\u{7f}\u{FFFF}\" \r\n\t", "\u{7f}\u{FFFF}"),
  ]) func textsAreDecoded(json: String, expected: String) throws {
    #expect(try text(json) == expected)
  }

  @Test(arguments: [
    "", " ", "nul", "null", "true", "1.5", "1e3", "01", "-", "+1", "--1", "1 2", "'a'", "\"",
    "\"\n\"", #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud83d""#, #""\ud83d\u0041""#, #""\ude00""#,
    "[", "[1", "[1,]", "[,1]", "[1 2]", "{", "{1:2}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#,
    #"{"a":1 "b":2}"#, "]", "[[[[[[[[[]]]]]]]]]", "\u{FEFF}1",
  ]) func whatIsNoJSONOfOursIsRefused(json: String) {
    #expect(throws: ManifestFault.self) { try JSONParser.parse(Array(json.utf8)) }
  }

  @Test(arguments: [
    [0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
  ])
  func bytesThatAreNotUTF8AreRefused(bytes: [UInt8]) {
    #expect(throws: ManifestFault.syntax(offset: 0)) { try JSONParser.parse(bytes) }
  }

  @Test func deepNestingIsRefusedBeforeTheStackEnds() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    #expect(throws: ManifestFault.syntax(offset: 8)) { try JSONParser.parse(deep) }
  }

  @Test(arguments: [("0", 0), ("-0", 0), ("9223372036854775807", Int.max), ("-12", -12)])
  func integersAreExact(json: String, expected: Int) throws {
    guard case .integer(let number) = try JSONParser.parse(Array(json.utf8)) else {
      Issue.record("no integer")
      return
    }
    #expect(number == expected)
  }
}
