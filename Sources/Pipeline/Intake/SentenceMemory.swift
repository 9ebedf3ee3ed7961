import Glibc

/// Sentences that many findings repeat, each kept in the form in which it is wanted.
///
/// Each has four places, the oldest of which is given up for another, so that memory is bounded and those
/// that take turns don't drive each other out.
struct SentenceMemory<Made> {
  /// What decides a sentence: nearly always what is wrong, sometimes also the value.
  private struct Entry {
    let says: PackedStatement
    /// Of the value; looked at before it, since most have none.
    let length: Int
    let value: [UInt8]
    let made: Made
  }

  private let ways = 4
  private let groups = 1024
  private var entries: [Entry?]
  private var turn = 0

  init() {
    entries = Array(repeating: nil, count: ways * groups)
  }

  /// What `make` made of the statement, and of the value where the sentence depends on it.
  mutating func made(
    _ says: PackedStatement, value: UnsafeRawBufferPointer, _ make: () throws -> Made
  ) rethrows -> Made {
    let value = says.quotesValue ? value : UnsafeRawBufferPointer(start: nil, count: 0)
    let first = SentenceMemory.mixed(says, value) % groups * ways
    for place in first..<first + ways where isMeant(place, says, value) {
      if let entry = entries[place] { return entry.made }
    }
    let made = try make()
    entries[placeForAnother(from: first)] = Entry(
      says: says, length: value.count, value: Array(value), made: made)
    return made
  }

  private func isMeant(
    _ place: Int, _ says: PackedStatement, _ value: UnsafeRawBufferPointer
  ) -> Bool {
    guard entries[place]?.says == says, entries[place]?.length == value.count else { return false }
    guard let base = value.baseAddress, value.count > 0 else { return true }
    return entries[place]?.value.withUnsafeBytes {
      $0.baseAddress.map { memcmp($0, base, value.count) == 0 } ?? false
    } ?? false
  }

  private mutating func placeForAnother(from first: Int) -> Int {
    if let empty = (first..<first + ways).first(where: { entries[$0] == nil }) { return empty }
    turn = (turn + 1) % ways
    return first + turn
  }

  private static func mixed(_ says: PackedStatement, _ value: UnsafeRawBufferPointer) -> Int {
    var mixed = (says.content ^ UInt64(says.version) << 20) &* 0x9E37_79B9_7F4A_7C15
    for byte in value { mixed = (mixed ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int((mixed &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
