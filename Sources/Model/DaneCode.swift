/// The twelve digits that name an establishment (EE), kept as a number for speed and printed as text.
///
/// Structure: sector and zone (1), municipality (5), sequence (5), check digit (1); contract 2 X212.
public struct DaneCode: Hashable, Comparable, Sendable {
  /// The code read as a number, below 10¹².
  public let number: UInt64

  public init(number: UInt64) {
    self.number = number
  }

  /// A code of exactly twelve ASCII digits; `nil` for anything else.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 12 else { return nil }
    var number: UInt64 = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      number = number &* 10 &+ UInt64(byte &- 0x30)
    }
    self.number = number
  }

  public init?(text: String) {
    let bytes = Array(text.utf8)
    guard let code = bytes.withUnsafeBytes({ DaneCode($0) }) else { return nil }
    self = code
  }

  /// How many digits a code has.
  static let width = 12

  /// The twelve digits as text.
  public var text: String {
    DaneCode.zeroPadded(number, width: DaneCode.width)
  }

  /// Digits 2 to 6: the municipality to which the code was assigned.
  public var municipality: UInt32 {
    UInt32(number / 1_000_000 % 100_000)
  }

  /// The first digit: 1 official urban, 2 official rural, 3 other urban, 4 other rural.
  public var sectorDigit: Int {
    Int(number / 100_000_000_000)
  }

  /// The check digit that digits 1–11 ask for (contract 2, X212).
  public var expectedCheckDigit: Int {
    let weights = [2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6]
    var rest = number / 10
    var sum = 0
    for weight in weights {
      sum += Int(rest % 10) * weight
      rest /= 10
    }
    return (11 - sum % 11) % 10
  }

  public var hasValidCheckDigit: Bool {
    Int(number % 10) == expectedCheckDigit
  }

  public static func < (left: DaneCode, right: DaneCode) -> Bool {
    left.number < right.number
  }

  /// A number as decimal digits, with zeros before it up to `width`.
  public static func zeroPadded(_ number: UInt64, width: Int) -> String {
    var length = 1
    var rest = number
    while rest > 9 {
      rest /= 10
      length += 1
    }
    length = max(length, width)
    return String(unsafeUninitializedCapacity: length) { digits in
      var rest = number
      for place in digits.indices.prefix(length).reversed() {
        digits[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      return length
    }
  }
}

/// A DIVIPOLA municipality code of five digits, kept as a number.
public struct MunicipalityCode: Hashable, Comparable, Sendable {
  public let number: UInt32

  public init(number: UInt32) {
    self.number = number
  }

  public var text: String {
    DaneCode.zeroPadded(UInt64(number), width: 5)
  }

  public static func < (left: MunicipalityCode, right: MunicipalityCode) -> Bool {
    left.number < right.number
  }
}
