/// Rows of CSV, field by field, for tables of so many rows that a template's record for each costs too
/// much.
///
/// Fields are written as a template of the same dialect writes them.
public struct CSVRows {
  private let output: Output
  private let separator: UInt8
  /// Of the dialect, as plain bytes.
  private let lineEnd: UnsafeBufferPointer<UInt8>
  private var isFirst = true

  /// `lineEnd` has to stay as long as the rows are written.
  private init(separator: UInt8, lineEnd: UnsafeBufferPointer<UInt8>, _ output: Output) {
    self.separator = separator
    self.lineEnd = lineEnd
    self.output = output
  }

  /// The rows that `body` writes; without a second copy if they are at most `expected` bytes.
  public static func bytes(
    _ dialect: CSVDialect, expected: Int = 65_536, _ body: (inout CSVRows) throws -> Void
  ) throws -> [UInt8] {
    var buffer = ByteBuffer()
    try Output.writing(into: &buffer, capacity: expected) { output in
      try dialect.lineEnd.withUnsafeBufferPointer { lineEnd in
        var rows = CSVRows(separator: dialect.separator, lineEnd: lineEnd, output)
        try body(&rows)
      }
    }
    return buffer.bytes
  }

  /// A text as a field, to be written any number of times.
  public static func field(_ text: String, _ dialect: CSVDialect) throws -> [UInt8] {
    try bytes(dialect, expected: 256) { try $0.text(text) }
  }

  /// A text in UTF-8.
  public mutating func text(_ bytes: UnsafeRawBufferPointer) throws {
    try separate()
    try output.writeCSVText(
      bytes.assumingMemoryBound(to: UInt8.self), separator: separator)
  }

  public mutating func text(_ text: String) throws {
    var text = text
    try text.withUTF8 { try self.text(UnsafeRawBufferPointer($0)) }
  }

  public mutating func integer(_ number: Int) throws {
    try separate()
    try output.writeInteger(number)
  }

  /// A field of `field(_:_:)`, or several with their separators.
  public mutating func made(_ field: [UInt8]) throws {
    try field.withUnsafeBytes { try made($0) }
  }

  /// The same of bytes in any memory.
  public mutating func made(_ field: UnsafeRawBufferPointer) throws {
    try separate()
    let bytes = field.assumingMemoryBound(to: UInt8.self)
    if let base = bytes.baseAddress { try output.write(base, bytes.count) }
  }

  /// A field without a value.
  public mutating func absent() throws {
    try separate()
  }

  public mutating func endRow() throws {
    if let base = lineEnd.baseAddress { try output.write(base, lineEnd.count) }
    isFirst = true
  }

  private mutating func separate() throws {
    if isFirst { isFirst = false } else { try output.write(separator) }
  }
}
