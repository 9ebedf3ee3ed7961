import XMLStream

/// Visits a worksheet of Office Open XML: its rows and their cells.
///
/// A value is the one that was last computed; formulas are not looked at, but one without a value is
/// told. Numbers are dates where the cell's format shows them so, and percentages are written with
/// their sign, as they are shown.
struct SheetVisitor<Consumer: SpreadsheetConsumer>: XMLVisitor {
  private(set) var consumer: Consumer
  /// The row that is read, 1-based; 0 before the first.
  private(set) var rowNumber = 0

  private let name: String
  private let values: CellValues
  private let merges: [CellMerge]
  private var nextMerge = 0
  private let row = RowBuilder()
  private var hasHeader = false
  /// The open elements on the way to a value, and how many are open beside it.
  private var path: [SheetElement] = []
  private var aside = 0
  private var cell = CellBuilder()
  private var content = CellContent()

  init(_ consumer: Consumer, name: String, values: CellValues, merges: [CellMerge]) {
    self.consumer = consumer
    self.name = name
    self.values = values
    self.merges = merges
  }

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    guard aside == 0, let next = SheetElement(element.name, in: path.last) else {
      guard !path.isEmpty else { throw XMLRefusal(.unknownRoot(element.name.string)) }
      aside += 1
      return
    }
    path.append(next)
    switch next {
    case .worksheet: try consumer.worksheet(name: name, line: 0)
    case .row: try beginRow(element)
    case .cell: try beginCell(element)
    case .data, .value, .formula, .inline, .run, .text: break
    }
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    guard aside == 0 else {
      aside -= 1
      return
    }
    switch path.popLast() {
    case .worksheet: try consumer.endWorksheet()
    case .row: try endRow()
    case .cell: try endCell()
    case .value: try take(text)
    case .formula: content.formula = Array(text.prefix(CellBuilder.longestFormula))
    case .text:
      var plain = ByteStore()
      EscapedText.append(text, to: &plain)
      try cell.append(plain.bytes, to: row)
    case .data, .inline, .run, nil: break
    }
  }

  // MARK: - Rows

  private mutating func beginRow(_ element: XMLElement) throws(XMLRefusal) {
    let number = try element.place("r", after: rowNumber, or: rowNumber + 1)
    guard number <= XMLLimit.rows.greatest else {
      throw XMLRefusal(.limit(.rows), line: element.line)
    }
    rowNumber = number
    row.begin(number: number, mergesReach: hasHeader)
  }

  private mutating func endRow() throws(XMLRefusal) {
    guard row.hasOwnValue else { return }
    let finished = SpreadsheetRow(number: rowNumber, line: 0, cells: row.finish(), source: nil)
    if try consumer.row(finished) == .headerFound { hasHeader = true }
  }

  // MARK: - Cells

  private mutating func beginCell(_ element: XMLElement) throws(XMLRefusal) {
    cell = CellBuilder()
    content = CellContent()
    cell.line = element.line
    cell.column = row.lastIndex + 1
    cell.first = row.valueCount
    if let reference = element.plainAttribute("r") {
      guard let place = CellReference(reference), place.row == rowNumber,
        place.column > row.lastIndex
      else { throw element.invalid("r") }
      cell.column = place.column
    }
    if let type = element.plainAttribute("t") { content.type = CellContent.Kind(type) }
    content.style = element.plainNumber("s") ?? 0
    takeMerge()
  }

  /// The merge that begins in the cell, if any.
  private mutating func takeMerge() {
    while nextMerge < merges.count {
      let merge = merges[nextMerge]
      guard (merge.first.row, merge.first.column) <= (rowNumber, cell.column) else { return }
      nextMerge += 1
      if merge.first.row == rowNumber, merge.first.column == cell.column {
        cell.across = merge.across
        cell.down = merge.down
      }
    }
  }

  private mutating func endCell() throws(XMLRefusal) {
    if cell.count == 0, content.type == .number, let formula = content.formula {
      try cell.takeUncomputed(formula, in: row)
    }
    try row.add(cell)
  }

  /// Takes what stands in `v`.
  private mutating func take(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {
    guard !text.isEmpty else { return }
    switch content.type {
    case .shared: try cell.append(try values.sharedText(text), to: row)
    case .text:
      var plain = ByteStore()
      EscapedText.append(text, to: &plain)
      try cell.append(plain.bytes, to: row)
    case .number: try takeNumber(text)
    case .boolean: try cell.append(text, as: .boolean, to: row)
    case .error: try cell.append(text, as: .error, to: row)
    case .date: try cell.append(text, as: .dateTime, to: row)
    }
  }

  private mutating func takeNumber(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {
    let format = values.format(ofStyle: content.style)
    switch format {
    case .plain: try cell.append(text, as: .number, to: row)
    case .percentage: try cell.append(text, as: .percentage, to: row)
    case .date, .time:
      guard let moment = values.moment(text, format) else {
        return try cell.append(text, as: .number, to: row)
      }
      try cell.append(moment.utf8, as: .dateTime, to: row)
    }
  }
}
