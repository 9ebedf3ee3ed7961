import Model
import Spool

/// What is alike in length of all stored findings, as it lies in memory: a spool is read by the
/// process that wrote it.
private struct FindingHead {
  let line: UInt32
  let part: Int32
  /// 0 where there is none.
  let dane: UInt64
  let says: PackedStatement
  let code: UInt8
  let column: Int16
  let fieldCount: UInt32
  let valueCount: UInt32
  let textCount: UInt32
}

/// A finding as it stands in the bytes of a spool, valid as long as these.
struct StoredFinding {
  private let head: FindingHead
  let code: DiagnosticCode
  let field: UnsafeRawBufferPointer
  let value: UnsafeRawBufferPointer
  /// The sentence of one that was made already.
  let text: UnsafeRawBufferPointer

  var line: Int { Int(head.line) }
  var column: Int { Int(head.column) }
  var says: PackedStatement { head.says }
  /// It stands only if that part of its file counts; -1 if it stands anyway.
  var part: Int32 { head.part }
  /// Its place in the order of line, column and code.
  var order: UInt64 {
    UInt64(head.line) << 32 | UInt64(UInt16(bitPattern: head.column) ^ 0x8000) << 8
      | UInt64(head.code)
  }

  /// The finding at a place, which is moved behind it; `nil` where none stands.
  init?(_ bytes: UnsafeRawBufferPointer, at place: inout Int) {
    let size = MemoryLayout<FindingHead>.size
    guard bytes.count - place >= size else { return nil }
    head = bytes.loadUnaligned(fromByteOffset: place, as: FindingHead.self)
    let field = place + size
    let value = field + Int(head.fieldCount)
    let text = value + Int(head.valueCount)
    let end = text + Int(head.textCount)
    guard end <= bytes.count, let code = DiagnosticCode(rawValue: head.code) else { return nil }
    self.code = code
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
      establishment: head.dane == 0 ? nil : DaneCode(number: head.dane))
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
  /// Adds a finding whose line is counted from behind `linesBefore`.
  func append(_ finding: borrowing Finding, part: Int32, linesBefore: Int) {
    let (says, text) = finding.statement.packed
    let head = FindingHead(
      line: UInt32(clamping: finding.line + linesBefore), part: part,
      dane: finding.establishment?.number ?? 0, says: says, code: finding.code.rawValue,
      column: Int16(clamping: finding.column), fieldCount: UInt32(finding.field.utf8.count),
      valueCount: UInt32(finding.value.utf8.count), textCount: UInt32(text.utf8.count))
    let size = MemoryLayout<FindingHead>.size
    let (field, value) = (Int(head.fieldCount), Int(head.valueCount))
    let room = append(size + field + value + Int(head.textCount))
    room.storeBytes(of: head, as: FindingHead.self)
    ChunkBuffer.put(finding.field, at: room + size)
    ChunkBuffer.put(finding.value, at: room + size + field)
    ChunkBuffer.put(text, at: room + size + field + value)
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

  /// Puts the UTF-8 of a text where there is room for as many bytes as it has.
  @inline(__always)
  private static func put(_ text: String, at place: UnsafeMutableRawPointer) {
    var text = text
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      place.copyMemory(from: base, byteCount: bytes.count)
    }
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
