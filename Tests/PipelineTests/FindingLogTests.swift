import Model
import TestSupport
import Testing

@testable import Pipeline

/// Findings and rejects set aside on disk come back as they were, in their order.
@Suite struct FindingLogTests {
  private static let codes = DiagnosticCode.allCases
  /// Every case of what a finding says.
  private static let statements: [Statement] = [
    .text("Mensaje."), .text(String(repeating: "largo ", count: 400)),
    .value(.notAllowed, .decisions, column: 4), .surplusFields(width: 26), .endBeforeStart,
    .lateFollowUp(cutoff: Day.endOfYear(2025)),
    .repeatedAction(9999, version: 4_000_000_000, vigencia: 2025),
    .repeatedValuation(vigencia: 2024), .goalElsewhere, .opportunityElsewhere,
    .superseded(4_000_000_000, by: 4_000_000_001, vigencia: 2025),
    .lostVersion(4_000_000_001, counting: 4_000_000_000, vigencia: 2024),
    .incompleteActions(9998, of: 9999, vigencia: 2025), .mixedEditions(vigencia: 2023),
    .otherValue(goal: 999, first: -99_999_999_999_999),
    .deliveredWithoutRoute(vigencia: 2024), .routeWithoutDelivery(vigencia: 2025),
    .versionElsewhere(2, vigencia: 2023), .unknownEstablishment, .inactiveEstablishment,
  ]

  private func random(_ random: inout SeededRandom, line: Int) -> Finding {
    Finding(
      random.pick(FindingLogTests.codes), line: line, column: random.number(0...4),
      field: random.pick(["", "codigo_dane", "año"]), value: random.pick(["", "ñ\0«»", "x;y\n"]),
      random.pick(FindingLogTests.statements),
      establishment: random.pick([nil, DaneCode(number: 168_013_000_016)]))
  }

  /// The findings of a log in stretches of about so many bytes, in their order.
  private func drained(
    _ log: FileLog, weight: Int = 1 << 16, counts: @escaping (Int32) -> Bool = { _ in true }
  ) throws -> [Finding] {
    var stretches = log.findingStretches(weight: weight)
    var found: [Finding] = []
    while let stretch = stretches.next() {
      let piece = FindingPiece(
        file: JoinedFinding.File("a.csv", sheets: []),
        content: .stored(stretch.chunks, in: log.store), lines: stretch.keys, counts: counts)
      try piece.content.load().withUnsafeBytes { bytes in
        piece.forEach(in: bytes) { stored in
          if let finding = stored.finding { found.append(finding) }
        }
      }
    }
    #expect(stretches.next() == nil, "nil at the end and ever after")
    return found
  }

  private func rejects(_ log: FileLog, weight: Int = 1 << 16) throws -> [Reject] {
    var stretches = log.rejectStretches(weight: weight)
    var found: [Reject] = []
    while let stretch = stretches.next() {
      let piece = RejectPiece(
        file: JoinedFinding.File("a.csv", sheets: []),
        content: .stored(stretch.chunks, in: log.store), keys: stretch.keys)
      try piece.content.load().withUnsafeBytes { bytes in
        piece.forEach(in: bytes) { found.append($0.reject) }
      }
    }
    return found
  }

  private func text(_ finding: Finding) -> String { "\(finding)" }

  @Test func whatIsLetGoIsNotReadBack() throws {
    let folder = try TemporaryFolder()
    let store = try FindingStore(in: folder.path)
    func stored(_ bytes: [UInt8]) throws -> FindingChunk {
      try bytes.withUnsafeBytes { try store.store($0, keys: 1...1) }
    }
    let (chunk, other) = (try stored([1, 2, 3]), try stored([4]))
    #expect(try store.load([other, chunk]) == [4, 1, 2, 3])
    store.discard()
    #expect(try store.load([chunk]) == [])
  }

  /// Whatever comes in whatever order, in several readings and late: as a sort of all would have it, which
  /// keeps alike ones as they came.
  @Test func findingsComeByLineColumnAndCode() throws {
    let folder = try TemporaryFolder()
    let store = try FindingStore(in: folder.path)
    for seed in 0..<30 {
      var seeded = SeededRandom(seed: UInt64(seed))
      let log = FileLog(store: store)
      var added: [Finding] = []
      for reading in 0..<3 {
        let isOrdered = seeded.number(0...3) > 0
        for place in 0..<seeded.number(0...1500) {
          let line = isOrdered ? place / 3 + 1 : seeded.number(1...400)
          let finding = random(&seeded, line: line)
          added.append(finding)
          log.add(LoggedFinding(finding: finding, part: -1))
        }
        if reading != 1 { log.close() }
      }
      for _ in 0..<2 {
        let late = (0..<seeded.number(0...700)).map { _ in
          random(&seeded, line: seeded.number(0...2000))
        }
        added += late
        log.add(late: late.sorted(by: Finding.precedes))
      }
      let expected = added.enumerated().sorted { left, right in
        if Finding.precedes(left.element, right.element) { return true }
        return !Finding.precedes(right.element, left.element) && left.offset < right.offset
      }.map { text($0.element) }
      for weight in [1, 5000, 1 << 16] {
        #expect(try drained(log, weight: weight).map(text) == expected, "seed \(seed)")
      }
      #expect(log.counts.total(of: { _ in true }, counts: { _ in true }) == added.count)
    }
  }

  /// A large chunk is taken a few times only, however many small ones stand between its lines.
  @Test func chunksAreNotTakenAgainForEachOther() throws {
    let folder = try TemporaryFolder()
    let log = FileLog(store: try FindingStore(in: folder.path))
    let filler = String(repeating: "m", count: 200)
    for line in 1...20_000 {
      log.add(LoggedFinding(finding: Finding(.r101, line: line, .text(filler)), part: -1))
    }
    log.close()
    log.add(
      late: stride(from: 1, to: 20_000, by: 7).map { Finding(.x204, line: $0, .text(filler)) })
    var stretches = log.findingStretches(weight: 1 << 16)
    var (taken, largest) = (0, 0)
    while let stretch = stretches.next() {
      let bytes = LoggedBytes.stored(stretch.chunks, in: log.store).count
      taken += bytes
      largest = max(largest, bytes)
    }
    let stored = (20_000 + 20_000 / 7) * 256
    #expect(taken < stored * 3 / 2 && largest < 3 << 16)
  }

  /// The order does not depend on where the pieces were cut, nor on other files in the store.
  @Test func filesInOneStoreDoNotMix() throws {
    let folder = try TemporaryFolder()
    let store = try FindingStore(in: folder.path)
    let logs = (0..<3).map { _ in FileLog(store: store) }
    var seeded = SeededRandom(seed: 9)
    for line in 1...2000 {
      for (place, log) in logs.enumerated() {
        log.add(
          LoggedFinding(
            finding: Finding(
              .r101, line: line, value: "\(place)",
              .text(String(repeating: "m", count: seeded.number(1...120)))), part: -1))
      }
    }
    for log in logs { log.close() }
    for (place, log) in logs.enumerated() {
      let found = try drained(log)
      #expect(found.map(\.line) == Array(1...2000))
      #expect(found.allSatisfy { $0.value == "\(place)" })
    }
  }

  @Test func aFindingOfAPartStandsOnlyIfThePartCounts() throws {
    let folder = try TemporaryFolder()
    let log = FileLog(store: try FindingStore(in: folder.path))
    for (line, part) in [(1, Int32(-1)), (2, 0), (3, 1), (3, 0)] {
      log.add(LoggedFinding(finding: Finding(.r112, line: line, .endBeforeStart), part: part))
    }
    log.close()
    #expect(try drained(log, counts: { $0 == 1 }).map(\.line) == [1, 3])
    #expect(try drained(log, counts: { $0 == 0 }).map(\.line) == [1, 2, 3])
    func total(_ code: DiagnosticCode, counts: (Int32) -> Bool) -> Int {
      log.counts.total(of: { $0 == code }, counts: counts)
    }
    #expect(total(.r112) { $0 == 1 } == 2)
    #expect(total(.r112) { $0 == 0 } == 3)
    #expect(total(.r112) { _ in false } == 1)
    #expect(total(.r111) { _ in true } == 0)
  }

  @Test func whatCameSinceAMarkIsForgotten() throws {
    let folder = try TemporaryFolder()
    let log = FileLog(store: try FindingStore(in: folder.path))
    func add(_ line: Int) {
      log.add(LoggedFinding(finding: Finding(.r101, line: line, .endBeforeStart), part: -1))
      log.add(IntakeReject(line: line, codes: [.r101], source: .bytes([1])), rank: 0)
    }
    let empty = log.mark()
    add(1)
    let mark = log.mark()
    add(2)
    log.close()
    add(3)
    log.forget(since: mark)
    add(4)
    log.close()
    #expect(try drained(log).map(\.line) == [1, 4])
    #expect(log.counts.total(of: { $0 == .r101 }, counts: { _ in true }) == 2)
    #expect(try rejects(log).map(\.line) == [1, 4])
    log.forget(since: empty)
    #expect(try drained(log).isEmpty)
    #expect(try rejects(log).isEmpty)
    #expect(log.counts.isEmpty && log.isEmpty)
  }

  /// A chunk that has outgrown its first memory, and one that is used again.
  @Test func bytesOfAChunkStandOneBehindTheOther() {
    let buffer = ChunkBuffer(capacity: 3)
    for _ in 0..<2 {
      for count in 0..<100 {
        buffer.append(count).initializeMemory(as: UInt8.self, repeating: UInt8(count), count: count)
      }
      #expect(
        Array(buffer.bytes) == (0..<100).flatMap { Array(repeating: UInt8($0), count: $0) })
      buffer.removeAll()
      #expect(buffer.bytes.isEmpty)
    }
  }

  @Test func rejectsComeByLineAndReadingOrder() throws {
    let folder = try TemporaryFolder()
    let log = FileLog(store: try FindingStore(in: folder.path))
    let given: [(line: Int, rank: UInt32)] = [
      (2, 1), (5, 4), (2, 0), (5, 2), (9, 7), (5, 3), (5, 9), (1, 1),
    ]
    for (line, rank) in given {
      let record = [UInt8](repeating: UInt8(rank), count: 70_000)
      log.add(
        IntakeReject(line: line, codes: [.r101, .r110], source: .bytes(record)), rank: rank)
    }
    log.close()
    for weight in [1, 1 << 16, 1 << 20] {
      let found = try rejects(log, weight: weight)
      #expect(found.allSatisfy { $0.codes == [.r101, .r110] && $0.record.count == 70_000 })
      #expect(
        found.map { "\($0.line) \($0.record[0])" }
          == ["1 1", "2 0", "2 1", "5 2", "5 3", "5 4", "5 9", "9 7"])
    }
  }
}
