import Frames
import Model
import Partials
import TestSupport
import Testing

/// Blocks as frames and back.
private struct Stored {
  let rows: [UInt8]
  let sources: [UInt8]

  func block(_ limits: BlockLimits = BlockLimits(components: 254)) throws -> StoredBlock {
    let compressor = try Compressor()
    let frame = try PackedFrame(rows, compressor)
    return try StoredBlock(try UnpackedFrame(frame.bytes, count: frame.count), limits)
  }

  func records(of block: DecodedBlock) throws -> [String] {
    let frame = try PackedFrame(sources, try Compressor())
    return try StoredSources.read(frame, block).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Memory that lives as long as a block.
private final class Memory {
  let bytes: UnsafeMutableRawBufferPointer

  init(_ text: String) {
    bytes = .allocate(byteCount: text.utf8.count, alignment: 1)
    bytes.copyBytes(from: text.utf8)
  }

  deinit { bytes.deallocate() }

  func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }
}

@Suite struct StoredBlockTests {
  private static let ordinals = RecordKind.routes.columns.indices.map { Int16($0 + 1) }

  /// A route of some rows: complete ones, rejected ones, with texts in the record and elsewhere.
  private func block(rows count: Int) -> DecodedBlock {
    var block = DecodedBlock(kind: .routes, ordinals: StoredBlockTests.ordinals)
    for number in 0..<count {
      let memory = Memory("2025;168001000123;oportunidad \(number);meta;acción \(number);fin")
      let apart = Memory("fuera \(number)")
      block.keep(memory)
      block.keep(apart)
      var row = RouteRow()
      row.rank = UInt32(number)
      row.line = UInt32(number * 3 + 2)
      row.establishment = 168_001_000_123 + UInt64(number % 7)
      row.vigencia = 2025
      row.source = memory.slice(0..<memory.bytes.count)
      if number % 5 == 4 {
        row.flags = [.isRejected, .hasNoVersion]
        row.source = UnsafeRawBufferPointer(start: nil, count: 0)
        block.findings.append(
          RowFinding(
            rank: row.rank,
            finding: Finding(
              .r104, line: Int(row.line), column: 3, field: "fecha_fin", value: "ayer",
              .value(.notDate, .routes, column: 17),
              establishment: DaneCode(number: row.establishment))))
        block.rejects.append(
          (row.rank, RowReject(line: Int(row.line), codes: [.r104], source: memory.slice(18..<29))))
      } else {
        row.flags = [.hasBaseline, .hasAchieved]
        (row.baseline, row.achieved) = (-250, 99_999_999_999_999)
        (row.opportunity, row.goal, row.action) = (UInt16(number % 3), 7, UInt16(number + 1))
        (row.component, row.progress, row.request) = (253, 100_00, .training)
        row.end = Day.endOfYear(2100).number
        if number % 2 == 0 {
          row.texts = Int32(block.texts.count)
          block.texts.append(
            RouteTexts(
              opportunity: memory.slice(18..<29), goal: memory.slice(32..<36),
              indicator: apart.slice(0..<apart.bytes.count), action: memory.slice(18..<29),
              evidence: UnsafeRawBufferPointer(start: nil, count: 0)))
        }
        if number % 3 == 0 {
          block.conditionalFindings.append(
            (
              block.rows.count,
              RowFinding(
                rank: row.rank, finding: Finding(.r112, line: Int(row.line), .text("m")))
            ))
        }
      }
      block.rows.append(row)
    }
    block.recordCount = count
    return block
  }

  private func sentence(_ finding: Finding) -> String {
    if case .text(let text) = finding.statement { text } else { "Línea \(finding.line)." }
  }

  private func stored(_ block: DecodedBlock) throws -> Stored {
    let contents = BlockContent.of(block, linesBefore: 11, ranksBefore: 5, sentence: sentence)
    try #require(contents.count == 1)
    return Stored(rows: contents[0].rows, sources: contents[0].sources)
  }

  private func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  @Test func aBlockComesBack() throws {
    let block = block(rows: 40)
    let stored = try stored(block)
    let read = try stored.block()
    #expect(read.linesBefore == 11 && read.ranksBefore == 5)
    #expect(read.block.kind == .routes && read.block.ordinals == block.ordinals)
    #expect(read.block.recordCount == 40 && read.block.rows.count == 40)
    for (row, known) in zip(read.block.rows, block.rows) { #expect(isSame(row, known)) }
    #expect(read.block.texts.map { text($0.indicator) } == block.texts.map { text($0.indicator) })
    #expect(read.block.texts.map { text($0.action) } == block.texts.map { text($0.action) })
    #expect(
      read.block.findings.map(\.finding.statement)
        == block.findings.map { .text(sentence($0.finding)) })
    #expect(read.block.conditionalFindings.map(\.row) == block.conditionalFindings.map(\.row))
    #expect(read.block.rejects.map(\.reject.record) == block.rejects.map(\.reject.record))
    #expect(try stored.records(of: read.block) == block.rows.map { text($0.source) })
  }

  private func isSame(_ row: RouteRow, _ other: RouteRow) -> Bool {
    (row.rank, row.line, row.establishment, row.vigencia, row.version, row.flags)
      == (other.rank, other.line, other.establishment, other.vigencia, other.version, other.flags)
      && (row.opportunity, row.goal, row.action, row.component, row.progress, row.request)
        == (
          other.opportunity, other.goal, other.action, other.component, other.progress,
          other.request
        )
      && (row.start, row.end, row.followUp, row.baseline, row.target, row.achieved)
        == (other.start, other.end, other.followUp, other.baseline, other.target, other.achieved)
      && row.texts == other.texts
  }

  /// A block too large for a frame is cut between records, and nothing of it is lost.
  @Test func aLargeBlockIsCut() throws {
    var large = DecodedBlock(
      kind: .strategies, ordinals: RecordKind.strategies.columns.map { _ in 0 })
    let text = String(repeating: "á", count: 300_000)
    for rank in 0..<40 {
      let place = Place(file: 0, line: UInt32(rank + 1), rank: UInt32(rank))
      large.records.append(
        (
          .strategy(Strategy(vigencia: 2025, code: "P\(rank)", text: text, place: place)),
          UnsafeRawBufferPointer(start: nil, count: 0)
        ))
    }
    large.recordCount = 40
    let contents = BlockContent.of(large, linesBefore: 0, ranksBefore: 0, sentence: sentence)
    #expect(contents.count > 4)
    let blocks = try contents.map { try Stored(rows: $0.rows, sources: $0.sources).block().block }
    #expect(blocks.reduce(0) { $0 + $1.recordCount } == 40)
    #expect(blocks.flatMap(\.records).map(\.record.place.rank) == (0..<40).map { UInt32($0) })
  }

  /// Whatever the bytes say, what is read lies within the limits, or is refused.
  @Test func hostileBytesAreHarmless() throws {
    let stored = try stored(block(rows: 12))
    let limits = BlockLimits(components: 3, lastLine: 1000)
    var random = SeededRandom(seed: 382)
    for _ in 0..<4000 {
      var rows = stored.rows
      for _ in 0..<random.number(1...4) {
        rows[random.number(0...rows.count - 1)] = UInt8(random.number(0...255))
      }
      guard let read = try? Stored(rows: rows, sources: []).block(limits) else { continue }
      for row in read.block.rows {
        #expect(Int(row.line) + read.linesBefore <= 1000 && row.component < 3)
        #expect(row.establishment < 1_000_000_000_000 && row.progress <= 100_00)
      }
      for (row, _) in read.block.conditionalFindings { #expect(row < read.block.rows.count) }
      _ = try? stored.records(of: read.block)
    }
  }

  @Test func everyBeginningIsRefused() throws {
    let stored = try stored(block(rows: 6))
    for count in stored.rows.indices {
      #expect(throws: FrameFault.self) {
        try Stored(rows: Array(stored.rows[..<count]), sources: []).block()
      }
    }
  }
}
