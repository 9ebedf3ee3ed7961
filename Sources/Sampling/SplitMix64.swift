/// A small generator of pseudo-random numbers that gives the same numbers on any machine.
///
/// Every part of the territory draws from a stream of its own, named by its purpose and its place,
/// so that a fact does not depend on the order in which facts are written.
struct SplitMix64 {
  private var state: UInt64

  /// What a stream is for.
  enum Purpose: UInt64 {
    case municipalities = 1
    case identity, conduct, route, slot, meta, delivery, valuation, assistance, form, defect
    case deck, popularity, decision
  }

  init(_ seed: UInt64, _ purpose: Purpose, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
    var state = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    state = Self.mix(state ^ (purpose.rawValue &* 0xD6E8_FEB8_6659_FD93))
    state = Self.mix(state ^ UInt64(truncatingIfNeeded: a))
    state = Self.mix(state &+ UInt64(truncatingIfNeeded: b) &* 0xA076_1D64_78BD_642F)
    state = Self.mix(state ^ UInt64(truncatingIfNeeded: c) &* 0xE703_7ED1_A0B4_28DB)
    self.state = state
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A number of 0..<bound; 0 where bound is not positive.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True in so many of a hundred cases.
  @inline(__always)
  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// One of the elements, which must not be none.
  @inline(__always)
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for index in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(index, below(index + 1))
    }
  }
}
