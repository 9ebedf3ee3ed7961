import XMLStream

/// A cell while it is read.
struct CellBuilder {
  var line = 0
  /// 1-based.
  var column = 0
  /// Cells to the right, and below, that the cell is merged with.
  var across = 0
  var down = 0
  /// Where its value begins in the row's values.
  var first = 0
  private var dataLine: Int?
  private(set) var count = 0
  private(set) var kind = SpreadsheetCell.Kind.empty

  mutating func beginData(_ element: XMLElement) throws(XMLRefusal) {
    guard dataLine == nil else {
      throw XMLRefusal(.structure(.repeatedField("Data", element: "Cell")), line: element.line)
    }
    dataLine = element.line
    kind = CellBuilder.kind(ofType: element.spreadsheetAttribute("Type"))
  }

  /// Takes a piece of the value; parts of rich text are joined.
  mutating func append(
    _ text: UnsafeRawBufferPointer, to row: RowBuilder
  ) throws(XMLRefusal) {
    count += text.count
    guard count <= XMLLimit.text.greatest else { throw XMLRefusal(.limit(.text), line: dataLine) }
    row.append(text)
  }

  private static func kind(ofType type: UnsafeRawBufferPointer?) -> SpreadsheetCell.Kind {
    guard let type else { return .text }
    if type.equals("Number") { return .number }
    if type.equals("DateTime") { return .dateTime }
    if type.equals("Boolean") { return .boolean }
    if type.equals("Error") { return .error }
    return .text
  }
}
