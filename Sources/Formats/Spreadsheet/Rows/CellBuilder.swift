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
  private(set) var kind = SpreadsheetCell.Kind.text

  /// The most bytes of a formula that are told.
  static let longestFormula = 80

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
    try grow(by: text.count)
    row.append(text)
  }

  /// Takes a piece of a value of a kind.
  mutating func append(
    _ text: UnsafeRawBufferPointer, as kind: SpreadsheetCell.Kind, to row: RowBuilder
  ) throws(XMLRefusal) {
    self.kind = kind
    try append(text, to: row)
  }

  /// Takes a piece of a value of a kind, in UTF-8.
  mutating func append(
    _ text: some Collection<UInt8>, as kind: SpreadsheetCell.Kind, to row: RowBuilder
  ) throws(XMLRefusal) {
    self.kind = kind
    try grow(by: text.count)
    Array(text).withUnsafeBytes { row.append($0) }
  }

  /// Takes a formula that the program which wrote it has not computed.
  mutating func takeUncomputed(_ formula: [UInt8], in row: RowBuilder) throws(XMLRefusal) {
    try append([0x3D] + formula.prefix(CellBuilder.longestFormula), as: .uncomputed, to: row)
  }

  private mutating func grow(by added: Int) throws(XMLRefusal) {
    count += added
    guard count <= XMLLimit.text.greatest else {
      throw XMLRefusal(.limit(.text), line: dataLine ?? line)
    }
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
