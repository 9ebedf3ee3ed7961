import Model
import TestSupport
import Testing

@Suite struct RatioTests {
  @Test(arguments: [
    (1, 200, 1), (-1, 200, -1), (1, 201, 0), (-1, 201, 0), (3, 200, 2), (-3, 200, -2), (1, 3, 33),
    (2, 3, 67), (-2, 3, -67), (0, 5, 0), (5, 1, 500), (12_345, 1000, 1235),
  ]) func hundredthsAreRoundedHalfAwayFromZero(numerator: Int, denominator: Int, expected: Int) {
    #expect(Ratio(numerator, over: denominator)?.hundredths == expected)
  }

  @Test func roundingAgreesWithItsDefinition() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2000 {
      let numerator = random.number(-5000...5000)
      let denominator = random.number(1...40)
      let rounded = try #require(Ratio(numerator, over: denominator)).rounded
      let twice = abs(2 * (rounded * denominator - numerator))
      #expect(twice <= denominator, "\(numerator)/\(denominator)")
      if twice == denominator { #expect(abs(rounded * denominator) > abs(numerator)) }
    }
  }

  @Test func overNothingThereIsNoRatio() {
    #expect(Ratio(0, over: 0) == nil)
    #expect(Ratio(1, over: -1) == nil)
  }

  @Test func percentagesKeepTwoPlaces() {
    #expect(Ratio(1, over: 8)?.percentHundredths == 12_50)
    #expect(Ratio(2, over: 3)?.percentHundredths == 66_67)
    #expect(Ratio(1, over: 20_000)?.percentHundredths == 1)
  }

  @Test func comparisonIsExactWhereThePrintedValuesAreEqual() throws {
    let third = try #require(Ratio(1, over: 3))
    let nearly = try #require(Ratio(333_333, over: 1_000_000))
    #expect(third.hundredths == nearly.hundredths)
    #expect(nearly < third)
    for (numerator, denominator) in [(2, 4), (3, 6), (50, 100)] {
      #expect(Ratio(numerator, over: denominator) == Ratio(1, over: 2))
      #expect(Ratio(1, over: 2) == Ratio(numerator, over: denominator))
      #expect(Ratio(numerator + 1, over: denominator) != Ratio(1, over: 2))
    }
    #expect(!(third < third), "equals don't precede each other")
    let one = try #require(Ratio(1, over: 1))
    let large = try #require(Ratio(Int.max, over: Int.max - 1))
    #expect(one < large)
  }

  @Test func hugeSumsDoNotOverflow() {
    #expect(Ratio.divide(Int128(Int.max) * 10_000, by: 10_000) == Int.max)
    #expect(Ratio.divide(-Int128(Int.max) * 10_000, by: 10_000) == -Int.max)
  }
}
