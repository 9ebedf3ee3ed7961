/// Remembers what short spellings stand for, so that a column of few words costs a comparison of
/// bytes a row.
struct WordCache {
  private struct Entry {
    var spelling: [UInt8] = []
    var value = 0
  }

  private static let slots = 256
  private static let longest = 96
  private var entries = [Entry](repeating: Entry(), count: WordCache.slots)

  /// The value of a spelling; asks `slow` once for each spelling that it doesn't hold.
  /// A value that `slow` has none for is not held.
  mutating func value(_ bytes: Bytes, slow: (Bytes) -> Int?) -> Int? {
    guard !bytes.isEmpty, bytes.count <= WordCache.longest else { return slow(bytes) }
    let slot = WordCache.slot(bytes)
    if entries[slot].spelling.count == bytes.count,
      entries[slot].spelling.withUnsafeBytes({ $0.elementsEqual(bytes) })
    {
      return entries[slot].value
    }
    guard let value = slow(bytes) else { return nil }
    entries[slot].spelling = Array(bytes)
    entries[slot].value = value
    return value
  }

  private static func slot(_ bytes: Bytes) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int((hash ^ (hash >> 13)) & UInt32(slots - 1))
  }
}
