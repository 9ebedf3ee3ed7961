import Foundation
import TestSupport
import Testing

/// A hostile file beside good ones is told with a code, and every other figure stays (contract 2).
@Suite struct HostileFileTests {
  struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    let code: String
    let line: String
    let bytes: @Sendable () -> [UInt8]

    init(
      _ name: String, _ code: String, line: String = "", _ bytes: @escaping @Sendable () -> [UInt8]
    ) {
      self.name = name
      self.code = code
      self.line = line
      self.bytes = bytes
    }

    init(_ name: String, _ code: String, line: String = "", text: String) {
      self.init(name, code, line: line) { Array(text.utf8) }
    }

    var testDescription: String { name }
  }

  private static let header = "vigencia;codigo_dane;fecha_limite;fecha_entrega\n"

  static let all: [Hostile] = [
    Hostile(
      "risas.xml", "F007", line: "2",
      text: """
        <?xml version="1.0"?>
        <!DOCTYPE lolz [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <controlEntregas><entrega>&b;</entrega></controlEntregas>
        """),
    Hostile(
      "externa.xml", "F007", line: "1",
      text: "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><controlEntregas/>"),
    Hostile(
      "entidad.xml", "F004", text: "<controlEntregas><entrega>&b;</entrega></controlEntregas>"),
    Hostile("honda.xml", "F008", line: "1") {
      Array("<controlEntregas>".utf8)
        + Array(repeatElement(Array("<a>".utf8), count: 50_000).joined())
    },
    Hostile(
      "atributos.xml", "F008", line: "1"
    ) {
      let attributes = (0..<5000).map { " a\($0)=\"1\"" }.joined()
      return Array("<controlEntregas\(attributes)/>".utf8)
    },
    Hostile(
      "parametro.xml", "F007", line: "1",
      text: "<!DOCTYPE r [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><controlEntregas/>"),
    Hostile("cuadratica.xml", "F007", line: "1") {
      let entity = String(repeating: "q", count: 50_000)
      let uses = String(repeating: "&q;", count: 50_000)
      return Array("<!DOCTYPE r [<!ENTITY q '\(entity)'>]><controlEntregas>\(uses)".utf8)
    },
    Hostile(
      "xinclude.xml", "F005", line: "1",
      text: "<controlEntregas xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
        + "<xi:include href=\"file:///etc/passwd\" parse=\"text\"/></controlEntregas>"),
    Hostile("atributo-enorme.xml", "F008", line: "1") {
      Array("<controlEntregas a='".utf8) + [UInt8](repeating: 0x78, count: 5_000_000)
        + Array("'/>".utf8)
    },
    Hostile("nombre-enorme.xml", "F008", line: "1") {
      [0x3C] + [UInt8](repeating: 0x61, count: 5_000_000) + Array("/>".utf8)
    },
    // In UTF-7 this is `<controlEntregas/>`; of a declared one nothing may be taken.
    Hostile(
      "utf7.xml", "F002",
      text: "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADw-controlEntregas/+AD4-"),
    Hostile("utf7.csv", "F001", text: "+/v8-" + header + "2025;168013000016;2025-03-31;\n"),
    Hostile("miente.xml", "F004") {
      Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><controlEntregas a='".utf8)
        + [0xF1] + Array("'/>".utf8)
    },
    // `<` and `/` in more bytes than they need are no UTF-8.
    Hostile("sobrelargo.xml", "F004") {
      Array("<controlEntregas>".utf8) + [0xC0, 0xBC, 0xC0, 0xAF] + Array("</controlEntregas>".utf8)
    },
    // One Character, two scalars: a mark after `<` makes no other sign of it.
    Hostile("marca.xml", "F004", text: "<controlEntregas><\u{338}entrega/></controlEntregas>"),
    Hostile("nul.csv", "F002") { Array((header + "2025;\0;;\n").utf8) },
    Hostile("utf16-impar.csv", "F002") {
      [0xFF, 0xFE] + header.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0x32]
    },
    Hostile("utf16-medio.csv", "F002") {
      let text = Array((header + "2025;").utf16) + [0xD83D] + Array(";;\n".utf16)
      return [0xFF, 0xFE] + text.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    },
    // UTF-16 with a NUL behind every sign.
    Hostile("utf32.csv", "F001") {
      [0xFF, 0xFE, 0, 0] + header.unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] }
    },
    Hostile("indefinido.csv", "F002") { Array(header.utf8) + [0x81, 0x0A] },
    Hostile("binario.csv", "F002") {
      var random = SeededRandom(seed: 5)
      return (0..<200_000).map { _ in UInt8(random.number(0...255)) }
    },
    Hostile("comilla.csv", "F008", line: "3") {
      Array((header + "2025;168013000016;2025-03-31;\n2025;\"168013000016;;\n").utf8)
        + [UInt8](repeating: 0x0A, count: 5_000_000)
    },
    Hostile("cien-megas.csv", "F008", line: "2") {
      Array((header + "2025;").utf8) + [UInt8](repeating: 0x61, count: 100_000_000)
    },
    Hostile("muchas-columnas.csv", "F008", line: "2") {
      Array(header.utf8) + [UInt8](repeating: 0x3B, count: 1_000_000)
    },
    Hostile("un-millon-de-columnas.csv", "F008", line: "1") {
      Array(header.utf8.dropLast() + (0..<1_000_000).flatMap { Array(";c\($0)".utf8) })
        + Array("\n2025;168013000016;2025-03-31;\n".utf8)
    },
    Hostile("solo-comillas.csv", "F001") { [UInt8](repeating: 0x22, count: 3_000_001) },
    Hostile("vacio.csv", "F009", text: ""),
    Hostile("saltos.csv", "F009") { [UInt8](repeating: 0x0A, count: 2_000_000) },
    Hostile("encabezado-muy-abajo.csv", "F001") {
      [UInt8](repeating: 0x0A, count: 20) + Array((header + "2025;168013000016;;\n").utf8)
    },
    Hostile("otra-cosa.csv", "F001", text: "a;b;c\n1;2;3\n"),
    Hostile("recortado.xml", "F004", text: "<controlEntregas><entrega vigencia=\"2025\""),
    Hostile("sin-hojas.xlsx", "F001") { ZipFixture(["notas.txt": "hola"]).bytes },
    Hostile("sin-parte.xlsx", "F002") { workbook(["xl/_rels/workbook.xml.rels": relations]).bytes },
    Hostile("parte-repetida.xlsx", "F002") {
      var archive = workbook([:])
      archive.parts.append(archive.parts[0])
      return archive.bytes
    },
    Hostile("otra-compresion.xlsx", "F002") {
      var archive = workbook([:])
      archive.parts[0].method = 12
      return archive.bytes
    },
    Hostile("parte-con-doctype.xlsx", "F007") {
      workbook(["xl/workbook.xml": "<!DOCTYPE workbook><workbook/>"]).bytes
    },
  ]

  private static let relations = ZipFixture.relationships([("worksheet", "sheet.xml")])

  /// The frame of a workbook of Office Open XML, with these parts besides.
  private static func workbook(_ parts: [String: String]) -> ZipFixture {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let frame = [
      "_rels/.rels": ZipFixture.relationships([("officeDocument", "xl/workbook.xml")]),
      "xl/workbook.xml":
        "<workbook xmlns='\(main)' xmlns:r='\(office)'><sheets><sheet name='Hoja' sheetId='1' r:id='r0'/></sheets></workbook>",
    ]
    return ZipFixture(frame.merging(parts) { $1 })
  }

  @Test(arguments: all) func besideGoodFiles(hostile: Hostile) throws {
    let golden = GoldenCase(name: "mixed-territory")
    let folder = try golden.prepareInput()
    let input = folder.path + "/input"
    try Data(hostile.bytes()).write(to: URL(fileURLWithPath: input + "/" + hostile.name))
    let run = try PublishedRun(input)
    try #require(run.ending.status == 0, "\(run.ending.complaint)")
    for (name, bytes) in try golden.expectedTables {
      let expected = bytes.map { CSVTable($0).rows } ?? []
      let found = CSVTable(try #require(try run.tables[name])).rows
      #expect(found.filter { $0["archivo"] != hostile.name } == expected, "\(name)")
    }
    let findings = try run.table("diagnosticos").rows(where: "archivo", is: hostile.name)
    #expect(findings.map { $0["codigo"] } == [hostile.code])
    if hostile.code != "F004" { #expect(findings.map { $0["linea"] } == [hostile.line]) }
    let file = try #require(
      try run.table("archivos").rows(where: "archivo", is: hostile.name).first)
    #expect(file["leidas"] == "0" && file["aceptadas"] == "0" && file["rechazadas"] == "0")
    #expect(file["tipo"] == "")
  }
}
