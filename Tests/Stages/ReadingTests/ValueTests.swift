import Foundation
import Model
import Testing

@testable import Reading

/// The fault of a value, or the value as a text.
private func told<Value>(_ body: () throws(ValueFault) -> Value) -> String {
  do throws(ValueFault) {
    return "\(try body())"
  } catch {
    return "\(error)"
  }
}

private func read<Value>(
  _ text: String, _ form: (Bytes) throws(ValueFault) -> Value
) -> String {
  withBytes(text) { bytes in told { () throws(ValueFault) in try form(bytes) } }
}

/// Contract 1 §3.
@Suite struct NumberTests {
  @Test(arguments: [
    ("1", "1"), ("0", "0"), ("001", "1"), ("999999999", "999999999"), ("1000000000", "outOfRange"),
    ("0000000001", "outOfRange"), ("+1", "notNumber"), ("-1", "notNumber"), ("1.0", "notNumber"),
    ("", "notNumber"), ("12a", "notNumber"), ("١", "notNumber"), ("1 2", "notNumber"),
    ("123456789", "123456789"), ("987654321", "987654321"), ("12345678901a", "notNumber"),
  ]) func integers(text: String, expected: String) {
    #expect(read(text, Numbers.integer) == expected)
  }

  @Test(arguments: [
    ("45", "4500"), ("45.5", "4550"), ("45,5", "4550"), ("45,05", "4505"), ("-3,25", "-325"),
    ("45 %", "4500"), ("45%", "4500"), ("45\u{A0}%", "4500"), ("007", "700"), ("-0", "0"),
    ("123456789012", "12345678901200"), ("1234567890123", "outOfRange"), ("45,555", "notNumber"),
    (",5", "notNumber"), ("5,", "notNumber"), ("1.000,5", "notNumber"), ("+5", "notNumber"),
    ("--5", "notNumber"), ("1e3", "notNumber"), ("5 % %", "notNumber"), ("%", "notNumber"),
    ("-", "notNumber"), ("", "notNumber"), ("1234567890123,456", "notNumber"),
    ("1 000", "notNumber"), ("999999999999,99", "99999999999999"),
    ("-999999999999.9", "-99999999999990"),
    ("-1234567890123", "outOfRange"), ("0,1", "10"), ("0,01", "1"), ("-0,01", "-1"),
    ("1,0a", "notNumber"),
    ("a,01", "notNumber"), ("9", "900"), (":", "notNumber"), ("/", "notNumber"),
    ("1.2.3", "notNumber"),
  ]) func decimals(text: String, expected: String) {
    #expect(
      read(text) { (bytes) throws(ValueFault) in try Numbers.decimal(bytes, allowsPercent: true) }
        == expected)
  }

  @Test(arguments: [
    ("1500000", "150000000"), ("$ 1.500.000", "150000000"), ("$1.500.000,50", "150000050"),
    ("1.500", "150000"), ("1.5", "150"), ("1500,5", "150050"), ("$ -5", "-500"),
    ("999.999.999.999", "99999999999900"), ("1.999.999.999.999", "outOfRange"),
    ("1,500", "notNumber"), ("-$5", "notNumber"), ("45 %", "notNumber"), ("1.50.000", "notNumber"),
    ("1.500.000.50", "notNumber"), ("$", "notNumber"), (".500", "notNumber"),
    ("1500.000", "notNumber"),
    ("1..500", "notNumber"), ("1.500.000,505", "notNumber"), ("-1.500.000,5", "-150000050"),
    ("$ -1.500.000,05", "-150000005"), ("1.500.000,", "notNumber"), ("1.500,a", "notNumber"),
    ("999.999.999.999,99", "99999999999999"), ("-999.999.999.999,99", "-99999999999999"),
    ("1.000.000.000.000", "outOfRange"), ("12.500", "1250000"), ("123.500", "12350000"),
    ("1234.500", "notNumber"), ("1.a00", "notNumber"), ("a.500", "notNumber"),
    ("1.5000", "notNumber"),
    ("1.500.", "notNumber"), ("-.500", "notNumber"), ("1.500,5,5", "notNumber"),
  ]) func money(text: String, expected: String) {
    #expect(read(text, Numbers.money) == expected)
  }
}

@Suite struct DateTests {
  @Test(arguments: [
    "2025-03-31", "31/03/2025", "31-03-2025", "31/3/2025", "2025-3-31", "2025-03-31T00:00:00.000",
    "31/03/2025 8:05", "31/03/2025 08:05:59 a. m.", "31/03/2025 8:05 P.M.", "31/03/2025 8:05 pm",
    "2025-03-31T23:59:59Z", "2025-03-31T23:59:59-05:00", "2025-03-31 23:59 +0530",
    "2025-03-31\u{A0}8:05", "2025-03-31T0:00", "2025-03-31T23:59:59,123456789z",
    "2025-03-31 8:05+14", "2025-03-31 8:05-14:59", "2025-03-31 8:05 +1459", "2025-03-31 8:05+05",
    "2025-03-31 8:05-00:00", "31/3/2025 8:05 a.m", "31/3/2025 8:05 p  m.", "31/3/2025 8:05 AM Z",
  ]) func accepted(text: String) {
    let day = withBytes(text) { bytes in try? Dates.day(bytes) }
    #expect(day?.iso == "2025-03-31")
  }

  /// One step past each limit of the time behind a date.
  @Test(arguments: [
    "2025-03-31T24:00", "2025-03-31T23:60", "2025-03-31T23:59:60", "2025-03-31T23:59:5",
    "2025-03-31T23:59+5",
    "2025-03-31T23:59-0560", "2025-03-31T23:59-1500", "31/003/2025", "031/03/2025",
    "2025-03-31T23:59+15", "2025-03-31T23:59+15:00", "2025-03-31T23:59+14:60",
    "2025-03-31T23:59+05:5", "2025-03-31T23:59+05:", "2025-03-31T23:59+", "2025-03-31T23:59-005",
    "2025-03-31T23:59+00530", "2025-03-31T23:59-5:", "2025-03-31T23:59ZZ", "2025-03-31T23:59Z1",
    "2025-03-31T23:59:59.", "2025-03-31T23:59:59.1234567890", "2025-03-31T008:05",
    "2025-03-31T23:599", "2025-03-31T23:59:599", "2025-03-31T:05", "2025-03-31 8:05 a",
    "2025-03-31 8:05 m", "2025-03-31 8:05 p. x", "2025-03-31T23:59 am pm", "2025-03-31t23:59",
  ]) func noTimeOfADay(text: String) {
    #expect(withBytes(text) { try? Dates.day($0) } == nil)
  }

  @Test func theFirstNumberIsTheDay() {
    #expect(withBytes("5/03/2025") { try? Dates.day($0) }?.iso == "2025-03-05")
    #expect(withBytes("01/02/2000") { try? Dates.day($0) }?.iso == "2000-02-01")
    #expect(withBytes("31/12/2100") { try? Dates.day($0) }?.iso == "2100-12-31")
    #expect(withBytes("2000-01-01") { try? Dates.day($0) }?.iso == "2000-01-01")
    #expect(withBytes("2100-12-31") { try? Dates.day($0) }?.iso == "2100-12-31")
    for text in ["1999-12-31", "2101-01-01", "31/12/1999", "1/1/2101"] {
      #expect(withBytes(text) { try? Dates.day($0) } == nil)
    }
  }

  @Test(arguments: [
    "", "31/02/2025", "29/02/2025", "12/31/2025", "31/12/1999", "01/01/2101", "1/1/25", "20250331",
    "2025/03/31", "31.03.2025", "31/03-2025", "2025-03", "31 de marzo", "2025-03-31x",
    "2025-03-31 25:00", "2025-03-31 8:5", "2025-03-31 8", "2025-03-31T", "45000", "0031/03/2025",
    "2025-003-31", "31/03/2025 8:05 xm", "31/03/2025 8:05 +25",
  ]) func refused(text: String) {
    #expect(read(text, Dates.day) == "notDate")
  }
}

@Suite struct WordTests {
  private func yesNo(_ text: String) -> Int? {
    withBytes(text) { Words.value($0, type: .yesNo, vocabulary: Readings.vocabulary) }
  }

  @Test func yesAndNo() {
    for word in ["SI", "Sí", "sí", "SI\u{301}", "S", "1", "TRUE", "Verdadero", "x"] {
      #expect(yesNo(word) == 1, "\(word)")
    }
    for word in ["NO", "no", "N", "0", "FALSE", "falso"] { #expect(yesNo(word) == 0, "\(word)") }
    for word in ["", "tal vez", "sino", "2", "ok"] { #expect(yesNo(word) == nil, "\(word)") }
  }

  @Test func enumerationsAreComparedWithoutCaseAccentsAndMarks() throws {
    let sector = RecordKind.establishments.columns[EstablishmentColumn.sector.rawValue].type
    let zone = RecordKind.establishments.columns[EstablishmentColumn.zona.rawValue].type
    func value(_ text: String, _ type: ColumnType) -> Int? {
      withBytes(text) { Words.value($0, type: type, vocabulary: Readings.vocabulary) }
    }
    for word in ["NO OFICIAL", "no_oficial", "No-Oficial", "nó  oficial", "NO\u{A0}_OFICIAL"] {
      #expect(value(word, sector) == 1, "\(word)")
    }
    #expect(value("NOOFICIAL", sector) == nil)
    #expect(value("Urbana - Rural", zone) == 2)
    #expect(value("URBANA–RURAL", zone) == nil)
  }

  @Test func componentsByCodeNameAndAlias() throws {
    let vocabulary = Readings.vocabulary
    let old = Edition(year: 2008)
    for (place, component) in vocabulary.catalogue.components.enumerated() {
      let code = component.code.lowercased().replacing("-", with: "_")
      #expect(withBytes(code) { vocabulary.component($0, edition: old) } == ComponentIndex(place))
      let name = withBytes(component.name) { vocabulary.component($0, edition: component.edition) }
      let twins = vocabulary.catalogue.components.filter {
        $0.edition == component.edition && Folding.word($0.name) == Folding.word(component.name)
      }
      #expect(name == (twins.count == 1 ? ComponentIndex(place) : nil), "\(component.name)")
    }
    #expect(withBytes("DIR") { vocabulary.component($0, edition: old) } == nil)
  }

  /// A name or alias of two components stands for neither; one that is listed twice for one component
  /// stands for it.
  @Test func aSpellingOfTwoComponentsStandsForNone() throws {
    let edition = Edition(year: 2008)
    var catalogue = Catalogue()
    for (code, name) in [("T-1", "Misión"), ("T-2", "Clima"), ("T-3", "misión"), ("T-4", "Redes")] {
      let isAdded = catalogue.add(
        edition: edition, area: "T", areaName: "Área", process: "T", processName: "Proceso",
        component: code, name: name)
      try #require(isAdded)
    }
    for (spelling, code) in [
      ("El clima", "T-4"), ("EL CLIMA", "T-4"), ("Lo común", "T-2"), ("lo comun", "T-4"),
    ] {
      let isAdded = catalogue.addAlias(spelling, of: code)
      try #require(isAdded)
    }
    let vocabulary = Vocabulary(
      catalogue: catalogue, municipalities: Readings.vocabulary.municipalities,
      defaultEdition: edition, columnAliases: [])
    let found = ["Misión", "Clima", "Redes", "el clima", "Lo Común", "t-3"].map { word in
      withBytes(word) { vocabulary.component($0, edition: edition) }
    }
    #expect(found == [nil, 1, 3, 3, nil, 2])
  }

  @Test(arguments: [
    "N/A", "n/a", "NA", "No aplica", "NO_APLICA", "Sin información", "S/D", "-", "--", "_ -",
  ])
  func markersOfAbsence(text: String) {
    #expect(withBytes(text) { Absence.isMarker($0) })
  }

  @Test(arguments: ["Nada", "N", "S", "Sin", "N/A.", "sd", "-1", "—", "NN", "Natalia", "No"])
  func otherTextsAreNoMarkers(text: String) {
    #expect(!withBytes(text) { Absence.isMarker($0) })
  }

  @Test func onlyDashesAreAbsentInEveryText() {
    for text in ["-", "---", "- _", "__"] { #expect(withBytes(text) { Absence.isDash($0) }) }
    for text in ["N/A", "-a", "a-", "-1"] { #expect(!withBytes(text) { Absence.isDash($0) }) }
  }
}

@Suite struct TextTests {
  /// Against the property White_Space of every scalar of the plane in use.
  @Test func outerWhiteSpaceIsTrimmed() {
    for value in 0...0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "\(scalar)\(scalar)a\(scalar)"
      let trimmed = withBytes(text) { String(decoding: $0.trimmed, as: UTF8.self) }
      #expect(
        trimmed == (scalar.properties.isWhitespace ? "a" : text), "\(String(value, radix: 16))")
    }
  }

  /// The quick path over Latin letters and the slow one over decomposed texts agree.
  @Test func foldingOfWordsDoesNotDependOnNormalization() {
    for value in 0x21...0x17F {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a\(scalar)B"
      let other = text.decomposedStringWithCanonicalMapping
      #expect(Folding.word(text) == Folding.word(other), "\(text)")
    }
    #expect(Folding.word(" _Áé- Ñ_") == Array("ae n".utf8))
  }

  @Test(arguments: [
    ("Código DANE", "codigo_dane"), ("Meta N.º", "meta_no"), ("  Fecha  límite:", "fecha_limite"),
    ("CODIGO-DANE", "codigo_dane"), ("¿Cumple requisitos?", "cumple_requisitos"), ("***", ""),
    ("Co\u{301}digo", "codigo"), ("ﬁn", "fin"), ("A\u{308}b", "ab"), ("Nº 2", "no_2"),
  ]) func foldingOfHeaders(text: String, expected: String) {
    #expect(Folding.header(text) == expected)
    #expect(Folding.heading(text) == expected)
    #expect(heading(text) == Array(expected.utf8))
  }

  @Test func headingsAreFoldedAsHeadersWhateverTheirCharacters() {
    let pieces = [
      "a", "Z", "9", " ", ".", "º", "ª", "É", "ñ", "×", "ß", "\u{301}", "\u{A0}", "—", "ﬁ", "_",
      "\u{2011}", "\u{2026}", "\u{203E}", "\u{200D}", "\u{2033}", "\u{2044}", "\u{20AC}",
    ]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          let text = "x" + first + second + third
          let expected = Array(Folding.header(text).utf8)
          #expect(heading(text) == expected, "\(text)")
        }
      }
    }
  }

  @Test func headingsAreFoldedAsHeadersWhateverTheirSigns() {
    for value in Array(0x80...0xFF) + Array(0x2000...0x207F) {
      guard let sign = Unicode.Scalar(value) else { continue }
      for text in ["a\(sign)b", "\(sign).º", "N\(sign)"] {
        #expect(heading(text) == Array(Folding.header(text).utf8), "\(sign.escaped(asASCII: true))")
      }
    }
  }

  @Test func aCellLongerThanEveryNameIsFoldedOnlyAsFarAsThat() {
    let long = String(repeating: "palabra ", count: 1_000)
    for length in 1...30 {
      let expected = String(repeating: "palabra_", count: 5).utf8.prefix(length)
      #expect(heading(long, room: length) == Array(expected))
    }
  }

  /// As it is folded, by the general rules where these are asked for.
  private func heading(_ text: String, room length: Int = 1_000) -> [UInt8] {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: length)
    defer { room.deallocate() }
    return withBytes(text) { Folding.heading($0, into: room) }.map { Array(room[..<$0]) }
      ?? Array(Folding.header(text).utf8)
  }

  @Test func editsAreCountedAlikeInBitsAndInATable() {
    let words = ["", "a", "si", "gestion directiva", "gestión", "directiva gestion"].map {
      Array($0.utf8)
    }
    let long = Array(String(repeating: "mejoramiento ", count: 6).utf8)
    for left in words + [long, Array(long.dropFirst(3)), Array(long.prefix(64))] {
      for right in words + [long, Array(long.dropLast(5))] {
        let expected = PlainDistance.between(left, right)
        #expect(EditDistance.between(left, right) == expected)
        #expect(EditDistance.between(right, left) == expected)
      }
    }
  }

  @Test func quotedValuesAreCutAtEightyCharacters() {
    let long = String(repeating: "ñ", count: 79) + "𝄞xyz"
    #expect(withBytes(long) { Text.quoted($0) }.unicodeScalars.count == 80)
    #expect(withBytes("corto") { Text.quoted($0) } == "corto")
    let huge = String(repeating: "𝄞", count: 300)
    #expect(withBytes(huge) { Text.quoted($0) } == String(repeating: "𝄞", count: 80))
  }

  @Test func textsAreKeptInNFC() {
    #expect(withBytes("e\u{301}") { Array(Text.string($0).unicodeScalars) } == ["\u{E9}"])
    #expect(withBytes("\u{212B}") { Array(Text.string($0).unicodeScalars) } == ["\u{C5}"])
  }

  @Test func controlsButTabAndLineEndsAreControls() {
    for value in 0...0x10F {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isControl =
        scalar.properties.generalCategory == .control && !["\t", "\n", "\r"].contains(scalar)
      #expect(withBytes("a\(scalar)b") { Text.hasControl($0) } == isControl, "\(value)")
    }
  }
}

/// Levenshtein's distance by its definition, row by row.
private enum PlainDistance {
  static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (place, byte) in left.enumerated() {
      var next = [place + 1]
      for (other, letter) in right.enumerated() {
        next.append(min(row[other] + (byte == letter ? 0 : 1), row[other + 1] + 1, next[other] + 1))
      }
      row = next
    }
    return row[right.count]
  }
}
