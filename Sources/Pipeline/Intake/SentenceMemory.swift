import Glibc

/// Sentences that many findings repeat, each kept in the form in which it is wanted.
///
/// Each has four places, the oldest of which is given up for another, so that memory is bounded and those
/// that take turns don't drive each other out.
struct SentenceMemory<Made> {
  /// What decides a sentence: nearly always what is wrong, sometimes also the value, whose length is
  /// looked at before it.
  private struct Key: Equatable {
    let says: PackedStatement
    let length: Int
  }

  private let ways = 4
  private let groups = 1024
  // By place.
  private var keys: [Key?]
  private var values: [[UInt8]]
  private var made: [Made?]
  private var turn = 0

  init() {
    keys = Array(repeating: nil, count: ways * groups)
    values = Array(repeating: [], count: ways * groups)
    made = Array(repeating: nil, count: ways * groups)
  }

  /// What `make` made of the statement, and of the value where the sentence depends on it.
  mutating func made(
    _ says: PackedStatement, value: UnsafeRawBufferPointer, _ make: () throws -> Made
  ) rethrows -> Made {
    let value = says.quotesValue ? value : UnsafeRawBufferPointer(start: nil, count: 0)
    let key = Key(says: says, length: value.count)
    let first = SentenceMemory.mixed(says, value) % groups * ways
    for place in first..<first + ways where keys[place] == key && isMeant(place, value) {
      if let known = made[place] { return known }
    }
    let new = try make()
    let place = placeForAnother(from: first)
    (keys[place], values[place], made[place]) = (key, Array(value), new)
    return new
  }

  /// Whether a value, as long as the one at a place, is the same.
  private func isMeant(_ place: Int, _ value: UnsafeRawBufferPointer) -> Bool {
    guard let base = value.baseAddress, value.count > 0 else { return true }
    return values[place].withUnsafeBytes {
      $0.baseAddress.map { memcmp($0, base, value.count) == 0 } ?? false
    }
  }

  private mutating func placeForAnother(from first: Int) -> Int {
    if let empty = (first..<first + ways).first(where: { keys[$0] == nil }) { return empty }
    turn = (turn + 1) % ways
    return first + turn
  }

  private static func mixed(_ says: PackedStatement, _ value: UnsafeRawBufferPointer) -> Int {
    var mixed = (says.content ^ UInt64(says.version) << 20) &* 0x9E37_79B9_7F4A_7C15
    for byte in value { mixed = (mixed ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int((mixed &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
