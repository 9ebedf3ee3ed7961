import Testing

@testable import TemplateEngine

struct CSVTests {
  static let row = Shape([
    Field("texto", .text, ""), Field("numero", .integer, ""), Field("valor", .decimal, ""),
    Field("fecha", .date, ""), Field("si", .yesNo, ""),
  ])
  static let shape = Shape([Field("filas", .list(row), ""), Field("hay", .flag, "")])
  static let template = """
    texto,número,valor,fecha,"si, o no"
    {{#filas}}
    {{texto}},{{numero}},{{valor}},{{fecha}},{{si}}
    {{/filas}}

    """
  static let day = TemplateDay(year: 2025, month: 3, day: 5)

  static var data: Record {
    Record([
      .list([
        Record([
          .text("a;b,c"), .integer(-1_234_567), .decimal(hundredths: -325), .date(day),
          .yesNo(true),
        ]),
        Record([.absent, .absent, .absent, .absent, .absent]),
        Record([
          .text("di \"hola\""), .integer(0), .decimal(hundredths: 1_000_000), .absent,
          .yesNo(false),
        ]),
      ]), .absent,
    ])
  }

  @Test func writesExcelInSpanish() throws {
    let result = try rendered(Self.template, Self.shape, Self.data, as: .csv(.excelES))
    let expected =
      "\u{FEFF}texto;número;valor;fecha;si, o no\r\n"
      + "\"a;b,c\";-1234567;-3,25;2025-03-05;SI\r\n;;;;\r\n\"di \"\"hola\"\"\";0;10000,00;;NO\r\n"
    #expect(Array(result.utf8) == Array(expected.utf8))
  }

  @Test func writesRFC4180() throws {
    let result = try rendered(Self.template, Self.shape, Self.data, as: .csv(.rfc4180))
    let expected =
      "texto,número,valor,fecha,\"si, o no\"\n"
      + "\"a;b,c\",-1234567,-3.25,2025-03-05,SI\n,,,,\n\"di \"\"hola\"\"\",0,10000.00,,NO\n"
    #expect(Array(result.utf8) == Array(expected.utf8))
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\ta", "'\ta"),
    ("\ra", "\"'\ra\""), ("=a,b", "\"'=a,b\""), ("=\"x\"", "\"'=\"\"x\"\"\""), ("a=1", "a=1"),
    (" =1", " =1"), ("'=1", "'=1"), ("a\nb", "\"a\nb\""), ("\"", "\"\"\"\""), ("", ""),
    ("a;b", "a;b"), ("\"\u{301}", "\"\"\"\u{301}\""), (",\u{200D}", "\",\u{200D}\""),
  ])
  func guardsAndQuotes(_ text: String, _ expected: String) throws {
    let result = try rendered(.text, .text(text), as: .csv(.rfc4180))
    #expect(Array(result.utf8) == Array(expected.utf8))
  }

  /// A sign that asks for quotes is found wherever it stands, and none where there is none.
  @Test(arguments: CSVDialect.all.map(\.name)) func quotesForASignAtAnyPlace(_ name: String) throws
  {
    let dialect = try #require(CSVDialect.all.first { $0.name == name })
    let separator = String(UnicodeScalar(dialect.separator))
    let mark = dialect == .excelES ? "\u{FEFF}" : ""
    for length in 1...27 {
      let plain = String(repeating: "#!~+", count: 7).dropFirst().prefix(length)
      #expect(try rendered(.text, .text(String(plain)), as: .csv(dialect)) == mark + plain)
      for place in 0..<length {
        for sign in [separator, "\"", "\n", "\r"] where place > 0 || sign != "\r" {
          let text = plain.prefix(place) + sign + plain.dropFirst(place + 1)
          let result = try rendered(.text, .text(String(text)), as: .csv(dialect))
          let inside = text.replacing("\"", with: "\"\"")
          #expect(Array(result.utf8) == Array((mark + "\"" + inside + "\"").utf8))
        }
      }
    }
  }

  @Test func neverGuardsNumbers() throws {
    #expect(try rendered(.integer, .integer(-5), as: .csv(.excelES)) == "\u{FEFF}-5")
    #expect(try rendered(.decimal, .decimal(hundredths: -5), as: .csv(.rfc4180)) == "-0.05")
    #expect(try rendered(.plain, .text("-5"), as: .csv(.rfc4180)) == "'-5")
  }

  @Test(
    arguments: [
      ("a{{texto}}", .notAWholeField), ("{{texto}}a", .notAWholeField),
      ("{{texto}}{{texto}}", .notAWholeField), ("\"{{texto}}\"", .notAWholeField),
      ("{{texto}} ,a", .notAWholeField), ("a,b\"c", .malformedQuotes), ("\"a\"b", .malformedQuotes),
      ("\"a", .malformedQuotes), ("a,b\n{{texto}}\n", .otherFieldCount(expected: 2, found: 1)),
      ("a,b\nc,d,e", .otherFieldCount(expected: 2, found: 3)),
      ("a,b\n\nc,d\n", .otherFieldCount(expected: 2, found: 1)),
      ("a,{{#hay}}b{{/hay}}", .sectionBreaksLine), ("{{#hay}}a,{{/hay}}b", .sectionBreaksLine),
      ("a,b\n{{#hay}}c,d{{/hay}}", .sectionBreaksLine),
    ] as [(String, TemplateError.Problem)])
  func refusesBrokenSkeletons(_ template: String, _ problem: TemplateError.Problem) {
    let shape = Shape([Field("texto", .text, ""), Field("hay", .flag, "")])
    #expect(errors(template, shape, as: .csv(.rfc4180)).first?.problem == problem)
  }

  @Test func tellsTheLineOfABrokenSkeleton() {
    let template = "a,b\n{{#filas}}\n{{texto}},{{numero}},\n{{/filas}}\n"
    let found = errors(template, Self.shape, as: .csv(.excelES))
    #expect(found.map(\.place.line) == [3])
    #expect(found.map(\.problem) == [.otherFieldCount(expected: 2, found: 3)])
  }

  @Test func judgesEveryLineByItself() {
    let shape = Shape([Field("texto", .text, "")])
    let found = errors("{{texto}}x,b\nc,d\ne\n", shape, as: .csv(.excelES))
    #expect(found.map(\.place.line) == [1, 3])
    #expect(found.map(\.problem) == [.notAWholeField, .otherFieldCount(expected: 2, found: 1)])
  }

  @Test func takesEitherLineEndInTheTemplate() throws {
    let template = Self.template.replacing("\n", with: "\r\n")
    let result = try rendered(template, Self.shape, Self.data, as: .csv(.rfc4180))
    #expect(try rendered(Self.template, Self.shape, Self.data, as: .csv(.rfc4180)) == result)
  }

  @Test(arguments: CSVDialect.all.map(\.name), [1, 2, 3] as [UInt64])
  func anyTextIsReadBack(_ dialectName: String, _ seed: UInt64) throws {
    let dialect = try #require(CSVDialect.all.first { $0.name == dialectName })
    var numbers = SeededNumbers(seed: seed)
    let pieces = ["\"", ";", ",", "\r", "\n", "=", "-", "'", "a", "ñ", "\u{301}", "😀", " ", "\t"]
    let rows = (0..<300).map { _ in
      (0..<3).map { _ in
        (0..<Int.random(in: 0...6, using: &numbers))
          .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &numbers)] }.joined()
      }
    }
    let shape = Shape(["a", "b", "c"].map { Field($0, .text, "") })
    let compiled = try Template.compile(
      "prueba", in: templateSet("a,b,c\n{{#filas}}\n{{a}},{{b}},{{c}}\n{{/filas}}\n"),
      for: Shape([Field("filas", .list(shape), "")]), as: .csv(dialect))
    let records = rows.map { Record($0.map { .text($0) }) }
    let bytes = try compiled.bytes(Record([.list(records)]))
    let read = try #require(readCSV(bytes, dialect: dialect))
    let expected = rows.map { $0.map { Array(guarded($0).utf8) } }
    #expect(Array(read.dropFirst()) == expected, "seed \(seed)")
    let head = try compiled.bytes(Record([.list([])]))
    #expect(try head + fieldByField(rows, dialect) == bytes, "seed \(seed)")
  }

  /// The rows without a template: texts, bytes, fields that were made before, and none for no text.
  private func fieldByField(_ rows: [[String]], _ dialect: CSVDialect) throws -> [UInt8] {
    try CSVRows.fields(dialect) { written in
      for row in rows {
        try written.text(row[0])
        try Array(row[1].utf8).withUnsafeBytes { try written.text($0) }
        if row[2].isEmpty {
          try written.absent()
        } else {
          try CSVRows.field(row[2], dialect).withUnsafeBytes { try written.made($0) }
        }
        try written.endRow()
      }
    }
  }

  @Test func numbersFieldByFieldAreThoseOfTemplates() throws {
    var numbers = [0, -5, 1234, Int.max, Int.min]
    var power = 1
    for _ in 0..<18 {
      power *= 10
      numbers += [power - 1, power, power + 1, power / 8 * 7, -power]
    }
    let bytes = try CSVRows.fields(.rfc4180) { written in
      for number in numbers { try written.integer(number) }
      try written.endRow()
    }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == numbers.map(String.init).joined(separator: ",") + "\n")
  }

  @Test func rowsOutgrowTheRoomThatWasExpected() throws {
    let texts = (0..<200).map { String(repeating: "ñ;\"", count: $0) }
    for expected in [0, 1, 100, 1 << 20] {
      let rows = try CSVRows.bytes(.excelES, expecting: expected) { written in
        for text in texts {
          try written.text(text)
          try written.integer(text.utf8.count)
          try written.endRow()
        }
      }
      let plain = texts.map { text in
        (text.isEmpty ? "" : "\"\(text.replacing("\"", with: "\"\""))\"")
          + ";\(text.utf8.count)\r\n"
      }
      #expect(rows.withUnsafeBytes { Array($0) } == Array(plain.joined().utf8))
      #expect(rows.count == plain.joined().utf8.count)
    }
  }

  /// Where a byte that asks for quotes stands, in texts of all lengths around the steps of the search.
  @Test func quotesAreFoundAnywhereInAText() throws {
    for count in 1...80 {
      let plain = [UInt8](repeating: UInt8(ascii: "a"), count: count)
      let unquoted = try CSVRows.fields(.rfc4180) { row in
        try plain.withUnsafeBytes { try row.text($0) }
      }
      #expect(unquoted == plain)
      for place in 0..<count {
        for sign in [UInt8(ascii: ","), 0x0A, 0x0D] {
          var text = plain
          text[place] = sign
          let field = try CSVRows.fields(.rfc4180) { row in
            try text.withUnsafeBytes { try row.text($0) }
          }
          let guarded = place == 0 && sign == 0x0D ? [0x27] + text : text
          #expect(field == [0x22] + guarded + [0x22])
        }
      }
    }
  }

  @Test(arguments: CSVDialect.all)
  func rowsOfValuesAreThoseOfTemplates(dialect: CSVDialect) throws {
    guard case .list(let records) = try CSVTests.data.value(0) else { return }
    let template = try Template.compile(
      "prueba", in: templateSet(CSVTests.template), for: CSVTests.shape, as: .csv(dialect))
    let head = try template.bytes(Record([.list([]), .absent]))
    var written = 0
    let bytes = try CSVRows.bytes(dialect) { rows in
      for record in records { try rows.row(record) }
      written = rows.count
    }
    #expect(try head + bytes.withUnsafeBytes { Array($0) } == template.bytes(CSVTests.data))
    #expect(written == bytes.count)
    #expect(throws: (any Error).self) {
      try CSVRows.bytes(dialect) { try $0.row(Record([.flag(true)])) }
    }
  }

  /// What is written is counted, also where the room has to grow.
  @Test func bytesAreCounted() throws {
    let text = String(repeating: "a", count: 100_000)
    let bytes = try CSVRows.bytes(.rfc4180) { rows in
      for number in 1...3 {
        try rows.text(number == 2 ? text : "b")
        try rows.endRow()
        #expect(rows.count == [2, 100_003, 100_005][number - 1])
      }
    }
    #expect(bytes.count == 100_005)
  }

  private func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return text
    }
    return "'" + text
  }

  /// A plain reader of RFC 4180; `nil` for bytes that break its rules.
  private func readCSV(_ bytes: [UInt8], dialect: CSVDialect) -> [[[UInt8]]]? {
    let isExcel = dialect == .excelES
    let mark: [UInt8] = isExcel ? [0xEF, 0xBB, 0xBF] : []
    let lineEnd: [UInt8] = isExcel ? [0x0D, 0x0A] : [0x0A]
    guard bytes.starts(with: mark) else { return nil }
    var rest = bytes.dropFirst(mark.count)
    var rows: [[[UInt8]]] = []
    var row: [[UInt8]] = []
    while !rest.isEmpty {
      guard let field = readField(&rest, separator: isExcel ? 0x3B : 0x2C) else { return nil }
      row.append(field)
      if rest.first == (isExcel ? 0x3B : 0x2C) {
        rest.removeFirst()
      } else if rest.starts(with: lineEnd) {
        rest = rest.dropFirst(lineEnd.count)
        rows.append(row)
        row = []
      } else {
        return nil
      }
    }
    return row.isEmpty ? rows : nil
  }

  private func readField(_ rest: inout ArraySlice<UInt8>, separator: UInt8) -> [UInt8]? {
    guard rest.first == 0x22 else {
      let field = rest.prefix { $0 != separator && $0 != 0x0D && $0 != 0x0A }
      rest = rest.dropFirst(field.count)
      return field.contains(0x22) ? nil : Array(field)
    }
    rest.removeFirst()
    var field: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte != 0x22 {
        field.append(byte)
      } else if rest.first == 0x22 {
        field.append(byte)
        rest.removeFirst()
      } else {
        return field
      }
    }
    return nil
  }
}
