import Model
import Testing

/// The orders of keys and places, which decide what is first (contract 1 §5).
@Suite struct KeyTests {
  private func key(_ number: UInt64, _ vigencia: Int) -> RouteKey {
    RouteKey(establishment: DaneCode(number: number), vigencia: vigencia)
  }

  @Test func routesAreOrderedByEstablishmentAndThenByVigencia() {
    let ascending = [key(1, 2024), key(1, 2025), key(2, 2023), key(2, 2024)]
    for (place, left) in ascending.enumerated() {
      for (other, right) in ascending.enumerated() {
        #expect((left < right) == (place < other), "\(place) \(other)")
      }
    }
  }

  @Test func placesAreOrderedByFileAndThenByRankWhateverTheirLines() {
    let ascending = [(0, 9, 0), (0, 3, 1), (1, 1, 0), (1, 1, 1)].map { file, line, rank in
      Place(file: FileNumber(file), line: UInt32(line), rank: UInt32(rank))
    }
    for (place, left) in ascending.enumerated() {
      for (other, right) in ascending.enumerated() {
        #expect((left < right) == (place < other), "\(place) \(other)")
      }
    }
  }
}
