import XMLStream

/// Visits `content.xml` of a workbook of OpenDocument: its tables, their rows and cells.
///
/// What is repeated is written once with a number: empty cells and rows cost nothing however many they
/// are, and what the others come to is limited.
struct ContentVisitor<Consumer: SpreadsheetConsumer>: XMLVisitor {
  private(set) var consumer: Consumer
  private(set) var hasSpreadsheet = false
  /// The row that is read, 1-based; 0 before the first of a table.
  private(set) var rowNumber = 0

  private let row = RowBuilder()
  private var rowsRepeated = 1
  private var column = 0
  private var columnsRepeated = 1
  private var hasHeader = false
  private var tables = 0
  /// The open elements on the way to a value, and how many are open beside it.
  private var path: [ContentElement] = []
  private var aside = 0
  private var cell = CellBuilder()
  private var content = ContentCell()
  private var paragraph = ParagraphText()
  /// What rows that were written once have come to.
  private var repeatedCost = 0
  /// Beyond every row and column, so that their numbers don't overflow however they are repeated.
  private let farthest = 1 << 40

  static var wantsStrayText: Bool { true }

  init(_ consumer: Consumer) {
    self.consumer = consumer
  }

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    guard aside == 0, let next = ContentElement(element.name, in: path.last),
      next != .table || !ContentVisitor.isCopyOfAnotherFile(element)
    else {
      guard !path.isEmpty else { throw XMLRefusal(.unknownRoot(element.name.string)) }
      aside += 1
      return
    }
    path.append(next)
    switch next {
    case .spreadsheet: hasSpreadsheet = true
    case .table: try beginTable(element)
    case .row: try beginRow(element)
    case .cell: try beginCell(element)
    case .paragraph: try beginParagraph()
    case .spaces: try takeSpaces(element)
    case .tab: try takeCharacter(0x09)
    case .lineBreak: try takeCharacter(0x0A)
    case .document, .body, .rowGroup, .span: break
    }
  }

  mutating func strayText(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {
    guard aside == 0, content.takesText, path.last == .paragraph || path.last == .span else {
      return
    }
    try cell.append(paragraph.collapse(text), as: cell.kind, to: row)
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    try strayText(text)
    guard aside == 0 else {
      aside -= 1
      return
    }
    switch path.popLast() {
    case .table: try consumer.endWorksheet()
    case .row: try endRow()
    case .cell: try endCell()
    default: break
    }
  }

  // MARK: - Tables

  /// LibreOffice keeps what formulas use of other files in tables named `'file:///…'#$Hoja1`.
  private static func isCopyOfAnotherFile(_ element: XMLElement) -> Bool {
    guard let name = element.attribute("name", of: OpenDocumentName.table) else { return false }
    let text = String(decoding: name, as: UTF8.self)
    return text.hasPrefix("'") && text.contains("'#$")
  }

  private mutating func beginTable(_ element: XMLElement) throws(XMLRefusal) {
    tables += 1
    guard tables <= XMLLimit.sheets.greatest else {
      throw XMLRefusal(.limit(.sheets), line: element.line)
    }
    rowNumber = 0
    rowsRepeated = 1
    hasHeader = false
    row.forgetMerges()
    let name = element.attribute("name", of: OpenDocumentName.table)
    try consumer.worksheet(name: name.map { String(decoding: $0, as: UTF8.self) } ?? "", line: 0)
  }

  // MARK: - Rows

  private mutating func beginRow(_ element: XMLElement) throws(XMLRefusal) {
    rowNumber = rowNumber == 0 ? 1 : min(rowNumber + rowsRepeated, farthest)
    rowsRepeated = try element.count("number-rows-repeated", of: OpenDocumentName.table)
    column = 0
    row.begin(number: rowNumber, mergesReach: hasHeader)
  }

  private mutating func endRow() throws(XMLRefusal) {
    guard row.hasOwnValue else { return }
    guard rowNumber + rowsRepeated - 1 <= XMLLimit.rows.greatest else {
      throw XMLRefusal(.limit(.rows))
    }
    for number in rowNumber..<rowNumber + rowsRepeated {
      if number > rowNumber {
        try countRepeated()
        row.advance(to: number)
      }
      let finished = SpreadsheetRow(number: number, line: 0, cells: row.finish(), source: nil)
      if try consumer.row(finished) == .headerFound { hasHeader = true }
    }
  }

  private mutating func countRepeated() throws(XMLRefusal) {
    repeatedCost += row.valueCount + row.finish().count * 16
    guard repeatedCost <= XMLLimit.repeated.greatest else {
      throw XMLRefusal(.limit(.repeated))
    }
  }

  // MARK: - Cells

  private mutating func beginCell(_ element: XMLElement) throws(XMLRefusal) {
    cell = CellBuilder()
    cell.line = element.line
    cell.column = column + 1
    cell.first = row.valueCount
    cell.across = try element.count("number-columns-spanned", of: OpenDocumentName.table) - 1
    cell.down = try element.count("number-rows-spanned", of: OpenDocumentName.table) - 1
    columnsRepeated = try element.count("number-columns-repeated", of: OpenDocumentName.table)
    content = try ContentCell(element, into: &cell, of: row)
  }

  private mutating func endCell() throws(XMLRefusal) {
    if cell.count == 0, !content.hasType, let formula = content.formula {
      try cell.takeUncomputed(formula, in: row)
    }
    let next = min(column + columnsRepeated, farthest)
    if cell.count > 0 {
      for place in (column + 1)...next {
        cell.column = place
        try row.add(cell)
      }
    }
    column = next
  }

  // MARK: - Text

  private mutating func beginParagraph() throws(XMLRefusal) {
    if content.paragraphs > 0 { try takeCharacter(0x0A) }
    paragraph = ParagraphText()
    content.paragraphs += 1
  }

  private mutating func takeCharacter(_ byte: UInt8) throws(XMLRefusal) {
    guard content.takesText else { return }
    paragraph.passCharacter()
    try cell.append(CollectionOfOne(byte), as: cell.kind, to: row)
  }

  private mutating func takeSpaces(_ element: XMLElement) throws(XMLRefusal) {
    let count = try element.count("c", of: OpenDocumentName.text)
    guard count <= XMLLimit.text.greatest else {
      throw XMLRefusal(.limit(.text), line: element.line)
    }
    for _ in 0..<count { try takeCharacter(0x20) }
  }
}

/// What a cell of OpenDocument says of its value.
struct ContentCell {
  private(set) var hasType = false
  /// Whether the value is the text of its paragraphs.
  private(set) var takesText = true
  private(set) var formula: [UInt8]?
  var paragraphs = 0

  init() {}

  /// Takes the value that an attribute of the cell bears.
  init(_ element: XMLElement, into cell: inout CellBuilder, of row: RowBuilder) throws(XMLRefusal) {
    formula = element.attribute("formula", of: OpenDocumentName.table).map {
      Array($0.prefix(CellBuilder.longestFormula))
    }
    if element.attribute("value-type", of: OpenDocumentName.calc)?.equals("error") == true {
      hasType = true
      try cell.append("".utf8, as: .error, to: row)
      return
    }
    guard let type = element.attribute("value-type", of: OpenDocumentName.office) else { return }
    hasType = true
    guard let (attribute, kind) = ContentCell.bearer(ofType: type),
      let value = element.attribute(attribute, of: OpenDocumentName.office)
    else { return }
    takesText = false
    if kind == .boolean {
      try cell.append((value.equals("true") ? "1" : "0").utf8, as: .boolean, to: row)
    } else {
      try cell.append(value, as: kind, to: row)
    }
  }

  /// The attribute that bears the value of a type; `nil` where the text does, as of times.
  private static func bearer(
    ofType type: UnsafeRawBufferPointer
  ) -> (attribute: StaticString, kind: SpreadsheetCell.Kind)? {
    if type.equals("float") || type.equals("currency") { return ("value", .number) }
    if type.equals("percentage") { return ("value", .percentage) }
    if type.equals("date") { return ("date-value", .dateTime) }
    if type.equals("boolean") { return ("boolean-value", .boolean) }
    if type.equals("string") { return ("string-value", .text) }
    return nil
  }
}
