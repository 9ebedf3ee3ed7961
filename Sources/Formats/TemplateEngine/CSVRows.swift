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
    _ dialect: CSVDialect, expecting expected: Int = 0, _ body: (inout CSVRows) throws -> Void
  ) throws -> [UInt8] {
    try bytes(dialect, chunk: 65_536, expecting: expected, body)
  }

  private static func bytes(
    _ dialect: CSVDialect, chunk: Int, expecting expected: Int = 0,
    _ body: (inout CSVRows) throws -> Void
  ) throws -> [UInt8] {
    var buffer = ByteBuffer()
    buffer.reserve(expected)
    try Output.writing(into: &buffer, capacity: chunk) { output in
      var rows = CSVRows(dialect, output)
      try body(&rows)
    }
    return buffer.bytes
  }

  /// A text as a field, to be written any number of times.
  public static func field(_ text: String, _ dialect: CSVDialect) throws -> [UInt8] {
    try bytes(dialect, chunk: 256) { try $0.text(text) }
  }

  /// A text in UTF-8.
  public mutating func text(_ bytes: UnsafeRawBufferPointer) throws {
    try separate()
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

  /// How many bytes the rows have by now.
  public var written: Int { output.written }

  /// A field of `field(_:_:)`, or several with their separators.
  public mutating func made(_ field: UnsafeRawBufferPointer) throws {
    try separate()
    guard let base = field.baseAddress else { return }
    try output.write(base.assumingMemoryBound(to: UInt8.self), field.count)
  }

  /// A field without a value.
  public mutating func absent() throws {
    try separate()
  }

  public mutating func endRow() throws {
    for byte in dialect.lineEnd { try output.write(byte) }
    isFirst = true
  }

  mutating func separate() throws {
    if isFirst { isFirst = false } else { try output.write(dialect.separator) }
  }
}
