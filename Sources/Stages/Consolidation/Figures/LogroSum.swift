import BigInt
import Model

/// The exact sum of the logros of many goals, each 0…1.
///
/// The printed figures are first taken from a lower and an upper bound in 60 binary places; only if
/// the bounds round differently is the sum made as one fraction.
package struct LogroSum {
  private static let one = Int128(1) << 60

  /// Up to which denominator a sum has its place in a list; nearly all fractions are below it.
  private static let listed = 2048

  private var met = 0
  /// By denominator: the sum of the numerators over it.
  private var listed: [Int] = []
  /// The same of the denominators that are not listed.
  private var others: [Int: Int128] = [:]

  package init() {}

  package mutating func add(_ facts: RouteFacts) {
    met += facts.metGoals
    for fraction in facts.partlyMet {
      guard fraction.denominator < LogroSum.listed else {
        others[fraction.denominator, default: 0] += Int128(fraction.numerator)
        continue
      }
      while listed.count <= fraction.denominator { listed.append(0) }
      listed[fraction.denominator] += fraction.numerator
    }
  }

  /// The sum of the fractions of each denominator.
  private var sums: [(denominator: Int, numerator: Int128)] {
    listed.indices.filter { listed[$0] > 0 }.map { ($0, Int128(listed[$0])) }
      + others.map { ($0.key, $0.value) }
  }

  /// The sum times 100 over `divisor`, in hundredths, rounded half away from zero.
  package func percentHundredths(over divisor: Int) -> Int {
    let sums = sums
    let lowerBound = sums.reduce(Int128(met) * LogroSum.one) { bound, sum in
      bound + sum.numerator * LogroSum.one / Int128(sum.denominator)
    }
    let scale = LogroSum.one * Int128(divisor)
    let least = Ratio.divide(lowerBound * 10_000, by: scale)
    let most = Ratio.divide((lowerBound + Int128(sums.count)) * 10_000, by: scale)
    return least == most ? least : exactPercentHundredths(over: divisor)
  }

  private func exactPercentHundredths(over divisor: Int) -> Int {
    let terms = sums.sorted { $0.denominator < $1.denominator }.map {
      (numerator: BigInt($0.numerator), denominator: BigInt($0.denominator))
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
