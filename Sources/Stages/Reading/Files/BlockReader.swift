import Delimited
import Glibc

/// Reads a table's file as blocks of UTF-8 that hold whole records.
///
/// Where a record ends is guessed from the parity of quotes, which is right for every table whose
/// quotes are paired; who tokenizes a block notices a wrong guess, because the block then ends inside
/// a quoted field, and the file is read again with `cut` `.exact` (Docs/Architecture.md).
package final class BlockReader {
  package enum Cut: Equatable, Sendable {
    /// At the last line end before which quotes are paired.
    case byParity
    /// Where the tokenizer says that a record ends.
    case exact(separator: [UInt8])
    /// Anywhere between characters: only for looking at the bytes.
    case anywhere
  }

  private let file: RawFile
  private let size: Int
  /// Bytes of a block: fewer than `size` where lines are short.
  private var wantedSize: Int
  private var transcoder: Transcoder?
  private var raw: UnsafeMutableRawBufferPointer?
  private var carry: Block?
  private var isAtEnd = false
  package let encoding: SourceEncoding
  package var cut: Cut = .byParity

  /// After so many lines a block ends: what is found in a short one takes far more memory than its bytes.
  private static let mostLines = 1 << 12

  /// The least bytes of a block, unless blocks are asked to be smaller.
  private static let leastSize = 1 << 16

  /// The largest record that parity is trusted with, in bytes.
  private static let longestGuess = 4 << 20

  /// A reader of `file`, decoded as `encoding` (`nil`: as the byte order mark tells, else UTF-8), in
  /// blocks of about `size` bytes.
  package init(_ file: RawFile, encoding: SourceEncoding?, size: Int) throws(FileFault) {
    self.file = file
    self.size = max(size, 16)
    wantedSize = self.size
    let start = Block(capacity: 4)
    var filled = 0
    while filled < 4 {
      let got = try file.read(into: start.room)
      start.grow(by: got)
      filled += got
      if got == 0 { break }
    }
    let marked = SourceEncoding.marked(start.bytes)
    self.encoding = marked?.encoding ?? encoding ?? .utf8
    isAtEnd = filled < 4
    let rest = start.bytes.slice(marked?.length ?? 0, start.count)
    let head = Block(capacity: Transcoder.most(4))
    carry = head
    switch self.encoding {
    case .utf8, .utf8WithMark:
      head.append(rest)
    default:
      transcoder = Transcoder(self.encoding)
      raw = .allocate(byteCount: self.size, alignment: 16)
      try transcode(rest, into: head)
      if isAtEnd { try finishText() }
    }
  }

  deinit {
    raw?.deallocate()
  }

  /// The first `count` bytes or the whole text, without taking them; more than last time.
  package func head(_ count: Int) throws(FileFault) -> (block: Block, isWhole: Bool) {
    var block = carry ?? Block(capacity: 0)
    while block.count < count, !isAtEnd {
      block = try filled(block)
      carry = block
    }
    return (block, isAtEnd)
  }

  /// The next block; `nil` at the end.
  ///
  /// `isLast` tells that nothing follows.
  package func next() throws(FileFault) -> (block: Block, isLast: Bool)? {
    guard var block = carry else { return nil }
    carry = nil
    if block.count == 0, isAtEnd { return nil }
    var wanted = wantedSize
    while true {
      while block.count < wanted, !isAtEnd { block = try filled(block) }
      if let end = endOfManyLines(block) {
        wantedSize = min(size, max(end, BlockReader.leastSize))
        split(block, at: end)
        return (block, false)
      }
      if isAtEnd { return (block, true) }
      if let end = lastRecordEnd(block) ?? (mustGiveUp(block) ? givenUpEnd(block) : nil) {
        wantedSize = min(size, wantedSize + wantedSize / 4)
        split(block, at: end)
        return (block, false)
      }
      wanted = block.count * 2
    }
  }

  /// Keeps what stands behind `end` for the next block.
  private func split(_ block: Block, at end: Int) {
    let rest = block.bytes.slice(end, block.count)
    let next = Block(capacity: max(rest.count, 1))
    next.append(rest)
    block.grow(by: end - block.count)
    carry = next
  }

  // MARK: - Filling

  /// `block` with about as many more bytes of the file behind it as a block is to have.
  private func filled(_ block: Block) throws(FileFault) -> Block {
    let added = transcoder == nil ? wantedSize : Transcoder.most(wantedSize)
    let larger: Block
    if block.capacity - block.count >= added {
      larger = block
    } else {
      larger = Block(capacity: block.count + added)
      larger.append(block.bytes)
    }
    if let all = raw {
      let raw = UnsafeMutableRawBufferPointer(rebasing: all[..<wantedSize])
      let got = try file.read(into: raw)
      try transcode(UnsafeRawBufferPointer(rebasing: raw[..<got]), into: larger)
      if got < raw.count {
        isAtEnd = true
        try finishText()
      }
    } else {
      let room = UnsafeMutableRawBufferPointer(rebasing: larger.room[..<added])
      let got = try file.read(into: room)
      larger.grow(by: got)
      isAtEnd = got < added
    }
    return larger
  }

  private func transcode(
    _ bytes: UnsafeRawBufferPointer, into block: Block
  ) throws(FileFault) {
    do throws(TextFault) {
      let added = try transcoder?.decode(bytes, into: block.room) ?? 0
      block.grow(by: added)
    } catch {
      throw .notText(error)
    }
  }

  private func finishText() throws(FileFault) {
    do throws(TextFault) {
      try transcoder?.finish()
    } catch {
      throw .notText(error)
    }
  }

  // MARK: - Cutting

  /// The last record end among the first lines of a block that has too many; `nil` where it has not.
  private func endOfManyLines(_ block: Block) -> Int? {
    let whole = block.count
    guard cut != .anywhere,
      let end = RecordEnds.behindLine(BlockReader.mostLines, in: block.bytes), end < whole
    else { return nil }
    block.grow(by: end - whole)
    defer { block.grow(by: whole - end) }
    return lastRecordEnd(block)
  }

  private func lastRecordEnd(_ block: Block) -> Int? {
    switch cut {
    case .byParity: RecordEnds.lastByParity(block.bytes)
    case .exact(let separator): RecordEnds.lastExact(block, separator: separator)
    case .anywhere: RecordEnds.lastCharacterEnd(block.bytes)
    }
  }

  /// Whether no record end is to be hoped for: the block is handed out as it stands, cut between
  /// characters, and its fault shows when it is tokenized.
  private func mustGiveUp(_ block: Block) -> Bool {
    switch cut {
    case .byParity: block.count > BlockReader.longestGuess
    case .exact(let separator): RecordEnds.isBeyondLimits(block, separator: separator)
    case .anywhere: true
    }
  }

  private func givenUpEnd(_ block: Block) -> Int {
    RecordEnds.lastCharacterEnd(block.bytes) ?? block.count
  }
}

/// Looks for the last place in a block at which a record ends.
enum RecordEnds {
  /// Behind the last line end before which the number of quotes is even.
  static func lastByParity(_ bytes: Bytes) -> Int? {
    var quotesAfter = 0
    let total = ByteMask.count(of: 0x22, in: bytes)
    var place = bytes.count
    while place > 0 {
      place -= 1
      let byte = bytes[place]
      if byte == 0x22 {
        quotesAfter += 1
      } else if byte == 0x0A
        || (byte == 0x0D && place + 1 < bytes.count && bytes[place + 1] != 0x0A)
      {
        if (total - quotesAfter) % 2 == 0 { return place + 1 }
      }
    }
    return nil
  }

  /// Behind the end of a line, the first being 1; `nil` where there are fewer.
  static func behindLine(_ number: Int, in bytes: Bytes) -> Int? {
    guard bytes.count >= number, let base = bytes.baseAddress else { return nil }
    let feeds = ByteMask.count(of: 0x0A, in: bytes)
    let lineEnd: UInt8 = feeds > 0 ? 0x0A : 0x0D
    guard feeds >= number || (feeds == 0 && ByteMask.count(of: 0x0D, in: bytes) >= number) else {
      return nil
    }
    var place = 0
    for _ in 0..<number {
      guard let found = memchr(base + place, Int32(lineEnd), bytes.count - place) else {
        return nil
      }
      place = UnsafeRawPointer(found) - base + 1
    }
    return place
  }

  static func lastExact(_ block: Block, separator: [UInt8]) -> Int? {
    var tokenizer = DelimitedTokenizer(block, separator: separator)
    var last: Int?
    while let found = try? tokenizer.next(), found {
      let isOpen =
        tokenizer.record.end == block.count
        || (tokenizer.position == block.count && block.bytes[block.count - 1] == 0x0D)
      if isOpen { break }
      last = tokenizer.position
    }
    return last
  }

  static func lastCharacterEnd(_ bytes: Bytes) -> Int? {
    var place = bytes.count
    while place > 0, bytes.count - place < 4 {
      place -= 1
      if bytes[place] < 0x80 { return place + 1 }
      if bytes[place] >= 0xC0 { return place > 0 ? place : nil }
    }
    return bytes.isEmpty ? nil : bytes.count
  }

  /// The largest record, in bytes: more than 1,000 fields of the greatest length take.
  private static let longestRecord = 1_050 << 20

  /// Whether the record that the block begins exceeds a limit already.
  static func isBeyondLimits(_ block: Block, separator: [UInt8]) -> Bool {
    guard block.count < longestRecord else { return true }
    var tokenizer = DelimitedTokenizer(block, separator: separator)
    do throws(DelimitedFault) {
      _ = try tokenizer.next()
      return false
    } catch {
      guard error.kind == .unclosedQuote else { return true }
      return block.count - error.offset > 2 * Limits.fieldBytes + 2
    }
  }
}
