import Foundation
import Model
import TestSupport
import Testing

@testable import Reading

/// The recognition of headers (contract 1 §1 and §2).
@Suite struct HeaderTests {
  /// What `body` makes of the names in cells separated by `;`, if any is known.
  private func match<Result>(_ cells: String, _ body: (HeadingMatch) -> Result?) -> Result? {
    let arena = Arena()
    return withExtendedLifetime(arena) {
      let cells = cells.components(separatedBy: ";").map { arena.keep(Array($0.utf8)) }
      return Readings.vocabulary.headings.match(cells).flatMap(body)
    }
  }

  private func header(_ cells: String) -> TableHeader? {
    match(cells) { TableHeader($0) }
  }

  @Test func theKindWithTheMostRequiredColumnsIsTaken() {
    #expect(header("vigencia;codigo_dane;fecha_limite;fecha_entrega")?.kind == .deliveries)
    let both =
      "vigencia;codigo_pam;estrategia;codigo_actividad;codigo_dane;modalidad;fecha_programada"
    #expect(header(both)?.kind == .plannedActivities)
  }

  @Test func ofKindsWithAsManyTheFirstIsTaken() {
    let both = "vigencia;codigo_dane;motivo;autoriza;fecha_limite;fecha_entrega"
    #expect(header(both)?.kind == .deliveries)
    let others = "vigencia;codigo_dane;motivo;autoriza;componente;valoracion"
    #expect(header(others)?.kind == .valuations)
  }

  @Test func columnsInAnyOrderWithAnySpelling() throws {
    let found = try #require(header("Fecha Entrega;CÓDIGO-DANE;;Vigencia;fecha límite;;"))
    #expect(found.kind == .deliveries)
    #expect(found.width == 5)
    #expect(found.ordinals[DeliveryColumn.fecha_entrega.rawValue] == 1)
    #expect(found.ordinals[DeliveryColumn.fecha_limite.rawValue] == 5)
    #expect(found.ordinals[DeliveryColumn.medio.rawValue] == 0)
    #expect(found.unknown.isEmpty && found.repeated.isEmpty)
  }

  @Test func aliasesNameColumnsUnlessTheOwnNameIsThere() throws {
    let (alias, column) = try #require(
      Readings.vocabulary.columnAliases.first { $0.value == "codigo_dane" })
    let found = try #require(header("\(alias);vigencia;fecha_limite;fecha_entrega"))
    #expect(found.ordinals[DeliveryColumn.codigo_dane.rawValue] == 1)
    let both = try #require(
      header("\(alias);vigencia;fecha_limite;fecha_entrega;\(column);\(alias)"))
    #expect(both.ordinals[DeliveryColumn.codigo_dane.rawValue] == 5)
    #expect(both.unknown == [alias, alias])
    #expect(both.repeated.isEmpty)
  }

  @Test func aRepeatedColumnIsToldWithItsSecondOrdinal() throws {
    let found = try #require(header("vigencia;codigo_dane;fecha_limite;fecha_entrega;x;Vigencia"))
    #expect(found.repeated.map(\.column) == ["vigencia"])
    #expect(found.repeated.map(\.ordinal) == [6])
    #expect(found.unknown == ["x"])
  }

  @Test func whatTheNearestKindLacksIsTold() throws {
    let nearest = try #require(
      match("vigencia;codigo_dane;fecha_entrega") { TableHeader.nearest($0) })
    #expect(nearest.kind == .deliveries)
    #expect(nearest.missing == ["fecha_limite"])
  }

  @Test func whatNamesNoColumnIsNoHeader() {
    #expect(match("2025;Aguada;***;", { $0.cells.count }) == nil)
    #expect(match("sede;Vigencia;;", { $0.cells.count }) == 2)
    #expect(match("vigencia", { TableHeader($0)?.kind }) == nil)
  }
}

/// Tables as Excel writes them (contract 1 §2).
@Suite struct TableTests {
  private static let header = "vigencia;codigo_dane;fecha_limite;fecha_entrega"
  private static let row = "2025;168013000016;2025-03-31;"

  @Test(arguments: [";", ",", "\t"]) func separators(separator: String) throws {
    let text = "\(TableTests.header)\n\(TableTests.row)\n".replacing(";", with: separator)
    let readout = try Readings.read(text)
    #expect(readout.kinds == [.deliveries])
    #expect(readout.records.count == 1)
  }

  @Test(arguments: ["sep=|\n", "\"sep=|\"\r\n", "SEP=|\r"]) func aSeparatorLine(line: String) throws
  {
    let text =
      line + "\(TableTests.header)\n\(TableTests.row)\n2025;x;;\n".replacing(";", with: "|")
    let readout = try Readings.read(text)
    #expect(readout.kinds == [.deliveries])
    #expect(readout.findings.contains("4:2 R106 codigo_dane «x»"))
    let other = try Readings.read(line + "\(TableTests.header)\n\(TableTests.row)\n")
    #expect(other.fileFindings == ["F001"], "only the named separator is tried")
  }

  @Test func theHeaderIsOneOfTheFirstTwentyRecords() throws {
    let title = "Control de entregas;;\n\n\"a\nb\"\n"
    let readout = try Readings.read(title + TableTests.header + "\n" + TableTests.row + "\nx;;;\n")
    #expect(readout.records.count == 1)
    #expect(readout.findings.first?.hasPrefix("7:1 R102 vigencia") == true)
    for (above, expected) in [(19, [RecordKind.deliveries]), (20, [])] {
      let title = String(repeating: "x\n", count: above)
      let found = try Readings.read(title + TableTests.header + "\n" + TableTests.row + "\n")
      #expect(found.kinds == expected, "\(above) records above")
    }
    let mark = "sep=;\n" + String(repeating: "\n", count: 19)
    #expect(
      try Readings.read(mark + TableTests.header + "\n" + TableTests.row).kinds == [.deliveries])
  }

  @Test func blankRowsAreNotCountedAndSurplusFieldsAreR107() throws {
    let text = """
      \(TableTests.header)
      ; ;\u{A0};
      \(TableTests.row);;
      \(TableTests.row);; z
      ;;;;;

      """
    let readout = try Readings.read(text)
    #expect(readout.records.count == 1)
    #expect(readout.findings == ["4:6 R107  «z»"])
    #expect(readout.rejects == ["4 #1 R107|\(TableTests.row);; z"])
  }

  @Test func aRejectTellsEveryFieldAndKeepsThePhysicalRecord() throws {
    let readout = try Readings.read(
      "\(TableTests.header)\r\n1999;1,68E+11;\"31/02/2025\r\n\";mañana\r\n\(TableTests.row)")
    #expect(
      readout.findings == [
        "2:1 R103 vigencia «1999»", "2:2 R106 codigo_dane «1,68E+11»",
        "2:3 R104 fecha_limite «31/02/2025»", "2:4 R104 fecha_entrega «mañana»",
      ])
    #expect(
      readout.rejects == ["2 #0 R103 R104 R106|1999;1,68E+11;\"31/02/2025\r\n\";mañana"])
    #expect(readout.records.count == 1)
  }

  /// Wherever a column stands, and those of the whole row among those of its fields.
  @Test func faultsAreToldInTheOrderOfColumns() throws {
    let readout = try Readings.read(
      "fecha_entrega;fecha_limite;codigo_dane;vigencia\nmañana;ayer;y;x;z\n")
    #expect(
      readout.findings == [
        "2:1 R104 fecha_entrega «mañana»", "2:2 R104 fecha_limite «ayer»",
        "2:3 R106 codigo_dane «y»", "2:4 R102 vigencia «x»", "2:5 R107  «z»",
      ])
  }

  /// A name that both editions have is the one of the edition that its row names, or of the default one.
  @Test func aNameIsOfTheEditionOfItsRow() throws {
    let header = "vigencia;codigo_dane;componente;valoracion;edicion\n"
    let named = "2025;168013000016;Plan de estudios;2;2026\n"
    let unnamed = "2025;168013000016;Plan de estudios;2;\n"
    let apart = try [named, unnamed].map { try Readings.read(header + $0).records[0] }
    let together = try Readings.read(header + named + unnamed + named + unnamed)
    func component(_ record: String) throws -> Substring {
      let found = try #require(record.firstRange(of: /component: \d+/))
      return record[found]
    }
    let components = try together.records.map(component)
    let expected = try apart.map(component)
    #expect(expected[0] != expected[1])
    #expect(components == [expected[0], expected[1], expected[0], expected[1]])
  }

  /// A name is told apart by the edition of its row also where that is none of the named ones.
  @Test func aNameIsOfAnyOfSeveralEditions() throws {
    let vocabulary = Readings.vocabulary(defaultEdition: Edition(year: 2034))
    let header = "vigencia;codigo_dane;componente;valoracion;edicion\n"
    let rows = ["2008", "2026", "2008", "2026"].map {
      "2025;168013000016;Plan de estudios;2;\($0)\n"
    }
    func components(_ text: String) throws -> [Substring] {
      let context = ReadingContext(vocabulary: vocabulary, judgement: nil, keepsTexts: true)
      let records = try Readings.read(Array((header + text).utf8), context: context).records
      return try records.map { record in
        let found = try #require(record.firstRange(of: /component: \d+/))
        return record[found]
      }
    }
    let apart = try rows.flatMap(components)
    #expect(apart.count == 4 && apart[0] != apart[1])
    #expect(try components(rows.joined()) == apart)
  }

  /// A word that was refused is refused again, but not in a row whose edition has it.
  @Test func aRefusedWordIsRefusedAgain() throws {
    let header = "vigencia;codigo_dane;componente;valoracion;edicion\n"
    func row(_ component: String, _ edition: String) -> String {
      "2025;168013000016;\(component);2;\(edition)\n"
    }
    // Names of one edition only, and one of none.
    for name in ["Metas institucionales", "Liderazgo y articulación institucional", "DIR-9-9"] {
      let editions = ["", "2008", "2026", "", "2008", "2026", ""]
      let apart = try editions.map { try Readings.read(header + row(name, $0)).records.count }
      let together = try Readings.read(header + editions.map { row(name, $0) }.joined())
      #expect(together.records.count == apart.reduce(0, +), "\(name)")
      #expect(together.findings.count == editions.count - together.records.count)
    }
  }

  /// R109 is of a fecha_fin before fecha_inicio: an action of one day is none.
  @Test(arguments: [("2025-02-01", false), ("2025-01-31", true), ("2025-02-02", false)])
  func anActionMayEndOnTheDayOnWhichItBegins(end: String, isRejected: Bool) throws {
    let readout = try Readings.read(
      "vigencia;codigo_dane;componente;oportunidad_no;oportunidad;meta_no;meta;accion_no;accion;"
        + "responsable;recursos;fecha_inicio;fecha_fin\n"
        + "2025;168013000016;DIR-1-1;1;Oportunidad;1;Meta;1;Acción;Rectoría;Propios;2025-02-01;\(end)\n"
    )
    #expect(
      readout.findings == (isRejected ? ["2:13 R109 fecha_fin «2025-01-31»"] : []))
    #expect(readout.rejects.count == (isRejected ? 1 : 0))
  }

  @Test func requiredValuesMayNotBeMarkersOfAbsence() throws {
    let readout = try Readings.read("\(TableTests.header)\n2025;N/A;;S/D\n")
    #expect(
      readout.findings == ["2:2 R101 codigo_dane «N/A»", "2:3 R101 fecha_limite «»"])
  }

  @Test func theOrderOfFileFaults() throws {
    let repeated = "\(TableTests.header);vigencia\n"
    let full = "\(TableTests.row)2025-01-01;2025\n"
    let broken = "2025;\"sin cierre\n"
    #expect(try Readings.read(repeated + full).fileFindings == ["F006:1"])
    #expect(try Readings.read(repeated).fileFindings == ["F009"])
    #expect(try Readings.read(repeated + broken).fileFindings == ["F006:1"])
    #expect(try Readings.read(TableTests.header + "\n" + broken).fileFindings == ["F008:2"])
    #expect(try Readings.read("a;b\n" + broken).fileFindings == ["F001"])
    #expect(try Readings.read(repeated + full + "\0").fileFindings == ["F002"])
    #expect(try Readings.read("a;b\n\0").fileFindings == ["F002"])
    #expect(try Readings.read("").fileFindings == ["F009"])
    #expect(try Readings.read("\n\n  \n").fileFindings == ["F009"])
    #expect(
      try Readings.read("\(TableTests.header);x\n\(TableTests.row)").fileFindings == ["F012:1"])
  }

  /// A record over a limit above the header, or the header itself, hides no header.
  @Test func recordsOverALimitInTheHead() throws {
    let wide = String(repeating: ";", count: 1000)
    let table = "\(TableTests.header)\n\(TableTests.row)\n"
    #expect(try Readings.read("x\n\(wide)\"a\"\"\r\nb\"\n\(table)").fileFindings == ["F008:2"])
    #expect(try Readings.read("\(TableTests.header)\(wide)\nx\n").fileFindings == ["F008:1"])
    #expect(try Readings.read("sep=;\r\n\(wide)\r\n\(table)").fileFindings == ["F008:2"])
    #expect(try Readings.read("\(wide)\n\(TableTests.header)\n").fileFindings == ["F009"])
    #expect(try Readings.read("\(wide)\na;b\n").fileFindings == ["F001"])
    let long = String(repeating: "a", count: 1_048_577)
    #expect(try Readings.read("x\n\(long)\n\(table)").fileFindings == ["F008:2"])
  }

  @Test func ofARefusedFileNothingIsKept() throws {
    let readout = try Readings.read("\(TableTests.header)\n\(TableTests.row)\nx;\"sin cierre\n")
    #expect(readout.fileFindings == ["F008:3"])
    #expect(readout.records.isEmpty && readout.findings.isEmpty && readout.rejects.isEmpty)
    #expect(readout.kinds.isEmpty && readout.format == nil)
  }
}

/// Encodings (contract 1 §2).
@Suite struct EncodingTests {
  private static let text =
    "vigencia;codigo_dane;fecha_limite;fecha_entrega;observaciones\n2025;168013000016;2025-03-31;;Ñandú €\n2025;niño;2025-03-31;;\n"

  private func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
    (isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF])
      + text.utf16.flatMap { unit -> [UInt8] in
        let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return isLittle ? bytes : bytes.reversed()
      }
  }

  private func windows1252(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
  }

  @Test func everyEncodingGivesTheSameRecords() throws {
    let plain = try Readings.read(EncodingTests.text)
    #expect(plain.encoding == .utf8)
    #expect(plain.findings == ["3:2 R106 codigo_dane «niño»"])
    let forms: [(SourceEncoding, [UInt8])] = [
      (.utf8WithMark, [0xEF, 0xBB, 0xBF] + Array(EncodingTests.text.utf8)),
      (.utf16Little, utf16(EncodingTests.text, isLittle: true)),
      (.utf16Big, utf16(EncodingTests.text, isLittle: false)),
      (.windows1252, windows1252(EncodingTests.text)),
    ]
    for (encoding, bytes) in forms {
      for size in [16, 17, 64, 1 << 20] {
        let found = try Readings.read(bytes, blockSize: size)
        #expect(found.encoding == encoding)
        #expect(found.records == plain.records, "\(encoding) in blocks of \(size)")
        #expect(found.findings == plain.findings && found.rejects == plain.rejects)
        #expect(found.fileFindings == (encoding == .windows1252 ? ["F003"] : []))
      }
    }
  }

  @Test func surrogatePairsSurviveAnyBlock() throws {
    let text = EncodingTests.text.replacing("€", with: "𝄞𝄞𝄞")
    let plain = try Readings.read(text)
    for size in 16...40 {
      let found = try Readings.read(utf16(text, isLittle: true), blockSize: size)
      #expect(found.records == plain.records, "\(size)")
    }
  }

  @Test func bytesThatAreNoText() throws {
    let header = Array("vigencia;codigo_dane;fecha_limite;fecha_entrega\n".utf8)
    let cases: [(String, [UInt8])] = [
      ("undefined byte", header + [0x81]),
      ("undefined byte far behind", header + Array(repeating: 0x61, count: 500) + [0x8D]),
      ("NUL", header + [0x00]), ("bad UTF-8 after a mark", [0xEF, 0xBB, 0xBF] + header + [0xF1]),
      ("half a unit", utf16("a;b\n", isLittle: true) + [0x61]),
      ("half a character", utf16("a;b\n", isLittle: true) + [0x00, 0xD8]),
      ("half a character inside", utf16("a;b\n", isLittle: true) + [0x00, 0xDC, 0x61, 0x00]),
    ]
    for (name, bytes) in cases {
      for size in [16, 1 << 20] {
        let found = try Readings.read(bytes, blockSize: size)
        #expect(found.fileFindings == ["F002"], "\(name) in blocks of \(size)")
        #expect(found.kinds.isEmpty)
      }
    }
  }

  @Test func aNulOfUTF16IsAControlLikeOthers() throws {
    let text = EncodingTests.text.replacing("€", with: "\0")
    let found = try Readings.read(utf16(text, isLittle: true))
    #expect(found.fileFindings.isEmpty)
    #expect(found.findings.contains { $0.contains("R108 observaciones") })
  }
}
