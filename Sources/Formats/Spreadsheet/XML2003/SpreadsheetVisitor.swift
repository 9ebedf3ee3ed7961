import XMLStream

/// Reads XML Spreadsheet 2003: the worksheets, rows and cells of a `Workbook`.
///
/// Rows are `Workbook/Worksheet/Table/Row`, cells `Cell/Data` in them; everything else (styles,
/// names, options, comments) is passed over. Source: contract 1 §2 «XML Spreadsheet 2003»; of the
/// attributes only those in the spreadsheet's namespace count.
public struct SpreadsheetVisitor<Consumer: SpreadsheetConsumer>: XMLVisitor {
  public var consumer: Consumer

  /// How many of the elements from the root inwards are on the way to a value.
  private var level = 0
  /// Open elements beside that way.
  private var aside = 0
  private let row = RowBuilder()
  private var rowLine = 0
  private var rowNumber = 0
  private var hasHeader = false
  private var cell = CellBuilder()
  /// The name that was found on each level last.
  private var known: [XMLName?] = Array(repeating: nil, count: Level.count)

  public static var wantsStrayText: Bool { true }

  public init(_ consumer: Consumer) {
    self.consumer = consumer
  }

  public mutating func startElement(
    _ element: XMLElement, source: XMLSource
  ) throws(XMLRefusal) {
    guard aside == 0, let next = Level(rawValue: level), isOn(next, element.name) else {
      guard level > 0 else { throw XMLRefusal(.unknownRoot(element.name.string)) }
      aside += 1
      return
    }
    level += 1
    switch next {
    case .workbook, .table: break
    case .worksheet: try beginWorksheet(element)
    case .row:
      try beginRow(element)
      source.keep()
    case .cell: try beginCell(element)
    case .data: try cell.beginData(element)
    }
  }

  private mutating func isOn(_ level: Level, _ name: XMLName) -> Bool {
    if let known = known[level.rawValue], known.isSame(as: name) { return true }
    guard name.isOn(level) else { return false }
    known[level.rawValue] = name
    return true
  }

  public mutating func strayText(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {
    if level == Level.count { try cell.append(text, to: row) }
  }

  public mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    try strayText(text)
    guard aside == 0 else {
      aside -= 1
      return
    }
    level -= 1
    switch Level(rawValue: level) {
    case .workbook, .table, .data, nil: break
    case .worksheet: try consumer.endWorksheet()
    case .row: try endRow(source)
    case .cell: try row.add(cell)
    }
  }

  // MARK: - Worksheets, rows, cells

  private mutating func beginWorksheet(_ element: XMLElement) throws(XMLRefusal) {
    rowNumber = 0
    hasHeader = false
    row.forgetMerges()
    let name = element.spreadsheetAttribute("Name").map { String(decoding: $0, as: UTF8.self) }
    try consumer.worksheet(name: name ?? "", line: element.line)
  }

  private mutating func beginRow(_ element: XMLElement) throws(XMLRefusal) {
    rowNumber = try element.index(after: rowNumber)
    rowLine = element.line
    row.begin(number: rowNumber, mergesReach: hasHeader)
  }

  private mutating func beginCell(_ element: XMLElement) throws(XMLRefusal) {
    cell = CellBuilder()
    cell.line = element.line
    cell.across = try element.count("MergeAcross")
    cell.down = try element.count("MergeDown")
    cell.column = try element.index(after: row.lastIndex, next: row.nextColumn)
    cell.first = row.valueCount
  }

  private mutating func endRow(_ source: XMLSource) throws(XMLRefusal) {
    guard row.hasOwnValue else { return }
    let finished = SpreadsheetRow(
      number: rowNumber, line: rowLine, cells: row.finish(), source: source)
    if try consumer.row(finished) == .headerFound { hasHeader = true }
  }
}

extension XMLName {
  /// Whether this is the root of an XML Spreadsheet.
  public var isWorkbook: Bool { isOn(.workbook) }

  fileprivate func isOn(_ level: Level) -> Bool {
    isLocal(level.name) && isNamespace(Level.namespace)
  }
}

/// The elements on the way to a value.
private enum Level: Int {
  case workbook, worksheet, table, row, cell, data

  static let count = 6

  static let namespace: StaticString = "urn:schemas-microsoft-com:office:spreadsheet"

  var name: StaticString {
    switch self {
    case .workbook: "Workbook"
    case .worksheet: "Worksheet"
    case .table: "Table"
    case .row: "Row"
    case .cell: "Cell"
    case .data: "Data"
    }
  }
}

extension XMLElement {
  /// The value of an attribute in the spreadsheet's namespace.
  func spreadsheetAttribute(_ name: StaticString) -> UnsafeRawBufferPointer? {
    attributes.first { $0.name.isLocal(name) && $0.name.isNamespace(Level.namespace) }?.value
  }

  /// `ss:Index`, which must rise, or the place that follows by itself.
  fileprivate func index(after last: Int, next: Int? = nil) throws(XMLRefusal) -> Int {
    guard let index = try number("Index") else { return next ?? last + 1 }
    guard index > last else { throw invalidInSpreadsheet("Index") }
    return index
  }

  /// An attribute that counts cells; 0 if it is absent.
  fileprivate func count(_ name: StaticString) throws(XMLRefusal) -> Int {
    try number(name) ?? 0
  }

  private func number(_ name: StaticString) throws(XMLRefusal) -> Int? {
    guard let value = spreadsheetAttribute(name) else { return nil }
    let digits = value.drop { $0 == 0x30 }
    guard !value.isEmpty, digits.count <= 15, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      throw invalidInSpreadsheet(name)
    }
    return digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
  }

  private func invalidInSpreadsheet(_ attribute: StaticString) -> XMLRefusal {
    let fault = XMLStructureFault.invalidAttribute("ss:\(attribute)", element: self.name.string)
    return XMLRefusal(.structure(fault), line: line)
  }
}
