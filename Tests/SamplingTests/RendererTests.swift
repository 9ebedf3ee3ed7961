import Testing

@testable import Sampling

@Suite struct RendererTests {
  private func write(_ shape: FileShape, kind: RecordKind = .pam, _ row: (inout TextPool) -> Row)
    throws -> [UInt8]
  {
    var pool = TextPool()
    let row = row(&pool)
    let folder = try Folder()
    let file = try RecordFile(path: folder.path + "/x", kind: kind, shape: shape, pool: pool)
    try file.write(row)
    _ = try file.close()
    return try #require(try folder.read()["x"])
  }

  private func strategy(_ text: String) -> (inout TextPool) -> Row {
    { pool in [.integer(2025), .text(pool.add("PAM-1")), .text(pool.add(text)), .absent, .absent] }
  }

  @Test func tablesQuoteWhatTheirSeparatorNeeds() throws {
    let bytes = try write(.plain, strategy("Leer; \"crecer\""))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasSuffix("\n2025;PAM-1;\"Leer; \"\"crecer\"\"\";;\n"))
    let comma = try write(FileShape.tables[2], strategy("Leer; crecer"))
    #expect(String(decoding: comma, as: UTF8.self).hasSuffix("\n2025,PAM-1,Leer; crecer,,\n"))
  }

  @Test func excelsEncodingsAreWritten() throws {
    let windows = try write(FileShape.tables[0], strategy("Año – sí"))
    let expected: [UInt8] = [0x41, 0xF1, 0x6F, 0x20, 0x96, 0x20, 0x73, 0xED, 59, 59, 13, 10]
    #expect(windows.suffix(12) == expected[...])
    let wide = try write(FileShape.tables[3], strategy("ñ"))
    #expect(wide.suffix(10) == [0xF1, 0, 9, 0, 9, 0, 13, 0, 10, 0][...])
  }

  @Test func valuesAreSpeltInTheFormsOwnWay() throws {
    let kind = RecordKind.route
    func row(_ pool: inout TextPool) -> Row {
      var row = Row(repeating: .absent, count: kind.columns.count)
      row[.avance] = .percentage(hundredths: 4550)
      row[.presupuesto] = .money(1_500_000)
      row[.fechaInicio] = .date(CalendarDay(2025, 3, 5))
      return row
    }
    let pesos = String(decoding: try write(FileShape.tables[0], kind: kind, row), as: UTF8.self)
    #expect(pesos.contains(";05/03/2025;;;$ 1.500.000;45,5;"))
    let cents = String(decoding: try write(FileShape.tables[1], kind: kind, row), as: UTF8.self)
    #expect(cents.contains(";5/03/2025;;;1.500.000,00;45,5 %;"))
    let points = String(decoding: try write(FileShape.tables[2], kind: kind, row), as: UTF8.self)
    #expect(points.contains(",2025-03-05,,,1500000,45.5,"))
  }

  @Test func xmlEscapesItsMarkup() throws {
    let shape = FileShape(syntax: .flatXML(attributes: true))
    let text = String(decoding: try write(shape, strategy("a<b & \"c\"\nd\u{7}")), as: UTF8.self)
    #expect(text.contains("estrategia=\"a&lt;b &amp; &quot;c&quot;&#10;d&#x86;\"/>"))
    #expect(text.contains("<estrategia vigencia=\"2025\" codigoPam=\"PAM-1\""))
  }

  @Test func spreadsheetsSkipAbsentCells() throws {
    let shape = FileShape(syntax: .spreadsheet)
    let bytes = try write(shape) { pool in
      [.integer(2025), .absent, .text(pool.add("x")), .absent, .date(CalendarDay(2025, 1, 2))]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("<Data ss:Type=\"Number\">2025</Data></Cell><Cell ss:Index=\"3\">"))
    #expect(
      text.contains("ss:Index=\"5\" ss:StyleID=\"s21\"><Data ss:Type=\"DateTime\">2025-01-02T"))
    #expect(XMLCheck.fault(in: bytes) == nil)
  }

  @Test func neighbouringRowsShareTheirElements() throws {
    var pool = TextPool()
    var row = Row(repeating: .absent, count: RecordKind.route.columns.count)
    row[.vigencia] = .integer(2025)
    row[.oportunidadNo] = .integer(1)
    row[.metaNo] = .integer(1)
    row[.accion] = .text(pool.add("Leer"))
    let folder = try Folder()
    let shape = FileShape(syntax: .routeXML)
    let file = try RecordFile(path: folder.path + "/x", kind: .route, shape: shape, pool: pool)
    for (goal, action) in [(1, 1), (1, 2), (2, 3)] {
      row[.metaNo] = .integer(goal)
      row[.accionNo] = .integer(action)
      try file.write(row)
    }
    _ = try file.close()
    let bytes = try #require(try folder.read()["x"])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(XMLCheck.fault(in: bytes) == nil)
    #expect(text.components(of: "<ruta ") == 1)
    #expect(text.components(of: "<meta ") == 2)
    #expect(text.components(of: "<accion ") == 3)
    #expect(text.contains("<ruta codigoDane=\"\" vigencia=\"2025\">"))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
