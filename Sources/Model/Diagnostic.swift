/// A finding about the input, with its place; bad data is a value and the run goes on.
///
/// Source: contract 2.
public struct Diagnostic: Sendable {
  public let code: DiagnosticCode
  /// 1-based physical line; 0 where the code has none.
  public var line: Int
  /// 1-based ordinal of the field in its table; 0 in XML and where no single field is meant.
  public var column: Int
  /// The field's name as a column of contract 1; empty where no single field is meant.
  public var field: String
  /// The offending value, at most 80 characters.
  public var value: String
  /// What is wrong and what is expected, in Spanish.
  public var message: String
  /// The establishment whose record it concerns, where the record names one.
  public var establishment: DaneCode?

  public init(
    _ code: DiagnosticCode, line: Int = 0, column: Int = 0, field: String = "", value: String = "",
    message: String, establishment: DaneCode? = nil
  ) {
    self.code = code
    self.line = line
    self.column = column
    self.field = field
    self.value = value
    self.message = message
    self.establishment = establishment
  }

  /// A text as a diagnostic quotes it: at most 80 characters (Unicode scalars).
  public static func quoted(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(80)))
  }

  /// The order of `diagnosticos.csv` inside a file: line, column (absent first), code.
  public static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.line, left.column, left.code.rawValue) < (right.line, right.column, right.code.rawValue)
  }
}

/// A record that was rejected, as it came.
///
/// Source: contract 3, `rechazos.csv`.
public struct Reject: Sendable {
  public let line: Int
  /// The distinct error codes of the record.
  public let codes: DiagnosticCodes
  /// UTF-8, cut at 65,536 bytes at a character's border.
  public let record: [UInt8]

  public init(line: Int, codes: DiagnosticCodes, record: [UInt8]) {
    self.line = line
    self.codes = codes
    self.record = record
  }

  public func moved(to line: Int) -> Reject {
    Reject(line: line, codes: codes, record: record)
  }

  /// The bytes of a record that are kept, where they stand: cut at `longestRecord` at a character's
  /// border.
  public static func kept(_ source: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: source[..<cutLength(source)])
  }

  /// The longest record that is kept, in bytes.
  public static let longestRecord = 65_536

  /// How many bytes of a record are kept.
  public static func cutLength(_ source: UnsafeRawBufferPointer) -> Int {
    guard source.count > longestRecord else { return source.count }
    var end = longestRecord
    while end > 0, source[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
