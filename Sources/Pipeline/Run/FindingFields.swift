import Glibc
import TemplateEngine

/// What rows of findings that say the same have around their value: made once, in memory of its own, so
/// that a row counts no reference.
///
/// Each has four places, the oldest of which is given up for another, so that memory is bounded and those
/// that take turns don't drive each other out. Not shared between threads.
final class FindingFields {
  /// Fields with their separators, valid until the next call.
  struct Made {
    /// The fields `columna` and `campo`.
    let before: UnsafeRawBufferPointer
    /// The field `mensaje`.
    let behind: UnsafeRawBufferPointer
  }

  /// What decides the fields; the texts that do stand with what was made.
  private struct Key: Equatable {
    let content: UInt64
    /// The version, the column, the code and the form.
    let tags: UInt64
    /// 0 where the establishment decides nothing.
    let dane: UInt64
    let fieldCount: Int32
    /// 0 where the value decides nothing.
    let valueCount: Int32

    var textCount: Int { Int(fieldCount) + Int(valueCount) }
  }

  private struct Entry {
    var key = Key(content: 0, tags: 0, dane: 0, fieldCount: 0, valueCount: 0)
    /// The texts that decide, then the fields before the value, then those behind; `nil` where none is
    /// made.
    var bytes: UnsafeMutableRawPointer?
    var beforeCount = 0
    var behindCount = 0

    var made: Made {
      let start = bytes.map { UnsafeRawPointer($0) + key.textCount }
      return Made(
        before: UnsafeRawBufferPointer(start: start, count: beforeCount),
        behind: UnsafeRawBufferPointer(
          start: start.map { $0 + beforeCount + 1 }, count: behindCount))
    }
  }

  private static let ways = 4
  private let isOfRepeated: Bool
  private let groups: Int
  private let entries: UnsafeMutablePointer<Entry>
  private var turn = 0

  /// A memory of so many groups of four, a power of two, for findings whose statement is repeated or for
  /// the others, which depend on establishment and value.
  init(isOfRepeated: Bool, groups: Int) {
    self.isOfRepeated = isOfRepeated
    self.groups = groups
    entries = .allocate(capacity: groups * FindingFields.ways)
    entries.initialize(repeating: Entry(), count: groups * FindingFields.ways)
  }

  deinit {
    for place in 0..<groups * FindingFields.ways { entries[place].bytes?.deallocate() }
    entries.deallocate()
  }

  /// The fields around the value of a finding, where they are known.
  func known(_ finding: StoredFinding, _ says: PackedStatement) -> Made? {
    let (key, texts, first) = place(of: finding, says)
    for place in first..<first &+ FindingFields.ways where entries[place].key == key {
      if let bytes = entries[place].bytes, FindingFields.begin(bytes, texts) {
        return entries[place].made
      }
    }
    return nil
  }

  /// Remembers the fields around the value of a finding that are not known: those before the value have
  /// `before` bytes, and behind a separator stand the others.
  func keep(
    _ fields: CSVBytes, before: Int, of finding: StoredFinding, _ says: PackedStatement
  ) -> Made {
    let (key, texts, first) = place(of: finding, says)
    let place = placeForAnother(from: first)
    entries[place].bytes?.deallocate()
    entries[place] = FindingFields.entry(key, texts, fields, before)
    return entries[place].made
  }

  /// What decides the fields of a finding, with the texts that do, and the first of its places.
  @inline(__always)
  private func place(
    of finding: StoredFinding, _ says: PackedStatement
  ) -> (key: Key, texts: UnsafeRawBufferPointer, first: Int) {
    let key = key(finding, says)
    // The value stands behind the field.
    let texts = UnsafeRawBufferPointer(start: finding.field.baseAddress, count: key.textCount)
    return (key, texts, FindingFields.mixed(key, texts) & (groups &- 1) &* FindingFields.ways)
  }

  @inline(__always)
  private func key(_ finding: StoredFinding, _ says: PackedStatement) -> Key {
    let valueDecides = !isOfRepeated || says.quotesValue
    return Key(
      content: says.content,
      tags: UInt64(says.version) &<< 32 | UInt64(finding.ordinal) &<< 16
        | UInt64(finding.code.rawValue) &<< 8 | UInt64(says.rawForm),
      dane: isOfRepeated ? 0 : finding.dane,
      fieldCount: Int32(truncatingIfNeeded: finding.field.count),
      valueCount: valueDecides ? Int32(truncatingIfNeeded: finding.value.count) : 0)
  }

  private static func begin(
    _ bytes: UnsafeMutableRawPointer, _ texts: UnsafeRawBufferPointer
  ) -> Bool {
    guard let base = texts.baseAddress, texts.count > 0 else { return true }
    return memcmp(bytes, base, texts.count) == 0
  }

  private static func entry(
    _ key: Key, _ texts: UnsafeRawBufferPointer, _ fields: CSVBytes, _ before: Int
  ) -> Entry {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: texts.count + fields.count, alignment: 1)
    bytes.copyMemory(from: texts)
    fields.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(rebasing: bytes[texts.count...]).copyMemory(from: $0)
    }
    return Entry(
      key: key, bytes: bytes.baseAddress, beforeCount: before,
      behindCount: fields.count - before - 1)
  }

  private func placeForAnother(from first: Int) -> Int {
    let places = first..<first + FindingFields.ways
    if let empty = places.first(where: { entries[$0].bytes == nil }) { return empty }
    turn = (turn + 1) % FindingFields.ways
    return first + turn
  }

  @inline(__always)
  private static func mixed(_ key: Key, _ texts: UnsafeRawBufferPointer) -> Int {
    var mixed = (key.content ^ key.tags &* 31 ^ key.dane &<< 20) &* 0x9E37_79B9_7F4A_7C15
    var place = Int(key.fieldCount)
    while place < texts.count {
      mixed = (mixed ^ UInt64(texts[place])) &* 0x100_0000_01B3
      place &+= 1
    }
    return Int((mixed &* 0x9E37_79B9_7F4A_7C15) &>> 40)
  }
}
