/// Remembers what short spellings stand for, so that a column of few words costs a comparison of
/// bytes a row.
final class WordCache {
  private static let slots = 256
  private static let longest = 56

  /// A spelling of up to `longest` bytes, its length and its value, in 64 bytes.
  private let entries: UnsafeMutableRawPointer
  private static let entrySize = 64

  init() {
    entries = .allocate(byteCount: WordCache.slots * WordCache.entrySize, alignment: 64)
    entries.initializeMemory(
      as: UInt8.self, repeating: 0, count: WordCache.slots * WordCache.entrySize)
  }

  deinit {
    entries.deallocate()
  }

  /// The value of a spelling, below 2³²; asks `slow` for each spelling that is not held.
  ///
  /// A spelling that has none is not held.
  @inline(__always)
  func value(_ bytes: Bytes, slow: (Bytes) -> Int?) -> Int? {
    guard let base = bytes.baseAddress, bytes.count > 0, bytes.count <= WordCache.longest else {
      return slow(bytes)
    }
    let entry = entries + WordCache.slot(bytes) * WordCache.entrySize
    if entry.load(as: UInt16.self) == UInt16(bytes.count),
      WordCache.equal(entry + 8, base, bytes.count)
    {
      return Int(entry.load(fromByteOffset: 4, as: UInt32.self))
    }
    guard let value = slow(bytes), let small = UInt32(exactly: value) else { return slow(bytes) }
    entry.storeBytes(of: UInt16(bytes.count), as: UInt16.self)
    entry.storeBytes(of: small, toByteOffset: 4, as: UInt32.self)
    (entry + 8).copyMemory(from: base, byteCount: bytes.count)
    return value
  }

  @inline(__always)
  private static func equal(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int)
    -> Bool
  {
    for place in 0..<count
    where left.load(fromByteOffset: place, as: UInt8.self)
      != right.load(fromByteOffset: place, as: UInt8.self)
    {
      return false
    }
    return true
  }

  @inline(__always)
  private static func slot(_ bytes: Bytes) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int((hash ^ (hash >> 13)) & UInt32(slots - 1))
  }
}
