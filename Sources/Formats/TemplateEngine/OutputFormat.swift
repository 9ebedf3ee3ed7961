/// What a template makes: it decides the escaping and how numbers and dates are written.
public enum OutputFormat: Sendable, Equatable {
  /// HTML 5 in es-CO: `1.234`, `1.234,56`, `30 de noviembre de 2025`, `Sí`.
  case html
  /// CSV: the template's `,` and line ends stand for those of the dialect.
  case csv(CSVDialect)
}

/// How a CSV file is written (contract 3, notation).
public struct CSVDialect: Sendable, Equatable {
  public let name: String
  public let separator: UInt8
  /// Whether a carriage return stands before the line feed that ends a row.
  let hasReturn: Bool
  let decimalMark: UInt8
  let hasByteOrderMark: Bool

  /// What Excel opens by a double click in Colombia.
  public static let excelES = CSVDialect(
    name: "excel-es", separator: Ascii.semicolon, hasReturn: true, decimalMark: Ascii.comma,
    hasByteOrderMark: true)

  public static let rfc4180 = CSVDialect(
    name: "rfc4180", separator: Ascii.comma, hasReturn: false, decimalMark: Ascii.dot,
    hasByteOrderMark: false)

  public static let all = [excelES, rfc4180]

  /// What stands behind a row.
  public var lineEnd: [UInt8] {
    hasReturn ? [Ascii.carriageReturn, Ascii.lineFeed] : [Ascii.lineFeed]
  }

  /// The decimal mark as text.
  public var decimalCharacter: String { String(UnicodeScalar(decimalMark)) }

  /// Whether a field that holds this byte has to be quoted.
  func needsQuotes(_ byte: UInt8) -> Bool {
    byte == separator || byte == Ascii.quote || byte == Ascii.carriageReturn
      || byte == Ascii.lineFeed
  }
}

/// What the literal text of a template means to its output format, followed tag by tag while it is
/// compiled: where a value may stand, and what the text becomes.
protocol OutputContext: Sendable {
  /// Bytes before everything else.
  var prologue: [UInt8] { get }

  /// How a value of this kind is written; `nil` for a kind that is not.
  func writer(for kind: Kind) -> Writer?

  /// Takes literal text and appends what it becomes.
  mutating func literal(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8])
    -> TemplateError.Problem?

  /// Takes a variable of this kind.
  mutating func value(_ kind: Kind) -> TemplateError.Problem?

  /// Ends a section that began at `before`, whose body may run any number of times if it `repeats`.
  mutating func leaveSection(from before: Self, repeats: Bool) -> TemplateError.Problem?

  /// Ends the template.
  mutating func finish(into output: inout [UInt8]) -> TemplateError.Problem?
}
