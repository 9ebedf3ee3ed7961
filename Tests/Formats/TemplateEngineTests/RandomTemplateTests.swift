import Testing

@testable import TemplateEngine

/// Templates put together at random: whatever they are, they compile or are refused, and what
/// compiles writes data only in its escaped form.
struct RandomTemplateTests {
  private static let row = Shape([Field("y", .text, ""), Field("f", .flag, "")])
  private static let shape = Shape([
    Field("x", .text, ""), Field("f", .flag, ""), Field("r", .record(row), ""),
    Field("l", .list(row), ""),
  ])
  private static let pieces = [
    "{{x}}", "{{y}}", "{{#f}}", "{{/f}}", "{{^f}}", "{{#l}}", "{{/l}}", "{{#r}}", "{{/r}}",
    "{{r.y}}", "{{>p}}", "{{<b}}", "{{/b}}", "{{$t}}", "{{/t}}", "{{! c }}", "{{=| |=}}", "|x|",
    "|={{ }}=|", "<p>", "<a title=\"", "\">", "'", "=", " ", "\n", "\r\n", "<script>", "</script>",
    "<!--", "-->", "a", ",", "\"", "ñ", "{", "}", "<", ">", "/",
  ]
  private static let partials = ["p": "<i>{{x}}</i>\n", "b": "  {{$t}}\n  {{x}}{{/t}}\n"]

  private static func record(_ text: String) -> Record {
    let row = Record([.text(text), .flag(true)])
    return Record([.text(text), .flag(true), .record(row), .list([row, row])])
  }

  private static func template(_ numbers: inout SeededNumbers) -> String {
    (0..<Int.random(in: 1...10, using: &numbers))
      .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &numbers)] }.joined()
  }

  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func dataNeverLeavesItsPlaceInHTML(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var compiledCount = 0
    for _ in 0..<1500 {
      let source = Self.template(&numbers)
      let set = templateSet(source, Self.partials)
      guard let template = try? Template.compile("prueba", in: set, for: Self.shape, as: .html)
      else { continue }
      compiledCount += 1
      let hostile = String(
        decoding: try template.bytes(Self.record("\"'<>")), as: UTF8.self)
      let empty = try template.bytes(Self.record(""))
      let without = hostile.replacing("&quot;&#39;&lt;&gt;", with: "")
      #expect(Array(without.utf8) == empty, "seed \(seed): \(source)")
    }
    #expect(compiledCount > 100)
  }

  @Test(arguments: [21, 22] as [UInt64])
  func dataNeverBreaksACSVLine(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var compiledCount = 0
    for _ in 0..<1500 {
      let source = Self.template(&numbers)
      let set = templateSet(source, Self.partials)
      guard
        let template = try? Template.compile(
          "prueba", in: set, for: Self.shape, as: .csv(.rfc4180))
      else { continue }
      compiledCount += 1
      let hostile = String(decoding: try template.bytes(Self.record(",\"\n")), as: UTF8.self)
      let plain = String(decoding: try template.bytes(Self.record("dato")), as: UTF8.self)
      #expect(
        hostile.replacing("\",\"\"\n\"", with: "dato") == plain, "seed \(seed): \(source)")
    }
    #expect(compiledCount > 50)
  }
}
