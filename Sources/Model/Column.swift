/// What a column accepts; the forms are those of contract 1 §3.
public enum ColumnType: Sendable, Equatable {
  /// Any text. `markersAreAbsent`: `N/A`, `S/D`… and a lone dash stand for no value.
  case text(markersAreAbsent: Bool)
  case integer(ClosedRange<Int>)
  /// Bounds in hundredths; `nil` where any value is accepted.
  case decimal(ClosedRange<Int>?)
  /// A decimal of 0 or more, in hundredths, also with thousands by dots.
  case money
  case date
  case yesNo
  /// One of some words, each with the number that a record keeps of it.
  case word([Word])
  case vigencia
  case process
  case establishment
  case municipality
  case component
}

/// A word of an enumeration and the number that stands for it in a record.
public struct Word: Sendable, Equatable {
  public let spelling: String
  public let value: Int

  public init(_ spelling: String, _ value: Int) {
    self.spelling = spelling
    self.value = value
  }
}

/// A column of an input table, declared once: recognition of headers, decoding, messages, documents
/// and `pmi explain` come from it.
public struct Column: Sendable {
  public let name: String
  public let type: ColumnType
  /// Whether every row must have a value (`*` in contract 1 §4).
  public let isRequired: Bool
  /// Whether the header must have it for the kind to be recognised (contract 1 §1).
  public let identifies: Bool
  /// What it holds, in Spanish.
  public let meaning: String

  public init(
    _ name: String, _ type: ColumnType, required: Bool = false, identifies: Bool = false,
    _ meaning: String
  ) {
    self.name = name
    self.type = type
    self.isRequired = required
    self.identifies = identifies
    self.meaning = meaning
  }

  /// The name of the attribute or child element in flat XML: `fecha_limite` is `fechaLimite`.
  public var camelCase: String {
    let parts = name.split(separator: "_")
    let rest = parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return (parts.first.map(String.init) ?? "") + rest.joined()
  }
}

extension ColumnType {
  public static let plainText = ColumnType.text(markersAreAbsent: false)
  public static let markedText = ColumnType.text(markersAreAbsent: true)
  public static let percentage = ColumnType.decimal(0...10_000)
  public static let amount = ColumnType.decimal(0...Int.max)
  public static let count = ColumnType.integer(0...999_999_999)
}
