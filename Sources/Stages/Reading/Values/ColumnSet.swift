/// Columns of one kind by their places, of which no kind has more than 64.
package struct ColumnSet: Equatable, Sendable {
  private var bits: UInt64

  @inline(__always)
  private init(bits: UInt64) {
    self.bits = bits
  }

  /// No columns.
  @inline(__always)
  package static var none: ColumnSet { ColumnSet(bits: 0) }

  package init(_ places: [Int]) {
    bits = places.reduce(0) { $0 | 1 << UInt64($1) }
  }

  /// The first `count` columns.
  package init(first count: Int) {
    bits = count < 64 ? (1 << UInt64(count)) - 1 : ~0
  }

  @inline(__always)
  func contains(_ place: Int) -> Bool { bits & (1 &<< UInt64(place)) != 0 }

  @inline(__always)
  mutating func insert(_ place: Int) { bits |= 1 &<< UInt64(place) }

  /// Takes one out; nothing for -1.
  @inline(__always)
  mutating func remove(_ place: Int) {
    if place >= 0 { bits &= ~(1 &<< UInt64(place)) }
  }

  @inline(__always)
  package func union(_ other: ColumnSet) -> ColumnSet { ColumnSet(bits: bits | other.bits) }

  @inline(__always)
  func subtracting(_ other: ColumnSet) -> ColumnSet { ColumnSet(bits: bits & ~other.bits) }

  /// Takes the first out; -1 if there is none.
  @inline(__always)
  mutating func takeFirst() -> Int {
    guard bits != 0 else { return -1 }
    let place = bits.trailingZeroBitCount
    bits &= bits &- 1
    return place
  }
}
