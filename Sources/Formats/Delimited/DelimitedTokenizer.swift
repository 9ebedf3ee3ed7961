/// Cuts a block of delimited text into records and fields: RFC 4180 as Excel writes it.
///
/// Read this first. The tokenizer never looks at a byte that is not special: `nextSpecial` walks a
/// bit mask of the separators, quotes and line ends, 64 bytes at a time, and `next` is a small
/// machine over those places only. A field that begins with a quote is quoted; a quote elsewhere is
/// text; text behind a closing quote belongs to the field. LF, CRLF and CR end a record, also mixed.
///
/// A record begins as the one before as far as their bytes are the same: rows of a route repeat what is
/// above their action, half of each row. Those fields are kept, not looked for again.
///
/// Source: contract 1 §2; RFC 4180.
public struct DelimitedTokenizer: ~Copyable {
  private static let quote: UInt8 = 0x22
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  // Valid for `count + Block.padding` bytes while `block` lives, which this value keeps alive.
  private let base: UnsafeRawPointer
  private let count: Int
  private let block: Block
  private let separator: UInt8
  private let separatorTail: [UInt8]
  private let hasTail: Bool
  private var cursor: Cursor
  /// The record that was told last.
  public private(set) var record = DelimitedRecord()
  /// Where the next record starts.
  public private(set) var position: Int
  /// Line ends before `position`, counted from where the tokenizer started.
  public private(set) var lines = 0

  /// The special bytes that are still to be seen: a bit for each in the 64 bytes at `group`.
  ///
  /// `next` works on a copy, which the compiler keeps in registers.
  private struct Cursor {
    var group: Int
    var mask: UInt64
  }

  /// A tokenizer over the text of `block` from `position` on, which must be where a record starts.
  ///
  /// `separator` is one character in UTF-8, 1 to 4 bytes; an empty one is read as `;`.
  public init(_ block: Block, from position: Int = 0, separator: [UInt8]) {
    self.block = block
    let bytes = block.bytes
    count = bytes.count
    // A block's memory is never empty: it has at least its padding.
    base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 64).unsafelyUnwrapped
    self.separator = separator.first ?? 0x3B
    separatorTail = Array(separator.dropFirst())
    hasTail = !separatorTail.isEmpty
    // Fields are told in 32 bits; no record is as long (`Limits`).
    precondition(count <= Int(Int32.max), "a block of 2 GiB")
    self.position = min(position, count)
    cursor = Cursor(group: self.position & ~63, mask: 0)
    let before: UInt64 = (1 &<< UInt64(self.position & 63)) &- 1
    cursor.mask = specials(at: cursor.group) & ~before
  }

  /// Reads the next record into `record`; `false` at the end of the text.
  public mutating func next() throws(DelimitedFault) -> Bool {
    let origin = position
    guard origin < count else {
      _ = record.begin(at: origin, same: 0)
      return false
    }
    var start = begin()
    // What every field asks for is kept out of `self`, in registers.
    let (memory, separator, behind) = (record.memory, separator, 1 &+ separatorTail.count)
    var (cursor, told) = (cursor, record.count)
    while true {
      let end: Int
      if byte(start) == DelimitedTokenizer.quote, start < count {
        record.count = told
        (end, cursor) = try quotedField(from: start, cursor)
        told = record.count
      } else {
        end = fieldEnd(&cursor, separator)
        let field = Field(start &- origin, count: end &- start)
        guard end &- start <= Limits.fieldBytes, told < Limits.columns else {
          record.count = told
          throw fault(of: field, line: record.lineEnds)
        }
        memory[told] = field
        told &+= 1
      }
      // A field ends at a separator, at a line end or with the text.
      if end < count, byte(end) == separator {
        start = end &+ behind
        continue
      }
      record.count = told
      record.end = end
      position = count
      if end < count {
        record.lineEnds &+= 1
        position = afterLineEnd(end, &cursor)
      }
      self.cursor = cursor
      lines &+= record.lineEnds
      return true
    }
  }

  /// Begins a record with the fields that it repeats; returns where the first of the others starts.
  @inline(__always)
  private mutating func begin() -> Int {
    let before = record.start
    let most = min(record.end &- before, count &- position)
    let same = most > 0 ? ByteMask.common(base + before, base + position, most) : 0
    let content = record.begin(at: position, same: same)
    guard content > 0 else { return position }
    // Before the content of a field in quotes stands its quote, before any other a separator.
    let isQuoted = byte(before &+ content &- 1) == DelimitedTokenizer.quote
    let start = position &+ content &- (isQuoted ? 1 : 0)
    let group = start & ~63
    if group != cursor.group { cursor = Cursor(group: group, mask: specials(at: group)) }
    cursor.mask &= ~0 &<< UInt64(start & 63)
    return start
  }

  // MARK: - Fields

  /// Reads a field whose opening quote is at `open`; returns where it ends.
  private mutating func quotedField(
    from open: Int, _ start: Cursor
  ) throws(DelimitedFault) -> (end: Int, cursor: Cursor) {
    var cursor = start
    let line = record.lineEnds
    var lineEnds = 0
    _ = nextSpecial(&cursor)
    var isPlain = true
    while true {
      let place = nextSpecial(&cursor)
      guard place < count else {
        throw DelimitedFault(.unclosedQuote, line: lines + line, offset: open)
      }
      let found = byte(place)
      if found == DelimitedTokenizer.quote {
        guard byte(place + 1) == DelimitedTokenizer.quote, place + 1 < count else {
          if lineEnds > 0 { record.breakLine(lineEnds) }
          let end = fieldEnd(&cursor, separator)
          try closeQuoted(open, closing: place, end, isPlain: isPlain, line: line)
          return (end, cursor)
        }
        _ = nextSpecial(&cursor)
        isPlain = false
      } else if found == DelimitedTokenizer.lineFeed
        || (found == DelimitedTokenizer.carriageReturn
          && !(place + 1 < count && byte(place + 1) == DelimitedTokenizer.lineFeed))
      {
        lineEnds += 1
      }
    }
  }

  @inline(__always)
  private mutating func closeQuoted(
    _ open: Int, closing: Int, _ end: Int, isPlain: Bool, line: Int
  ) throws(DelimitedFault) {
    let isPlain = isPlain && end == closing + 1
    let start = open &- position
    let field =
      isPlain
      ? Field(start &+ 1, count: closing &- open &- 1)
      : Field(start, count: end &- open, needsUnquoting: true)
    if Int(field.count) > Limits.fieldBytes, exceedsLimit(field) {
      throw fault(of: field, line: line)
    }
    guard record.append(field) else { throw fault(of: field, line: line) }
  }

  /// The next separator or line end, or the end of the text.
  @inline(__always)
  private func fieldEnd(_ cursor: inout Cursor, _ separator: UInt8) -> Int {
    while true {
      let place = nextSpecial(&cursor)
      guard place < count else { return count }
      let found = byte(place)
      if found == separator {
        if !hasTail || matchesTail(at: place) { return place }
      } else if found != DelimitedTokenizer.quote {
        return place
      }
    }
  }

  /// What refuses a field that the record does not take.
  @inline(never)
  private func fault(of field: Field, line: Int) -> DelimitedFault {
    let isLong = Int(field.count) > Limits.fieldBytes && exceedsLimit(field)
    return DelimitedFault(
      isLong ? .fieldTooLong : .tooManyColumns, line: lines + line,
      offset: position + Int(field.start))
  }

  private func exceedsLimit(_ field: Field) -> Bool {
    guard field.needsUnquoting else { return true }
    let span = TextSpan(start: position + Int(field.start), count: Int(field.count))
    return Unquoting.value(of: block[span]).count > Limits.fieldBytes
  }

  // MARK: - Special bytes

  @inline(__always)
  private func nextSpecial(_ cursor: inout Cursor) -> Int {
    while cursor.mask == 0 {
      cursor.group &+= 64
      guard cursor.group < count else {
        cursor.group = count
        return count
      }
      cursor.mask = specials(at: cursor.group)
    }
    let place = cursor.group &+ cursor.mask.trailingZeroBitCount
    cursor.mask &= cursor.mask &- 1
    return place
  }

  @inline(__always)
  private func specials(at group: Int) -> UInt64 {
    guard group < count else { return 0 }
    let found = ByteMask.matching(
      base + group, separator, DelimitedTokenizer.quote, DelimitedTokenizer.lineFeed,
      DelimitedTokenizer.carriageReturn)
    let left = count &- group
    return left >= 64 ? found : found & ((1 &<< UInt64(left)) &- 1)
  }

  @inline(__always)
  private func byte(_ place: Int) -> UInt8 {
    base.load(fromByteOffset: place, as: UInt8.self)
  }

  private func matchesTail(at place: Int) -> Bool {
    guard place + separatorTail.count < count else { return separatorTail.isEmpty }
    for (offset, expected) in separatorTail.enumerated()
    where byte(place + 1 + offset) != expected {
      return false
    }
    return true
  }

  /// The start of the next record, given the line end at `place`.
  @inline(__always)
  private func afterLineEnd(_ place: Int, _ cursor: inout Cursor) -> Int {
    guard byte(place) == DelimitedTokenizer.carriageReturn, place + 1 < count,
      byte(place + 1) == DelimitedTokenizer.lineFeed
    else { return place + 1 }
    _ = nextSpecial(&cursor)
    return place + 2
  }
}

extension Field {
  /// A field whose place and length are known to fit in 32 bits.
  @inline(__always)
  fileprivate init(_ start: Int, count: Int, needsUnquoting: Bool = false) {
    self.init(
      start: Int32(truncatingIfNeeded: start), count: Int32(truncatingIfNeeded: count),
      needsUnquoting: needsUnquoting)
  }
}
