import BigInt
import Model

/// The exact sum of the logros of many goals, each 0…1.
///
/// The printed figures are first taken from a lower and an upper bound in 60 binary places; only if
/// the bounds round differently is the sum made as one fraction.
package struct LogroSum {
  private static let one = Int128(1) << 60

  private var met = 0
  private var numerators: [Int: Int128] = [:]
  private var lowerBound: Int128 = 0
  private var inexact = 0

  package init() {}

  package mutating func add(_ facts: RouteFacts) {
    met += facts.metGoals
    for fraction in facts.partlyMet {
      numerators[fraction.denominator, default: 0] += Int128(fraction.numerator)
      lowerBound += Int128(fraction.numerator) * LogroSum.one / Int128(fraction.denominator)
      inexact += 1
    }
  }

  /// The sum times 100 over `divisor`, in hundredths, rounded half away from zero.
  package func percentHundredths(over divisor: Int) -> Int {
    let whole = Int128(met) * LogroSum.one + lowerBound
    let scale = LogroSum.one * Int128(divisor)
    let least = Ratio.divide(whole * 10_000, by: scale)
    let most = Ratio.divide((whole + Int128(inexact)) * 10_000, by: scale)
    return least == most ? least : exactPercentHundredths(over: divisor)
  }

  private func exactPercentHundredths(over divisor: Int) -> Int {
    let terms = numerators.sorted { $0.key < $1.key }.map {
      (numerator: BigInt($0.value), denominator: BigInt($0.key))
    }
    let sum = LogroSum.sum(terms[...])
    let numerator = (sum.numerator + BigInt(met) * sum.denominator) * 10_000
    let denominator = sum.denominator * BigInt(divisor)
    return Int((numerator * 2 + denominator) / (denominator * 2))
  }

  private static func sum(
    _ terms: ArraySlice<(numerator: BigInt, denominator: BigInt)>
  ) -> (numerator: BigInt, denominator: BigInt) {
    guard let first = terms.first else { return (0, 1) }
    guard terms.count > 1 else { return first }
    let middle = terms.startIndex + terms.count / 2
    let left = sum(terms[..<middle])
    let right = sum(terms[middle...])
    let divisor = left.denominator.greatestCommonDivisor(with: right.denominator)
    let factor = right.denominator / divisor
    return (
      left.numerator * factor + right.numerator * (left.denominator / divisor),
      left.denominator * factor
    )
  }
}
