import Model
import Spool

/// What is alike in length of all stored findings, as it lies in memory: a spool is read by the
/// process that wrote it.
private struct FindingHead {
  let content: UInt64
  /// 0 where there is none.
  let dane: UInt64
  let version: UInt32
  let line: UInt32
  let column: Int16
  let fieldCount: UInt16
  let valueCount: UInt16
  let code: UInt8
  /// The form of the statement, and whether a tail stands behind the head.
  let form: UInt8

  static let hasTail: UInt8 = 1 << 7
}

/// What few stored findings have.
private struct FindingTail {
  let part: Int32
  let textCount: UInt32
}

/// A finding as it stands in the bytes of a spool, valid as long as these.
struct StoredFinding {
  private let head: FindingHead
  let code: DiagnosticCode
  /// It stands only if that part of its file counts; -1 if it stands anyway.
  let part: Int32
  let field: UnsafeRawBufferPointer
  /// Stands behind the field.
  let value: UnsafeRawBufferPointer
  /// The sentence of one that was made already.
  let text: UnsafeRawBufferPointer

  var line: Int { Int(head.line) }
  var column: Int { Int(head.column) }
  /// The column's bits.
  var ordinal: UInt16 { UInt16(bitPattern: head.column) }
  /// 0 where there is none.
  var dane: UInt64 { head.dane }
  var says: PackedStatement {
    PackedStatement(
      content: head.content, version: head.version, rawForm: head.form & ~FindingHead.hasTail)
  }
  /// Its place in the order of line, column and code.
  var order: UInt64 {
    UInt64(head.line) << 32 | UInt64(ordinal ^ 0x8000) << 8
      | UInt64(head.code)
  }

  /// The finding at a place, which is moved behind it; `nil` where none stands.
  @inline(__always)
  init?(_ bytes: UnsafeRawBufferPointer, at place: inout Int) {
    var field = place + MemoryLayout<FindingHead>.size
    guard field <= bytes.count else { return nil }
    head = bytes.loadUnaligned(fromByteOffset: place, as: FindingHead.self)
    var tail = FindingTail(part: -1, textCount: 0)
    if head.form & FindingHead.hasTail != 0 {
      let place = field
      field += MemoryLayout<FindingTail>.size
      guard field <= bytes.count else { return nil }
      tail = bytes.loadUnaligned(fromByteOffset: place, as: FindingTail.self)
    }
    let value = field + Int(head.fieldCount)
    let text = value + Int(head.valueCount)
    let end = text + Int(tail.textCount)
    guard end <= bytes.count, let code = DiagnosticCode(rawValue: head.code) else { return nil }
    self.code = code
    part = tail.part
    self.field = UnsafeRawBufferPointer(rebasing: bytes[field..<value])
    self.value = UnsafeRawBufferPointer(rebasing: bytes[value..<text])
    self.text = UnsafeRawBufferPointer(rebasing: bytes[text..<end])
    place = end
  }

  /// `nil` for a statement that nobody packed.
  var finding: Finding? {
    guard let statement = Statement(says, text: text) else { return nil }
    return Finding(
      code, line: line, column: column, field: String(decoding: field, as: UTF8.self),
      value: String(decoding: value, as: UTF8.self), statement,
      establishment: dane == 0 ? nil : DaneCode(number: dane))
  }
}

private struct RejectHead {
  let line: Int
  let codes: UInt64
  let rank: UInt32
  let count: UInt32
}

/// A reject as it stands in the bytes of a spool, valid as long as these.
struct StoredReject {
  let line: Int
  let codes: DiagnosticCodes
  let rank: UInt32
  let record: UnsafeRawBufferPointer

  /// Where a reject stands among those of its file: by line, then as they were read.
  static func key(line: Int, rank: UInt32) -> UInt64 {
    UInt64(UInt32(clamping: line)) << 32 | UInt64(rank)
  }

  var key: UInt64 { StoredReject.key(line: line, rank: rank) }

  var reject: Reject { Reject(line: line, codes: codes, record: Array(record)) }

  /// The reject at a place, which is moved behind it; `nil` where none stands.
  init?(_ bytes: UnsafeRawBufferPointer, at place: inout Int) {
    let start = place + MemoryLayout<RejectHead>.size
    guard start <= bytes.count else { return nil }
    let head = bytes.loadUnaligned(fromByteOffset: place, as: RejectHead.self)
    let end = start + Int(head.count)
    guard end <= bytes.count else { return nil }
    line = head.line
    codes = DiagnosticCodes(bits: head.codes)
    rank = head.rank
    record = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    place = end
  }
}

extension ChunkBuffer {
  /// Adds a finding that stands anyway.
  func append(_ finding: Finding) {
    withUnsafePointer(to: finding) { append($0, part: -1, linesBefore: 0) }
  }

  /// Adds a finding, from where it lies, whose line is counted from behind `linesBefore`.
  func append(_ finding: UnsafePointer<Finding>, part: Int32, linesBefore: Int) {
    let says: PackedStatement
    var text: String
    (says, text) = finding.pointee.statement.packed
    var (field, value) = (finding.pointee.field, finding.pointee.value)
    let tail = FindingTail(part: part, textCount: UInt32(text.utf8.count))
    let hasTail = part >= 0 || tail.textCount > 0
    // Both are short: a column's name, and at most 80 characters.
    let fieldCount = UInt16(clamping: field.utf8.count)
    let valueCount = UInt16(clamping: value.utf8.count)
    let head = FindingHead(
      content: says.content, dane: finding.pointee.establishment?.number ?? 0,
      version: says.version,
      line: UInt32(clamping: finding.pointee.line + linesBefore),
      column: Int16(clamping: finding.pointee.column),
      fieldCount: fieldCount, valueCount: valueCount, code: finding.pointee.code.rawValue,
      form: says.rawForm | (hasTail ? FindingHead.hasTail : 0))
    let headSize = MemoryLayout<FindingHead>.size
    let tailSize = hasTail ? MemoryLayout<FindingTail>.size : 0
    let texts = Int(fieldCount) + Int(valueCount) + Int(tail.textCount)
    var room = append(headSize + tailSize + texts)
    room.storeBytes(of: head, as: FindingHead.self)
    room += headSize
    if hasTail { room.storeBytes(of: tail, as: FindingTail.self) }
    room += tailSize
    ChunkBuffer.put(&field, Int(fieldCount), at: &room)
    ChunkBuffer.put(&value, Int(valueCount), at: &room)
    ChunkBuffer.put(&text, Int(tail.textCount), at: &room)
  }

  func appendReject(
    line: Int, rank: UInt32, codes: DiagnosticCodes, record: UnsafeRawBufferPointer
  ) {
    let head = RejectHead(line: line, codes: codes.packed, rank: rank, count: UInt32(record.count))
    let size = MemoryLayout<RejectHead>.size
    let room = append(size + record.count)
    room.storeBytes(of: head, as: RejectHead.self)
    if let base = record.baseAddress {
      (room + size).copyMemory(from: base, byteCount: record.count)
    }
  }

  /// Puts so many bytes of a text where there is room for them, and moves the place behind them.
  ///
  /// The text stays what it is; taken as a variable, it is not copied.
  @inline(__always)
  private static func put(
    _ text: inout String, _ count: Int, at place: inout UnsafeMutableRawPointer
  ) {
    guard count > 0 else { return }
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      place.copyMemory(from: base, byteCount: count)
    }
    place += count
  }
}

extension ByteReader {
  /// What `ByteWriter` wrote of a finding; `nil` at the first thing that is none.
  mutating func finding() -> LoggedFinding? {
    read { bytes, place in
      guard let stored = StoredFinding(bytes, at: &place), let finding = stored.finding else {
        return nil
      }
      return LoggedFinding(finding: finding, part: stored.part)
    }
  }
}
