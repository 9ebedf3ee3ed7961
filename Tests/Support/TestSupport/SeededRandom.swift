/// Random numbers that come again with the same seed, so that a failing case can be run again.
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// One of some things; `nil` where there is none.
  package mutating func pickAny<Element>(_ things: [Element]) -> Element? {
    things.isEmpty ? nil : pick(things)
  }

  /// One of some things, which must not be none.
  package mutating func pick<Element>(_ things: [Element]) -> Element {
    things[number(0...things.count - 1)]
  }
}
