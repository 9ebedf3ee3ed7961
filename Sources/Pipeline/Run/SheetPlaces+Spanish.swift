import Model

/// How places in a packaged workbook are told.
enum SheetPlaces {
  /// A finding whose line is the row of its worksheet and whose message names the cell.
  ///
  /// `sheets`: the worksheets of the file, none if it is no packaged workbook.
  static func placed(_ finding: Diagnostic, in sheets: [String]) -> Diagnostic {
    guard !sheets.isEmpty else { return finding }
    var placed = finding
    let row = SheetLine.row(of: finding.line)
    placed.line = row
    let sheet = SheetLine.sheet(of: finding.line)
    guard row > 0, sheets.indices.contains(sheet) else { return placed }
    placed.message += place(of: sheets[sheet], row: row, column: finding.column)
    return placed
  }

  private static func place(of sheet: String, row: Int, column: Int) -> String {
    guard column > 0 else { return " (hoja «\(sheet)», fila \(row))" }
    return " (celda \(SheetLine.quoted(sheet))!\(SheetLine.letters(ofColumn: column))\(row))"
  }
}
