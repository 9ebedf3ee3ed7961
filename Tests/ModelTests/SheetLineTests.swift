import Model
import Testing

@Suite struct SheetLineTests {
  /// Lines rise from sheet to sheet, and each leads back to its row, up to the last that Excel has.
  @Test func aLineLeadsBackToItsRow() {
    var last = -1
    for sheet in [0, 1, 2, 254] {
      for row in [0, 1, 2, 1000, 1_048_575, 1_048_576] {
        let line = SheetLine.line(sheet: sheet, row: row)
        #expect(line > last)
        #expect(SheetLine.sheet(of: line) == sheet && SheetLine.row(of: line) == row)
        last = line
      }
    }
    #expect(SheetLine.line(sheet: 0, row: 7) == 7)
    #expect(SheetLine.line(sheet: 2, row: 3) == 4_194_307)
  }

  @Test(arguments: [
    (1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"),
    (16_384, "XFD"), (0, ""),
  ]) func columnsHaveLetters(column: Int, expected: String) {
    #expect(SheetLine.letters(ofColumn: column) == expected)
  }

  @Test(arguments: [
    ("Hoja1", "Hoja1"), ("Año_2025", "Año_2025"), ("Hoja 1", "'Hoja 1'"), ("", "''"),
    ("d'Or", "'d''Or'"), ("a'\u{301}b", "'a''\u{301}b'"), ("RG-382", "'RG-382'"),
    ("0/9", "'0/9'"), (":", "':'"),
  ]) func namesOfSheets(name: String, expected: String) {
    #expect(Array(SheetLine.quoted(name).utf8) == Array(expected.utf8))
  }
}
