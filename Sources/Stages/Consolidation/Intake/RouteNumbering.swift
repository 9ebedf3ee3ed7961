/// Numbers that a route's rows have used, as a set of bits that grows with the largest.
struct NumberSet {
  /// Those below 128, which most routes don't exceed.
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// From 128 on.
  private var others: [UInt64] = []

  /// Adds a number; `false` if it was in the set.
  @inline(__always)
  mutating func insert(_ number: UInt16) -> Bool {
    switch number {
    case ..<64: return NumberSet.set(number, in: &low)
    case ..<128: return NumberSet.set(number, in: &high)
    default: return insertOther(number)
    }
  }

  private mutating func insertOther(_ number: UInt16) -> Bool {
    let word = Int(number) >> 6 - 2
    while others.count <= word { others.append(0) }
    return NumberSet.set(number, in: &others[word])
  }

  @inline(__always)
  private static func set(_ number: UInt16, in word: inout UInt64) -> Bool {
    let bit: UInt64 = 1 &<< UInt64(number & 63)
    guard word & bit == 0 else { return false }
    word |= bit
    return true
  }

  /// Forgets all, and keeps the room.
  mutating func removeAll() {
    (low, high) = (0, 0)
    others.removeAll(keepingCapacity: true)
  }
}

/// Finds the place of a numbered thing in a list.
struct NumberIndex {
  private var places: [UInt16] = []

  /// 0-based.
  subscript(number: UInt16) -> Int? {
    let place = Int(number)
    guard place < places.count, places[place] > 0 else { return nil }
    return Int(places[place]) - 1
  }

  mutating func set(_ number: UInt16, to place: Int) {
    while places.count <= Int(number) { places.append(0) }
    places[Int(number)] = UInt16(place + 1)
  }

  /// Forgets all, and keeps the room.
  mutating func removeAll() {
    places.removeAll(keepingCapacity: true)
  }
}

/// What the numbering of a row breaks (contract 1 §5.2).
struct NumberingFaults: OptionSet {
  let rawValue: UInt8

  /// R110.
  static let repeatedAction = NumberingFaults(rawValue: 1)
  /// R111 at oportunidad_no and at meta_no.
  static let opportunityElsewhere = NumberingFaults(rawValue: 1 << 1)
  static let goalElsewhere = NumberingFaults(rawValue: 1 << 2)
}
