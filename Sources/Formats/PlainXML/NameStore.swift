import Glibc
import XMLStream

/// The names of documents that are read one after the other, each kept once, so that equal names are
/// known by their place; not shared between threads.
public final class NameStore {
  /// The greatest length of a name, in bytes, and the greatest number of them.
  static let longest = 48
  private static let most = 160
  private static let slots = 256

  /// A name's length, first eight bytes and last eight; of fewer, all of them with zeros behind.
  struct Key: Equatable {
    let count: Int
    fileprivate let head: UInt64
    fileprivate let tail: UInt64

    fileprivate init() {
      (count, head, tail) = (0, 0, 0)
    }

    /// Of `count` bytes, at least one, behind which eight may be read.
    @inline(__always)
    init(_ start: UnsafeRawPointer, _ count: Int) {
      self.count = count
      let first = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
      guard count > 8 else {
        (head, tail) = (first & (~0 &>> UInt64(64 &- 8 &* count)), 0)
        return
      }
      head = first
      tail = UInt64(
        littleEndian: start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
    }

    /// Whether names with this key are the same, so that their bytes need not be compared.
    @inline(__always)
    var isWhole: Bool { count <= 16 }
  }

  /// A name with its parts, each with a zero behind it.
  struct Name {
    let whole: UnsafePointer<UInt8>
    /// Without prefix.
    let local: UnsafePointer<UInt8>
    let prefix: UnsafePointer<UInt8>?
    /// Whether it is `xmlns`, or has it for its prefix.
    let declares: Bool
  }

  private let keys: UnsafeMutablePointer<Key>
  /// By slot; initialised where there is a key.
  private let names: UnsafeMutablePointer<Name>
  /// The names, each with a zero behind it, in the place of its slot.
  private let texts: UnsafeMutableRawPointer
  private var count = 0

  public init() {
    keys = .allocate(capacity: NameStore.slots)
    keys.initialize(repeating: Key(), count: NameStore.slots)
    names = .allocate(capacity: NameStore.slots)
    texts = .allocate(byteCount: NameStore.slots * (NameStore.longest + 1), alignment: 16)
  }

  deinit {
    keys.deallocate()
    names.deallocate()
    texts.deallocate()
  }

  /// Whether there are so many names that another document had better begin with none.
  public var isCrowded: Bool { count > NameStore.most / 2 }

  /// The kept copy of a name of 1 to 48 bytes, of which this is the key; `nil` if it is no plain name,
  /// or there is no room for more.
  ///
  /// What is kept already is known to be a name, so that its bytes are not looked at again.
  @inline(__always)
  func keep(_ start: UnsafeRawPointer, _ key: Key) -> Name? {
    let slot = slot(of: start, key)
    return keys[slot].count > 0 ? names[slot] : enter(start, key)
  }

  /// Where a name is, or is free for it.
  @inline(__always)
  private func slot(of start: UnsafeRawPointer, _ key: Key) -> Int {
    let mixed = (key.head ^ key.tail &* 31) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed &>> 56)
    while keys[slot].count > 0 {
      if keys[slot] == key, key.isWhole || memcmp(text(slot), start, key.count) == 0 { break }
      slot = (slot &+ 1) & (NameStore.slots &- 1)
    }
    return slot
  }

  @inline(never)
  private func enter(_ start: UnsafeRawPointer, _ key: Key) -> Name? {
    let name = UnsafeRawBufferPointer(start: start, count: key.count)
    guard let colon = name.firstIndex(of: 0x3A) else {
      guard NameBytes.begins(name[0]), name.allSatisfy(NameBytes.continues) else { return nil }
      return put(start, key) { whole in
        Name(whole: whole, local: whole, prefix: nil, declares: name.equals("xmlns"))
      }
    }
    let behind = key.count - colon - 1
    // The prefix `xml` is bound by itself, and no other name is declared for it here.
    guard colon > 0, behind > 0, !name[..<colon].elementsEqual("xml".utf8),
      !name.elementsEqual("xmlns:xml".utf8),
      let prefix = keep(start, Key(start, colon)), prefix.prefix == nil,
      let local = keep(start + colon + 1, Key(start + colon + 1, behind)), local.prefix == nil,
      !local.declares
    else { return nil }
    return put(start, key) { whole in
      Name(
        whole: whole, local: local.whole, prefix: prefix.whole, declares: prefix.declares)
    }
  }

  /// Puts a name that is not kept yet in its slot; `nil` if there is no room for more.
  private func put(
    _ start: UnsafeRawPointer, _ key: Key, _ make: (UnsafePointer<UInt8>) -> Name
  ) -> Name? {
    guard count < NameStore.most else { return nil }
    count += 1
    let slot = slot(of: start, key)
    keys[slot] = key
    let copy = texts + slot * (NameStore.longest + 1)
    copy.copyMemory(from: start, byteCount: key.count)
    copy.storeBytes(of: 0, toByteOffset: key.count, as: UInt8.self)
    let name = make(text(slot))
    (names + slot).initialize(to: name)
    return name
  }

  @inline(__always)
  private func text(_ slot: Int) -> UnsafePointer<UInt8> {
    let text = texts + slot &* (NameStore.longest &+ 1)
    return UnsafePointer(text.assumingMemoryBound(to: UInt8.self))
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
