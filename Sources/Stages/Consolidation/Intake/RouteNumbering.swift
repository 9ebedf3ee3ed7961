/// Numbers that a route's rows have used, as a set of bits that grows with the largest.
struct NumberSet {
  private var words: [UInt64] = []

  /// Adds a number; `false` if it was in the set.
  mutating func insert(_ number: UInt16) -> Bool {
    let word = Int(number) >> 6
    let bit: UInt64 = 1 << UInt64(number & 63)
    while words.count <= word { words.append(0) }
    guard words[word] & bit == 0 else { return false }
    words[word] |= bit
    return true
  }

  /// Forgets all, and keeps the room.
  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
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
