/// Rows of CSV, field by field, for tables of so many rows that a template's record for each costs too
/// much.
///
/// Fields are written as a template of the same dialect writes them.
public struct CSVRows {
  let output: Output
  private let dialect: CSVDialect
  private var isFirst = true

  private init(_ dialect: CSVDialect, _ output: Output) {
    self.dialect = dialect
    self.output = output
  }

  /// The rows that `body` writes, of about `expected` bytes, for which room is made.
  public static func bytes(
    _ dialect: CSVDialect, expecting expected: Int = CSVRows.usualLength,
    _ body: (inout CSVRows) throws -> Void
  ) throws -> CSVBytes {
    let output = Output(keeping: expected)
    var rows = CSVRows(dialect, output)
    try body(&rows)
    return CSVBytes(output)
  }

  /// Bytes of the rows of a piece of work, where nothing better is known.
  public static let usualLength = 1 << 16

  /// A text as a field, to be written any number of times.
  public static func field(_ text: String, _ dialect: CSVDialect) throws -> [UInt8] {
    try fields(dialect) { try $0.text(text) }
  }

  /// Some fields with their separators, to be written any number of times.
  public static func fields(
    _ dialect: CSVDialect, _ body: (inout CSVRows) throws -> Void
  ) throws -> [UInt8] {
    try bytes(dialect, expecting: 256, body).withUnsafeBytes { Array($0) }
  }

  /// How many bytes are written.
  public var count: Int { output.count }

  /// A text in UTF-8.
  public mutating func text(_ bytes: UnsafeRawBufferPointer) throws {
    try separate()
    guard bytes.count > 0 else { return }
    try output.writeCSVText(bytes.assumingMemoryBound(to: UInt8.self), dialect: dialect)
  }

  public mutating func text(_ text: String) throws {
    var text = text
    try text.withUTF8 { try self.text(UnsafeRawBufferPointer($0)) }
  }

  public mutating func integer(_ number: Int) throws {
    try separate()
    try output.writeInteger(number)
  }

  /// Hundredths, with two places.
  public mutating func decimal(hundredths: Int) throws {
    try separate()
    try output.writeDecimal(hundredths, mark: dialect.decimalMark)
  }

  /// A field of `field(_:_:)`, or several with their separators.
  public mutating func made(_ field: UnsafeRawBufferPointer) throws {
    guard let base = field.baseAddress, !isFirst else { return try madeFirst(field) }
    try output.write(dialect.separator, base.assumingMemoryBound(to: UInt8.self), field.count)
  }

  @inline(__always)
  private mutating func madeFirst(_ field: UnsafeRawBufferPointer) throws {
    try separate()
    guard let base = field.baseAddress else { return }
    try output.write(base.assumingMemoryBound(to: UInt8.self), field.count)
  }

  /// A field without a value.
  public mutating func absent() throws {
    try separate()
  }

  public mutating func endRow() throws {
    if dialect.hasReturn { try output.write(Ascii.carriageReturn) }
    try output.write(Ascii.lineFeed)
    isFirst = true
  }

  @inline(__always)
  mutating func separate() throws {
    if isFirst { isFirst = false } else { try output.write(dialect.separator) }
  }
}

/// Bytes of rows, where they were written.
public final class CSVBytes: RenderedBytes {
  private let output: Output

  init(_ output: Output) {
    self.output = output
  }

  public var count: Int { output.count }

  public func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try body(output.gathered)
  }
}
