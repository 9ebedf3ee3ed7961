import Consolidation
import Foundation
import Model
import Spool

/// The details of the period's actions, on disk; those of one route are chained from the last to the
/// first.
package final class ActionDetails: DetailStore, @unchecked Sendable {
  // Unchecked: the spool is only touched under the lock.
  package let wantsEveryAction: Bool
  private let lock = NSLock()
  private let spool: Spool

  package init(in folder: String, everyAction: Bool) throws(SpoolError) {
    wantsEveryAction = everyAction
    spool = try Spool(in: folder)
  }

  package func keep(
    _ row: RouteRow, place: Place, texts: RouteTexts, previous: TextReference
  ) throws(SpoolError) -> TextReference {
    var bytes: [UInt8] = []
    let numbers = [
      previous.offset, Int(place.file), Int(place.line), Int(place.rank), Int(row.opportunity),
      Int(row.goal), Int(row.action), Int(row.component), Int(row.progress), Int(row.start),
      Int(row.end), Int(row.followUp),
    ]
    let kept =
      wantsEveryAction
      ? [texts.opportunity, texts.goal, texts.indicator, texts.action, texts.evidence]
      : [texts.opportunity]
    for number in numbers { ActionDetails.append(number, to: &bytes) }
    for text in kept {
      ActionDetails.append(text.count, to: &bytes)
      bytes.append(contentsOf: text)
    }
    lock.lock()
    defer { lock.unlock() }
    let offset = spool.end
    try spool.append(number: bytes.count)
    try spool.append(bytes)
    return TextReference(store: 0, offset: offset)
  }

  /// The text of the oportunidad of the action that was set aside at `reference`, in NFC.
  package func opportunityText(_ reference: TextReference) throws -> String {
    guard reference.offset >= 0 else { return "" }
    lock.lock()
    defer { lock.unlock() }
    try spool.flush()
    let start = ActionDetails.textsStart
    var bytes = try spool.read(at: reference.offset, count: start + 8 + 248)
    var head = ByteReader(Array(bytes.dropFirst(start).prefix(8)))
    guard let count = head.number(), count >= 0 else { return "" }
    if count > 248 { bytes = try spool.read(at: reference.offset, count: start + 8 + count) }
    return ByteReader.text(bytes.dropFirst(start + 8).prefix(count))
  }

  /// Where the first text's length stands in a record: behind its length and twelve numbers.
  private static let textsStart = 13 * 8

  /// The actions of a route, given the last of them, in the reading order.
  package func actions(_ last: TextReference) throws -> [ActionDetail] {
    var details: [ActionDetail] = []
    var offset = last.offset
    while offset >= 0, let record = try record(at: offset) {
      details.append(record.detail)
      offset = record.previous
    }
    return details.reversed()
  }

  private func record(at offset: Int) throws -> (detail: ActionDetail, previous: Int)? {
    guard offset >= 0 else { return nil }
    lock.lock()
    defer { lock.unlock() }
    try spool.flush()
    var head = ByteReader(try spool.read(at: offset, count: 8))
    guard let count = head.number() else { return nil }
    var reader = ByteReader(try spool.read(at: offset + 8, count: count))
    return reader.detail()
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }
}

private struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func number() -> Int? {
    guard place + 8 <= bytes.count else { return nil }
    defer { place += 8 }
    return bytes.withUnsafeBytes {
      Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Int64.self)))
    }
  }

  private mutating func text() -> String {
    guard let count = number(), count >= 0, place + count <= bytes.count else { return "" }
    defer { place += count }
    return ByteReader.text(bytes[place..<place + count])
  }

  /// The text in NFC; Latin letters and general punctuation alone can't be anything else.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let isPlain = bytes.indices.allSatisfy { place in
      bytes[place] < 0xC4
        || (bytes[place] == 0xE2 && place + 1 < bytes.endIndex && bytes[place + 1] == 0x80)
    }
    return isPlain ? text : text.precomposedStringWithCanonicalMapping
  }

  mutating func detail() -> (detail: ActionDetail, previous: Int)? {
    let numbers = (0..<12).compactMap { _ in number() }
    guard numbers.count == 12 else { return nil }
    func day(_ number: Int) -> Day? {
      number == Int(RouteRow.noDay) ? nil : Day(number: Int32(number))
    }
    let place = Place(
      file: FileNumber(numbers[1]), line: UInt32(numbers[2]), rank: UInt32(numbers[3]))
    let texts = (0..<5).map { _ in text() }
    let detail = ActionDetail(
      place: place, opportunity: numbers[4], goal: numbers[5], action: numbers[6],
      component: ComponentIndex(numbers[7]), progress: numbers[8], start: day(numbers[9]),
      end: day(numbers[10]), followUp: day(numbers[11]), opportunityText: texts[0],
      goalText: texts[1], indicatorText: texts[2], actionText: texts[3], evidenceText: texts[4])
    return (detail, numbers[0])
  }
}
