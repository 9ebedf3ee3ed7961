import Glibc

/// Remembers what spellings stand for, so that a column of few words costs a comparison of bytes a row.
///
/// Each spelling has four places, so that some of one hash don't drive each other out row by row.
final class WordCache {
  private static let slots = 512
  private static let ways = 4
  private static let longest = 112

  /// A spelling: its length, and its first and last eight bytes, or, of up to 16, all of them with
  /// zeros behind.
  private struct Key: Equatable {
    let low: UInt64
    let high: UInt64
    let count: Int

    @inline(__always)
    var group: Int {
      let mixed = low ^ high &* 31 ^ UInt64(count) &* 0x100_0000_01B3
      return Int((mixed &* 0x9E37_79B9_7F4A_7C15) &>> 57) &* WordCache.ways
    }
  }

  private let entries: UnsafeMutablePointer<(key: Key, value: Int)>
  /// The whole of long spellings by slot, once there is one.
  private var texts: UnsafeMutableRawPointer?
  private var turn = 0

  init() {
    entries = .allocate(capacity: WordCache.slots)
    entries.initialize(repeating: (Key(low: 0, high: 0, count: 0), 0), count: WordCache.slots)
  }

  deinit {
    entries.deallocate()
    texts?.deallocate()
  }

  /// The value of a spelling of at least one byte, if it is held; 16 bytes from `start` may be read.
  @inline(__always)
  func known(_ start: UnsafeRawPointer, _ count: Int) -> Int? {
    guard count <= WordCache.longest else { return nil }
    let key = WordCache.key(start, count)
    let group = key.group
    for slot in group..<group &+ WordCache.ways where entries[slot].key == key {
      return count <= 16 || hasText(start, count, slot) ? entries[slot].value : nil
    }
    return nil
  }

  /// Holds the value of a spelling, unless it is too long, in the place of another.
  func keep(_ bytes: Bytes, as value: Int) {
    guard let start = bytes.baseAddress, bytes.count > 0, bytes.count <= WordCache.longest else {
      return
    }
    let key = WordCache.key(start, bytes.count)
    let places = key.group..<key.group + WordCache.ways
    let slot =
      places.first { entries[$0].key == key || entries[$0].key.count == 0 } ?? oldest(places)
    entries[slot] = (key, value)
    guard bytes.count > 16 else { return }
    let texts =
      texts ?? .allocate(byteCount: WordCache.slots * WordCache.longest, alignment: 16)
    self.texts = texts
    (texts + slot * WordCache.longest).copyMemory(from: start, byteCount: bytes.count)
  }

  /// The place whose turn it is to be given up.
  private func oldest(_ places: Range<Int>) -> Int {
    turn &+= 1
    return places.lowerBound + turn % WordCache.ways
  }

  private func hasText(_ start: UnsafeRawPointer, _ count: Int, _ slot: Int) -> Bool {
    guard let texts else { return false }
    return memcmp(texts + slot * WordCache.longest, start, count) == 0
  }

  @inline(__always)
  private static func key(_ start: UnsafeRawPointer, _ count: Int) -> Key {
    let low = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    if count <= 8 {
      return Key(low: low & (~0 &>> UInt64(64 &- 8 &* count)), high: 0, count: count)
    }
    let place = count > 16 ? count &- 8 : 8
    let high = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    let behind = count > 16 ? 0 : 128 &- 8 &* count
    return Key(low: low, high: high & (~0 &>> UInt64(behind)), count: count)
  }
}
