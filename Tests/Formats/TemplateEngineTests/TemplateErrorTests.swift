import Testing

@testable import TemplateEngine

/// Every error of a template has its line, its column, its tag and, for names, the nearest one.
struct TemplateErrorTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let template: String
    let line: Int
    let column: Int
    let tag: String
    let problem: TemplateError.Problem
    var testDescription: String { template }

    init(
      _ template: String, _ line: Int, _ column: Int, _ tag: String,
      _ problem: TemplateError.Problem
    ) {
      self.template = template
      self.line = line
      self.column = column
      self.tag = tag
      self.problem = problem
    }
  }

  static let row = Shape([Field("codigo", .text, ""), Field("avance", .decimal, "")])
  static let shape = Shape([
    Field("nombre", .text, ""), Field("total", .integer, ""), Field("hay", .flag, ""),
    Field("fecha", .date, ""), Field("entidad", .record(row), ""), Field("filas", .list(row), ""),
    Field("todas", .stream(row), ""),
  ])

  @Test(arguments: language + names)
  func tellsThePlace(_ mistake: Mistake) {
    let found = errors(mistake.template, Self.shape, partials: Self.partials)
    #expect(found.map(\.problem) == [mistake.problem])
    #expect(found.map(\.place.line) == [mistake.line])
    #expect(found.map(\.place.column) == [mistake.column])
    #expect(found.map(\.tag) == [mistake.tag])
  }

  static let partials = [
    "cabecera": "{{$titulo}}t{{/titulo}}", "bucle": "a{{>rizo}}", "rizo": "\n {{>bucle}}",
  ]

  static let language = [
    Mistake("ñandú é {{nombre", 1, 9, "{{nombre", .unclosedTag),
    Mistake("a\n{{nom bre}}", 2, 1, "{{nom bre}}", .malformedTag),
    Mistake("a\n\n  {{}}", 3, 3, "{{}}", .malformedTag),
    Mistake("{{a..b}}", 1, 1, "{{a..b}}", .malformedTag),
    Mistake("{{>*dinamica}}", 1, 1, "{{>*dinamica}}", .malformedTag),
    Mistake("{{#.}}{{! c }}", 1, 1, "{{#.}}", .malformedTag),
    Mistake("x {{{nombre}}}.", 1, 3, "{{{nombre}}}", .unescapedTag),
    Mistake("x {{&nombre}}.", 1, 3, "{{&nombre}}", .unescapedTag),
    Mistake("{{=<%=}}", 1, 1, "{{=<%=}}", .malformedDelimiters),
    Mistake("\n{{#hay}}\nx", 2, 1, "{{#hay}}", .unclosedSection(name: "hay")),
    Mistake("x\n y {{/hay}}", 2, 4, "{{/hay}}", .unopenedSection(name: "hay")),
    Mistake("{{#hay}}{{#filas}}{{/hay}}", 1, 9, "{{#filas}}", .unclosedSection(name: "filas")),
    Mistake(
      "{{<cabecera}} {{nombre}} {{/cabecera}}", 1, 1, "{{<cabecera}}",
      .contentOutsideBlocks(parent: "cabecera")),
    Mistake(
      "{{<cabecera}}{{$titulo}}{{/titulo}}\n{{$titulo}}{{/titulo}}{{/cabecera}}", 2, 1,
      "{{$titulo}}", .repeatedBlock(name: "titulo")),
  ]

  static let names = [
    Mistake("ñ\n é{{nonbre}}", 2, 3, "{{nonbre}}", .unknownName("nonbre", nearest: "nombre")),
    Mistake("{{zzz}}", 1, 1, "{{zzz}}", .unknownName("zzz", nearest: nil)),
    Mistake(
      "{{#filas}}\n{{ codgio }}\n{{/filas}}", 2, 1, "{{ codgio }}",
      .unknownName("codgio", nearest: "codigo")),
    Mistake(
      "{{entidad.avanze}}", 1, 1, "{{entidad.avanze}}",
      .unknownName("avanze", nearest: "avance")),
    Mistake(
      "{{codigo}}", 1, 1, "{{codigo}}", .unknownName("codigo", nearest: nil)),
    Mistake(
      "{{nombre.codigo}}", 1, 1, "{{nombre.codigo}}", .notARecord(name: "nombre", kind: .text)),
    Mistake(
      "{{filas.codigo}}", 1, 1, "{{filas.codigo}}",
      .notARecord(name: "filas", kind: .list(row))),
    Mistake(
      "{{#total}}x{{/total}}", 1, 1, "{{#total}}",
      .sectionOverPlainValue(name: "total", kind: .integer)),
    Mistake(
      "{{^fecha}}x{{/fecha}}", 1, 1, "{{^fecha}}",
      .sectionOverPlainValue(name: "fecha", kind: .date)),
    Mistake("{{hay}}", 1, 1, "{{hay}}", .variableOverStructure(name: "hay", kind: .flag)),
    Mistake(
      "{{filas}}", 1, 1, "{{filas}}", .variableOverStructure(name: "filas", kind: .list(row))),
    Mistake("{{#filas}}{{.}}{{/filas}}", 1, 11, "{{.}}", .noImplicitValue),
    Mistake("{{.}}", 1, 1, "{{.}}", .noImplicitValue),
    Mistake(
      " {{>cabezera}}", 1, 2, "{{>cabezera}}",
      .missingTemplate("cabezera", nearest: "cabecera")),
    Mistake("{{<otra}}{{/otra}}", 1, 1, "{{<otra}}", .missingTemplate("otra", nearest: nil)),
    Mistake(
      "{{<cabecera}}{{$titul}}x{{/titul}}{{/cabecera}}", 1, 14, "{{$titul}}",
      .unknownBlock("titul", nearest: "titulo")),
    Mistake(
      "{{#todas}}{{codigo}}{{/todas}}{{#todas}}{{codigo}}{{/todas}}", 1, 31, "{{#todas}}",
      .streamReadTwice(name: "todas")),
    Mistake(
      "{{#filas}}{{#todas}}{{codigo}}{{/todas}}{{/filas}}", 1, 11, "{{#todas}}",
      .streamReadTwice(name: "todas")),
  ]

  @Test func findsAllErrorsOfASet() {
    let set = TemplateSet([
      "a": Array("{{nonbre}}\n{{>b}}{{>b}}{{totl}}".utf8), "b": Array("\n{{#hay}}{{x}}".utf8),
      "c": Array("{{malo".utf8),
    ])
    let found = set.check([.init(name: "a", shape: Self.shape, format: .html)])
    #expect(found.map(\.place.text) == ["a:1:1", "a:2:13", "b:2:1", "b:2:9", "c:1:1"])
  }

  @Test func tellsFromWhereAPartialWasIncluded() throws {
    let found = errors("\n {{>p}}", Self.shape, partials: ["p": "{{totla}}"])
    let error = try #require(found.first)
    #expect(error.usedFrom.map(\.text) == ["prueba:2:2"])
    #expect(
      error.message == "p:1:1: {{totla}}: aquí no se conoce el nombre «totla»; ¿quiso decir "
        + "«total»? (incluida desde prueba:2:2)")
  }

  @Test func refusesAPartialInsideItself() {
    let found = errors("{{>bucle}}", Self.shape, partials: Self.partials)
    #expect(found.map(\.problem) == [.recursion(["prueba", "bucle", "rizo", "bucle"])])
    #expect(found.map(\.place.text) == ["rizo:2:2"])
  }

  @Test func boundsParentsInsideThemselves() {
    let found = errors("{{<prueba}}{{/prueba}}{{<prueba}}{{/prueba}}", Self.shape)
    #expect(found.map(\.problem) == [.tooDeep(limit: 64)])
  }

  @Test func boundsNestingAndGrowth() {
    let deep = String(repeating: "{{#hay}}", count: 100_000)
    #expect(errors(deep, Self.shape).map(\.problem) == [.tooDeep(limit: 64)])
    var partials: [String: String] = ["p40": "x"]
    for level in 0..<40 { partials["p\(level)"] = "{{>p\(level + 1)}}{{>p\(level + 1)}}" }
    #expect(errors("{{>p0}}", Self.shape, partials: partials).map(\.problem) == [.tooLarge])
  }

  @Test func stopsLookingAfterAThousandErrors() {
    let found = errors(String(repeating: "{{nonbre}}\n", count: 5000), Self.shape)
    #expect(found.count == 1000)
  }

  @Test func refusesWhatIsNotUTF8() {
    let set = TemplateSet(["a": Array("é\nñ".utf8) + [0xF3, 0x6E]])
    #expect(set.syntaxErrors.map(\.problem) == [.notUTF8])
    #expect(set.syntaxErrors.map(\.place.text) == ["a:2:2"])
  }

  @Test func namesAMissingTemplate() {
    let found = templateSet("").check([.init(name: "pruebas", shape: Self.shape, format: .html)])
    #expect(found.map(\.problem) == [.missingTemplate("pruebas", nearest: "prueba")])
  }

  @Test func skipsAByteOrderMark() throws {
    #expect(try rendered("\u{FEFF}{{x}}", ["x": "1"]) == "1")
    #expect(errors("\u{FEFF}{{x}}", Shape([])).map(\.place.column) == [1])
  }

  @Test func cutsTheTagInMessages() {
    let found = errors("{{\(String(repeating: "ñ", count: 500))}}", Shape([]))
    #expect(found.map(\.tag.unicodeScalars.count) == [80])
  }
}
