import Testing

@testable import Sampling

@Suite struct TerritoryTests {
  private func territory(_ count: Int, errors: Int = 0) throws -> Territory {
    var options = SampleOptions(establishments: count, periods: 2023...2025, seed: 11)
    options.errorsPerMillion = errors
    var pool = TextPool()
    return try Territory(
      options: options, catalogue: .small, pool: &pool,
      defects: DefectSchedule([], perMillion: 0))
  }

  @Test(arguments: [105_001_000_001, 105_001_000_043, 105_001_000_094, 105_001_000_108])
  func checkDigitOfPublishedCodes(code: Int) {
    #expect(DaneCode.checkDigit(of: code / 10) == code % 10)
  }

  @Test func codesAreDifferentAndInTheirMunicipality() throws {
    let territory = try territory(2000)
    #expect(Set(territory.establishments.map(\.code)).count == 2000)
    for establishment in territory.establishments {
      let code = establishment.code
      let municipality = territory.municipalities[establishment.municipality].divipola
      #expect(DaneCode.checkDigit(of: code / 10) == code % 10)
      #expect(code / 1_000_000 % 100_000 == municipality)
      #expect(
        code / 100_000_000_000 == (establishment.official ? 1 : 3) + (establishment.rural ? 1 : 0))
      #expect(municipality != 68001)
    }
  }

  @Test func sharesAreThoseOfTheDepartment() throws {
    let all = try territory(2000).establishments
    #expect((1500...1700).contains(all.count(where: \.rural)))
    #expect((380...500).contains(all.count { !$0.official }))
    #expect(all.count { !$0.active } < 150)
  }

  @Test(arguments: [10, 30, 999])
  func everyTroubleAndStateIsSomebodys(count: Int) throws {
    let territory = try territory(count, errors: 20_000)
    let active = territory.establishments.filter(\.active)
    var troubles: Troubles = []
    for establishment in active { troubles.formUnion(establishment.conduct.troubles) }
    #expect(troubles.rawValue == 0b11_1111_1111)
    let states = Set(active.map { territory.state(of: $0, in: 2025) })
    #expect(states.count == 8)
    let systematic = active.map(\.conduct).filter { $0.systematic && !$0.troubles.isEmpty }
    #expect(systematic.contains { $0.supported })
    #expect(systematic.contains { !$0.supported })
    #expect(territory.establishments.contains { !$0.active })
  }

  @Test func aCatalogueWithoutMunicipalitiesOfItsOwnIsRefused() {
    var catalogue = SampleCatalogue.small
    catalogue.municipalities.removeAll { !$0.certified }
    let options = SampleOptions(establishments: 10, periods: 2025...2025, seed: 1)
    #expect(throws: SampleError.poorCatalogue("ningún municipio no certificado")) {
      _ = try writeSample(options, catalogue: catalogue, to: "/dev/null")
    }
  }

  @Test func componentsStayForAWhile() throws {
    let components = try territory(10).components
    let first = components.choice(5, edition: 2008, seed: 1, establishment: 3, period: 2024)
    let second = components.choice(5, edition: 2008, seed: 1, establishment: 3, period: 2025)
    #expect(Set(first).count == 5)
    #expect(!Set(first).isDisjoint(with: second))
  }

  @Test func daysAreAddedOverMonthsAndYears() {
    #expect(CalendarDay(2024, 2, 28).adding(days: 1) == CalendarDay(2024, 2, 29))
    #expect(CalendarDay(2023, 12, 20).adding(days: 75) == CalendarDay(2024, 3, 4))
  }
}
