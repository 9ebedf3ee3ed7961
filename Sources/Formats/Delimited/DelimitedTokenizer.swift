/// Cuts a block of delimited text into records and fields: RFC 4180 as Excel writes it.
///
/// Read this first. The tokenizer never looks at a byte that is not special: `nextSpecial` walks a
/// bit mask of the separators, quotes and line ends, 64 bytes at a time, and `next` is a small
/// machine over those places only. A field that begins with a quote is quoted; a quote elsewhere is
/// text; text behind a closing quote belongs to the field. LF, CRLF and CR end a record, also mixed.
///
/// Source: contract 1 §2; RFC 4180.
package struct DelimitedTokenizer: ~Copyable {
  private static let quote: UInt8 = 0x22
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  // Valid for `count + Block.padding` bytes while `block` lives, which this value keeps alive.
  private let base: UnsafeRawPointer
  private let count: Int
  private let block: Block
  private let separator: UInt8
  private let separatorTail: [UInt8]
  private let separatorNeedle: SIMD16<UInt8>
  private var group: Int
  private var mask: UInt64
  /// Where the next record starts.
  package private(set) var position: Int
  /// Line ends before `position`, counted from where the tokenizer started.
  package private(set) var lines = 0

  /// A tokenizer over the text of `block` from `position` on, which must be where a record starts.
  ///
  /// `separator` is one character in UTF-8, 1 to 4 bytes; an empty one is read as `;`.
  package init(_ block: Block, from position: Int = 0, separator: [UInt8]) {
    self.block = block
    let bytes = block.bytes
    count = bytes.count
    // A block's memory is never empty: it has at least its padding.
    base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 64).unsafelyUnwrapped
    self.separator = separator.first ?? 0x3B
    separatorTail = Array(separator.dropFirst())
    separatorNeedle = SIMD16(repeating: self.separator)
    self.position = min(position, count)
    group = self.position & ~63
    mask = 0
    mask = specials(at: group) & ~((1 &<< UInt64(self.position & 63)) &- 1)
  }

  /// Reads the next record into `record`; `false` at the end of the text.
  package mutating func next(_ record: inout DelimitedRecord) throws(DelimitedFault) -> Bool {
    record.fields.removeAll(keepingCapacity: true)
    record.start = position
    record.lineEnds = 0
    guard position < count else { return false }
    var fieldStart = position
    while true {
      let end: Int
      let line = record.lineEnds
      if fieldStart < count, byte(fieldStart) == DelimitedTokenizer.quote {
        end = try quotedField(from: fieldStart, &record)
      } else {
        end = fieldEnd()
        let field = Field(start: Int32(fieldStart), count: Int32(end - fieldStart))
        try append(field, to: &record, line: line)
      }
      guard end < count else {
        position = count
        record.end = count
        lines += record.lineEnds
        return true
      }
      if isLineEnd(byte(end)) {
        record.end = end
        record.lineEnds += 1
        lines += record.lineEnds
        position = afterLineEnd(end)
        return true
      }
      fieldStart = end + 1 + separatorTail.count
    }
  }

  // MARK: - Fields

  /// Reads a field whose opening quote is at `open`; returns where it ends.
  private mutating func quotedField(
    from open: Int, _ record: inout DelimitedRecord
  ) throws(DelimitedFault) -> Int {
    let line = record.lineEnds
    _ = nextSpecial()
    var isPlain = true
    while true {
      let place = nextSpecial()
      guard place < count else {
        throw DelimitedFault(.unclosedQuote, line: lines + line, offset: open)
      }
      let found = byte(place)
      if found == DelimitedTokenizer.quote {
        guard place + 1 < count, byte(place + 1) == DelimitedTokenizer.quote else {
          return try closeQuoted(open, closing: place, isPlain: isPlain, line: line, &record)
        }
        _ = nextSpecial()
        isPlain = false
      } else if found == DelimitedTokenizer.lineFeed
        || (found == DelimitedTokenizer.carriageReturn
          && !(place + 1 < count && byte(place + 1) == DelimitedTokenizer.lineFeed))
      {
        record.lineEnds += 1
      }
    }
  }

  private mutating func closeQuoted(
    _ open: Int, closing: Int, isPlain: Bool, line: Int, _ record: inout DelimitedRecord
  ) throws(DelimitedFault) -> Int {
    let end = fieldEnd()
    if isPlain, end == closing + 1 {
      let field = Field(start: Int32(open + 1), count: Int32(closing - open - 1))
      try append(field, to: &record, line: line)
    } else {
      let field = Field(start: Int32(open), count: Int32(end - open), needsUnquoting: true)
      try append(field, to: &record, line: line)
    }
    return end
  }

  /// The next separator or line end, or the end of the text.
  private mutating func fieldEnd() -> Int {
    while true {
      let place = nextSpecial()
      guard place < count else { return count }
      let found = byte(place)
      if isLineEnd(found) || (found == separator && matchesTail(at: place)) { return place }
    }
  }

  private func append(
    _ field: Field, to record: inout DelimitedRecord, line: Int
  ) throws(DelimitedFault) {
    if Int(field.count) > Limits.fieldBytes, exceedsLimit(field) {
      throw DelimitedFault(.fieldTooLong, line: lines + line, offset: Int(field.start))
    }
    guard record.fields.count < Limits.columns else {
      throw DelimitedFault(.tooManyColumns, line: lines + line, offset: Int(field.start))
    }
    record.fields.append(field)
  }

  private func exceedsLimit(_ field: Field) -> Bool {
    guard field.needsUnquoting else { return true }
    let span = TextSpan(start: Int(field.start), count: Int(field.count))
    return Unquoting.value(of: block[span]).count > Limits.fieldBytes
  }

  // MARK: - Special bytes

  @inline(__always)
  private mutating func nextSpecial() -> Int {
    while mask == 0 {
      group &+= 64
      guard group < count else {
        group = count
        return count
      }
      mask = specials(at: group)
    }
    let place = group &+ mask.trailingZeroBitCount
    mask &= mask &- 1
    return place
  }

  @inline(__always)
  private func specials(at group: Int) -> UInt64 {
    guard group < count else { return 0 }
    let found = ByteMask.matching(
      base + group, separatorNeedle, SIMD16(repeating: DelimitedTokenizer.quote),
      SIMD16(repeating: DelimitedTokenizer.lineFeed),
      SIMD16(repeating: DelimitedTokenizer.carriageReturn))
    let left = count &- group
    return left >= 64 ? found : found & ((1 &<< UInt64(left)) &- 1)
  }

  @inline(__always)
  private func byte(_ place: Int) -> UInt8 {
    base.load(fromByteOffset: place, as: UInt8.self)
  }

  @inline(__always)
  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == DelimitedTokenizer.lineFeed || byte == DelimitedTokenizer.carriageReturn
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
  private mutating func afterLineEnd(_ place: Int) -> Int {
    guard byte(place) == DelimitedTokenizer.carriageReturn, place + 1 < count,
      byte(place + 1) == DelimitedTokenizer.lineFeed
    else { return place + 1 }
    _ = nextSpecial()
    return place + 2
  }
}
