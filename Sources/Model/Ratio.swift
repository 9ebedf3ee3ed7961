/// An exact quotient of integers, rounded only where it is printed (contract 3, notation).
public struct Ratio: Sendable {
  public let numerator: Int
  /// Above zero.
  public let denominator: Int

  /// `nil` over nothing: a mean or a ratio with denominator 0 is an empty field, never 0.
  public init?(_ numerator: Int, over denominator: Int) {
    guard denominator > 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The value in hundredths, rounded half away from zero.
  public var hundredths: Int {
    Ratio.divide(Int128(numerator) * 100, by: Int128(denominator))
  }

  /// The value as it stands, rounded half away from zero to a whole number: for a numerator that is
  /// already in hundredths.
  public var rounded: Int {
    Ratio.divide(Int128(numerator), by: Int128(denominator))
  }

  /// Numerator over denominator as a percentage, in hundredths of a per cent.
  public var percentHundredths: Int {
    Ratio.divide(Int128(numerator) * 10_000, by: Int128(denominator))
  }

  /// `dividend / divisor` rounded half away from zero; `divisor` is above zero.
  public static func divide(_ dividend: Int128, by divisor: Int128) -> Int {
    let magnitude = dividend.magnitude
    let size = divisor.magnitude
    let quotient = (magnitude * 2 + size) / (size * 2)
    return Int(clamping: dividend < 0 ? -Int128(clamping: quotient) : Int128(clamping: quotient))
  }
}

extension Ratio: Comparable {
  public static func < (left: Ratio, right: Ratio) -> Bool {
    Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }

  public static func == (left: Ratio, right: Ratio) -> Bool {
    Int128(left.numerator) * Int128(right.denominator)
      == Int128(right.numerator) * Int128(left.denominator)
  }
}
