import XMLStream

/// Receives the worksheets and rows of a workbook in document order.
///
/// What it has taken counts only if the reading of the document ends without a refusal.
public protocol SpreadsheetConsumer {
  /// A worksheet begins; `name` is empty if it has none.
  ///
  /// `line` is that of its `<`, 0 in a packaged workbook.
  mutating func worksheet(name: String, line: Int) throws(XMLRefusal)

  /// A row with at least one value of its own.
  mutating func row(_ row: SpreadsheetRow) throws(XMLRefusal) -> RowVerdict

  mutating func endWorksheet() throws(XMLRefusal)
}

/// What the consumer makes of a row.
public enum RowVerdict: Sendable {
  case proceed
  /// The row is the header: merges that begin below it reach the cells they cover. Until then a
  /// merged value stands in the first cell of its merge only.
  case headerFound
}

/// A row of a worksheet; valid during the consumer's call only.
public struct SpreadsheetRow {
  /// In the worksheet, 1-based; rows that are not written count too.
  public let number: Int
  /// The line of the `<` of its `Row` element, 1-based; 0 in a packaged workbook.
  public let line: Int
  /// From column 1 to the last one with a value; at most 1,000.
  public let cells: UnsafeBufferPointer<SpreadsheetCell>
  /// `source.extract()` is the text of the `Row` element; `nil` in a packaged workbook, where the
  /// element says little by itself.
  public let source: XMLSource?
}

/// A cell; valid during the consumer's call only.
public struct SpreadsheetCell {
  public enum Kind: Sendable, Equatable {
    /// No value.
    case empty
    /// Also a cell of unknown type, and one that claims to be a number and is none.
    case text
    /// Decimal digits, perhaps `-` and `.`; at most 15 significant digits.
    case number
    /// As it is written, `2025-03-31T00:00:00.000`; a number that is shown as a date or time in the same
    /// form, without what is zero.
    case dateTime
    /// As it is written, `1` or `0`.
    case boolean
    /// A number that is shown as a percentage, with its sign: `45 %`.
    case percentage
    /// An error value, `#N/A`.
    case error
    /// A formula without a value, `=A1`: the program that wrote it does not compute.
    case uncomputed
  }

  public let bytes: UnsafeRawBufferPointer
  public let kind: Kind
  /// The value is that of a merge that began in a row above.
  public let isFromAbove: Bool
}
