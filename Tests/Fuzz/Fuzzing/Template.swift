import TemplateEngine

private let row = Shape([Field("y", .text, ""), Field("f", .flag, "")])
private let shape = Shape([
  Field("x", .text, ""), Field("f", .flag, ""), Field("r", .record(row), ""),
  Field("l", .list(row), ""),
])

/// A template is refused or compiled; what is compiled writes a value only in its escaped form.
func fuzzTemplate(_ input: [UInt8]) {
  let set = TemplateSet([
    "prueba": input, "p": Array("<i>{{x}}</i>\n".utf8), "b": Array("{{$t}}{{x}}{{/t}}\n".utf8),
  ])
  _ = try? Template.compile("prueba", in: set, for: shape, as: .csv(.rfc4180)).bytes(record("\","))
  guard let template = try? Template.compile("prueba", in: set, for: shape, as: .html),
    let hostile = try? template.bytes(record("\"'<>")), let plain = try? template.bytes(record(""))
  else { return }
  let text = String(decoding: hostile, as: UTF8.self)
  // The template itself may hold the escaped form.
  guard !String(decoding: input, as: UTF8.self).contains("&") else { return }
  expectSame(Array(text.replacing("&quot;&#39;&lt;&gt;", with: "").utf8), plain, "escaping")
}

private func record(_ text: String) -> Record {
  let inner = Record([.text(text), .flag(true)])
  return Record([.text(text), .flag(true), .record(inner), .list([inner, inner])])
}
