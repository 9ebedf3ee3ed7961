import BigInt
import Consolidation
import Model
import TestSupport
import Testing

/// The exact sum against fractions of any size.
@Suite struct LogroSumTests {
  private func facts(_ fractions: [(Int, Int)], met: Int = 0) -> RouteFacts {
    var facts = RouteFacts()
    facts.metGoals = met
    facts.partlyMet = PackedFractions(
      fractions.map { Fraction(numerator: $0.0, denominator: $0.1) })
    return facts
  }

  /// 10,000 times the sum over the divisor, rounded half up; nothing here is negative.
  private func expected(_ fractions: [(Int, Int)], met: Int, over divisor: Int) -> Int {
    var sum = (numerator: BigInt(met), denominator: BigInt(1))
    for (numerator, denominator) in fractions {
      sum = (
        sum.numerator * BigInt(denominator) + BigInt(numerator) * sum.denominator,
        sum.denominator * BigInt(denominator)
      )
    }
    let dividend = sum.numerator * 10_000
    let size = sum.denominator * BigInt(divisor)
    return Int((dividend * 2 + size) / (size * 2))
  }

  @Test func randomSums() {
    for seed in 0..<150 {
      var random = SeededRandom(seed: UInt64(seed))
      let largest = random.pick([3, 8, 40, 10_000, 20_000_000_000_000])
      let fractions = (0..<random.number(0...25)).map { _ -> (Int, Int) in
        let denominator = random.number(2...largest)
        return (random.number(1...denominator - 1), denominator)
      }
      let met = random.number(0...3)
      var sum = LogroSum()
      let half = fractions.count / 2
      sum.add(facts(Array(fractions[..<half]), met: met))
      sum.add(facts(Array(fractions[half...])))
      for divisor in [1, fractions.count + met + 1, 7] {
        #expect(
          sum.percentHundredths(over: divisor) == expected(fractions, met: met, over: divisor),
          "seed \(seed) over \(divisor)")
      }
    }
  }

  /// Sums that lie exactly half-way between two printed values go away from zero, and those a hair
  /// below do not.
  @Test func exactTies() {
    let ties: [([(Int, Int)], Int, Int)] = [
      ([(1, 160)], 1, 63), ([(1, 320), (1, 320)], 1, 63), ([(1, 480), (1, 240)], 1, 63),
      ([(1, 3), (1, 6)], 80, 63), ([(1, 20_000)], 1, 1), ([(1, 60_000), (1, 30_000)], 1, 1),
      ([(19_999_999_999, 400_000_000_000_000)], 1, 0),
      // A half but for one part in 10²², which only the exact sum tells.
      ([(499_999_999, 10_000_000_000_000), (1, 10_000_000_000_001)], 1, 0),
    ]
    for (fractions, divisor, result) in ties {
      var sum = LogroSum()
      sum.add(facts(fractions))
      #expect(sum.percentHundredths(over: divisor) == result, "\(fractions)")
      #expect(expected(fractions, met: 0, over: divisor) == result)
    }
  }

  @Test func theOrderOfRoutesPlaysNoPart() {
    var random = SeededRandom(seed: 1)
    let all = (0..<60).map { _ in facts([(1, random.number(2...97)), (1, random.number(2...97))]) }
    var forwards = LogroSum()
    for facts in all { forwards.add(facts) }
    for _ in 0..<5 {
      var other = LogroSum()
      for facts in all.shuffled(using: &random) { other.add(facts) }
      #expect(other.percentHundredths(over: 120) == forwards.percentHundredths(over: 120))
    }
  }

  @Test func nothingIsZero() {
    #expect(LogroSum().percentHundredths(over: 1) == 0)
  }
}

/// RG-220 (contract 3).
@Suite struct ComponentFigureTests {
  private func fixture() -> TerritoryFixture {
    var fixture = TerritoryFixture()
    fixture.establishments = [
      TerritoryFixture.establishment(1), TerritoryFixture.establishment(2),
      TerritoryFixture.establishment(3, municipality: 68_020),
    ]
    return fixture
  }

  private func figures(_ fixture: TerritoryFixture) -> [ComponentFigure] {
    ComponentFigures(fixture.territory).components()
  }

  private func codes(_ figures: [ComponentFigure]) -> [String] {
    figures.map { TerritoryFixture.catalogue.components[Int($0.component)].code }
  }

  @Test func everyComponentOfTheEditionsInUseHasARow() {
    var fixture = fixture()
    #expect(
      codes(figures(fixture)) == ["A-1-1", "A-1-2", "A-2-1"], "none in use: the configured one")
    fixture.routes[TerritoryFixture.key(1, 2025)] = TerritoryFixture.route([3: 1])
    #expect(codes(figures(fixture)) == ["B-1-1"])
    fixture.evaluations[TerritoryFixture.key(2, 2025)] = TerritoryFixture.evaluation([0, 2, 0, 0])
    #expect(codes(figures(fixture)) == ["B-1-1", "A-1-2", "A-1-1", "A-2-1"])
    fixture.evaluations[TerritoryFixture.key(2, 2024)] = TerritoryFixture.evaluation([0, 0, 0, 1])
    fixture.routes = [:]
    #expect(codes(figures(fixture)) == ["A-1-2", "A-1-1", "A-2-1"], "other vigencias play no part")
  }

  @Test func rowsAddUpOverRoutesOfThePeriod() {
    var fixture = fixture()
    fixture.routes[TerritoryFixture.key(1, 2025)] = TerritoryFixture.route(
      [0: 2, 2: 1], progress: 10_00)
    fixture.routes[TerritoryFixture.key(3, 2025)] = TerritoryFixture.route([0: 3], progress: 50_00)
    fixture.routes[TerritoryFixture.key(2, 2024)] = TerritoryFixture.route([1: 9])
    fixture.routes[TerritoryFixture.key(9, 2025)] = TerritoryFixture.route([1: 9])
    let all = figures(fixture)
    #expect(codes(all) == ["A-1-1", "A-2-1", "A-1-2"])
    #expect(all.map(\.position) == [1, 2, 3])
    #expect(all[0].establishments == 2 && all[0].municipalities.count == 2)
    #expect(all[0].sums.actions == 5 && all[0].sums.opportunities == 2)
    #expect(all[0].sums.meanProgress?.rounded == 34_00)
    #expect(all[2].sums.actions == 0 && all[2].sums.meanProgress == nil)
  }

  /// Means that print alike are still ordered, by their exact values; absent ones are last.
  @Test func ranksUseExactMeansAndPutAbsentOnesLast() {
    var fixture = fixture()
    fixture.establishments = (1...400).map { TerritoryFixture.establishment($0) }
    for number in 1...400 {
      let levels: [UInt8] = [number <= 200 ? 2 : 3, number <= 199 ? 3 : 2, 0, 0]
      fixture.evaluations[TerritoryFixture.key(number, 2025)] = TerritoryFixture.evaluation(
        number == 400 ? [4, 2, 0, 0] : levels)
    }
    let all = figures(fixture)
    #expect(codes(all) == ["A-1-2", "A-1-1", "A-2-1"])
    #expect(all[0].levels == [0, 201, 199, 0] && all[1].levels == [0, 200, 199, 1])
    #expect(all[0].meanLevel?.hundredths == all[1].meanLevel?.hundredths)
    #expect(all[2].meanLevel == nil)
  }

  @Test func changesBetweenTwoRoutes() throws {
    var fixture = fixture()
    let (now, before) = (TerritoryFixture.key(1, 2025), TerritoryFixture.key(1, 2024))
    fixture.routes[now] = TerritoryFixture.route([0: 1])
    fixture.routes[before] = TerritoryFixture.route([1: 1, 2: 1])
    fixture.evaluations[now] = TerritoryFixture.evaluation([1, 3, 2, 0])
    fixture.evaluations[before] = TerritoryFixture.evaluation([1, 2, 2, 0])
    fixture.routes[TerritoryFixture.key(2, 2025)] = TerritoryFixture.route([0: 1])
    fixture.routes[TerritoryFixture.key(3, 2025)] = TerritoryFixture.route([0: 1])
    fixture.routes[TerritoryFixture.key(3, 2024)] = TerritoryFixture.route([0: 1])
    let all = Dictionary(uniqueKeysWithValues: figures(fixture).map { ($0.component, $0) })
    #expect(all[0]?.added == 1 && all[0]?.persistent == 1)
    #expect(all[1]?.overcome == 1 && all[1]?.withdrawn == 0)
    #expect(all[2]?.overcome == 0 && all[2]?.withdrawn == 1)
  }

  @Test func changesOnlyWhereBothRoutesHoldTheEdition() {
    var fixture = fixture()
    fixture.routes[TerritoryFixture.key(1, 2025)] = TerritoryFixture.route([3: 1])
    fixture.routes[TerritoryFixture.key(1, 2024)] = TerritoryFixture.route([0: 1])
    fixture.evaluations[TerritoryFixture.key(1, 2025)] = TerritoryFixture.evaluation([2, 0, 0, 0])
    for figure in figures(fixture) {
      #expect(figure.added + figure.persistent + figure.overcome + figure.withdrawn == 0)
    }
  }

  @Test func transitionsCountEstablishmentsValuedTwice() {
    var fixture = fixture()
    for (number, before, after) in [(1, 1, 2), (2, 1, 2), (3, 2, 2)] as [(Int, UInt8, UInt8)] {
      fixture.evaluations[TerritoryFixture.key(number, 2024)] = TerritoryFixture.evaluation([
        before, 1, 0, 0,
      ])
      fixture.evaluations[TerritoryFixture.key(number, 2025)] = TerritoryFixture.evaluation([
        after, 0, 4, 0,
      ])
    }
    let found = ComponentFigures(fixture.territory).transitions().map {
      "\($0.component) \($0.before) \($0.after) \($0.establishments)"
    }
    #expect(found == ["0 1 2 2", "0 2 2 1"])
  }

  @Test func processesByMunicipality() {
    var fixture = fixture()
    fixture.routes[TerritoryFixture.key(1, 2025)] = TerritoryFixture.route([0: 2, 1: 1, 2: 4])
    fixture.routes[TerritoryFixture.key(2, 2025)] = TerritoryFixture.route([1: 1])
    fixture.routes[TerritoryFixture.key(3, 2025)] = TerritoryFixture.route([2: 1])
    let found = ComponentFigures(fixture.territory).processes().map {
      "\($0.municipality.text) \(TerritoryFixture.catalogue.processes[Int($0.process)].code) \($0.establishments) \($0.sums.actions)"
    }
    #expect(found == ["68013 A-1 2 4", "68013 A-2 1 4", "68020 A-2 1 1"])
  }
}
