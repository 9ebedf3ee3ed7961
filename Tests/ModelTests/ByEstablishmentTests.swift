import TestSupport
import Testing

@testable import Model

/// Values by the place of their establishment are those of the table by key.
@Suite struct ByEstablishmentTests {
  private typealias Fixture = TerritoryFixture

  /// Every second number from 2 to 40, with as many vigencias as its number says; others are of no
  /// establishment.
  private static let establishments = stride(from: 2, through: 40, by: 2).map {
    Fixture.establishment($0)
  }
  private static let table = Dictionary(
    uniqueKeysWithValues: (1...42).flatMap { number in
      (0..<number % 5).map { (Fixture.key(number, 2025 - $0), "\(number) \($0)") }
    })

  @Test func findsWhatTheTableHas() {
    let (establishments, table) = (ByEstablishmentTests.establishments, ByEstablishmentTests.table)
    let values = ByEstablishment(table, of: establishments)
    for (place, establishment) in establishments.enumerated() {
      for vigencia in -1...2030 where vigencia < 1 || vigencia > 2015 {
        let key = RouteKey(establishment: establishment.code, vigencia: vigencia)
        #expect(values[place, vigencia] == table[key], "\(place) \(vigencia)")
      }
    }
    #expect(values.vigencias == [2022, 2023, 2024, 2025])
  }

  @Test func aPartHasThoseOfItsEstablishments() {
    let (establishments, table) = (ByEstablishmentTests.establishments, ByEstablishmentTests.table)
    let places = [0, 3, 4, 19]
    let part = ByEstablishment(table, of: establishments).part(places)
    let expected = ByEstablishment(table, of: places.map { establishments[$0] })
    for place in places.indices {
      for vigencia in 2020...2026 {
        #expect(part[place, vigencia] == expected[place, vigencia], "\(place) \(vigencia)")
      }
    }
    #expect(part.vigencias == expected.vigencias)
  }

  @Test func ofNoEstablishmentThereIsNothing() {
    let values = ByEstablishment(ByEstablishmentTests.table, of: [])
    #expect(values.vigencias.isEmpty)
    #expect(ByEstablishment<Int>([:], of: ByEstablishmentTests.establishments)[0, 2025] == nil)
  }
}
