/// The row of a worksheet as the line of its file.
///
/// Rows of a later worksheet stand on later lines, so that lines rise in the reading order of a
/// workbook as of any file; where a line is printed, it is the row's number again. Lines of files
/// without worksheets are left as they are: they are told apart by their file.
public enum SheetLine {
  /// More than there are rows in a worksheet, 1,048,576.
  private static let stride = 1 << 21

  /// The line of a row (1-based; 0 for none) of a worksheet (0-based).
  public static func line(sheet: Int, row: Int) -> Int { sheet * stride + row }

  public static func sheet(of line: Int) -> Int { line / stride }

  public static func row(of line: Int) -> Int { line % stride }

  /// The letters of a column, 1-based: `C`, `AB`.
  public static func letters(ofColumn column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest > 0 {
      rest -= 1
      letters.append(UInt8(0x41 + rest % 26))
      rest /= 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// A worksheet's name as it stands before a cell: `Hoja1`, `'Hoja 1'`.
  public static func quoted(_ sheet: String) -> String {
    let isPlain = sheet.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0 == "_" || ($0.value >= 0x30 && $0.value <= 0x39)
    }
    guard !isPlain || sheet.isEmpty else { return sheet }
    return "'\(sheet.rewriting { $0 == "'" ? "''" : nil })'"
  }
}
