import Glibc

/// The names of a document, each kept once, so that equal names are known by their place.
struct NameStore: ~Copyable {
  /// The greatest length of a name, in bytes, and the greatest number of them.
  static let longest = 48
  private static let most = 96
  private static let slots = 256

  /// A name's length, first eight bytes and last eight; of fewer, all of them with zeros behind.
  private struct Key: Equatable {
    var count: Int
    var head: UInt64
    var tail: UInt64
  }

  private let keys: UnsafeMutablePointer<Key>
  /// The names, each with a zero behind it, in the place of its slot.
  private let texts: UnsafeMutableRawPointer
  private var count = 0

  init() {
    keys = .allocate(capacity: NameStore.slots)
    keys.initialize(repeating: Key(count: 0, head: 0, tail: 0), count: NameStore.slots)
    texts = .allocate(byteCount: NameStore.slots * (NameStore.longest + 1), alignment: 16)
  }

  deinit {
    keys.deallocate()
    texts.deallocate()
  }

  /// The kept copy of a name of 1 to 48 bytes, behind which eight may be read; `nil` if there is no
  /// room for more names.
  @inline(__always)
  mutating func keep(_ start: UnsafeRawPointer, _ count: Int) -> UnsafePointer<UInt8>? {
    let key = NameStore.key(start, count)
    let mixed = (key.head ^ key.tail &* 31) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed &>> 56)
    while keys[slot].count > 0 {
      if keys[slot] == key, count <= 16 || memcmp(text(slot), start, count) == 0 {
        return text(slot)
      }
      slot = (slot &+ 1) & (NameStore.slots &- 1)
    }
    return enter(start, key, slot)
  }

  private mutating func enter(
    _ start: UnsafeRawPointer, _ key: Key, _ slot: Int
  ) -> UnsafePointer<UInt8>? {
    guard count < NameStore.most else { return nil }
    count += 1
    keys[slot] = key
    let copy = texts + slot * (NameStore.longest + 1)
    copy.copyMemory(from: start, byteCount: key.count)
    copy.storeBytes(of: 0, toByteOffset: key.count, as: UInt8.self)
    return text(slot)
  }

  @inline(__always)
  private func text(_ slot: Int) -> UnsafePointer<UInt8> {
    let text = texts + slot &* (NameStore.longest &+ 1)
    return UnsafePointer(text.assumingMemoryBound(to: UInt8.self))
  }

  @inline(__always)
  private static func key(_ start: UnsafeRawPointer, _ count: Int) -> Key {
    let head = start.loadUnaligned(as: UInt64.self)
    guard count > 8 else {
      let behind = UInt64(64 &- 8 &* count)
      return Key(count: count, head: UInt64(littleEndian: head) & (~0 &>> behind), tail: 0)
    }
    let tail = start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    return Key(count: count, head: UInt64(littleEndian: head), tail: UInt64(littleEndian: tail))
  }
}

/// The bytes of a plain name.
enum NameBytes {
  /// A letter or `_`.
  @inline(__always)
  static func begins(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x5F
  }

  /// A letter, a digit, `_`, `-` or `.`.
  @inline(__always)
  static func continues(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2D || byte == 0x2E
  }
}
