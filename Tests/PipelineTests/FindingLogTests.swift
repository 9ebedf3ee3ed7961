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
    .versionElsewhere(2, vigencia: 2023), .unknownEstablishment, .inactiveEstablishment,
  ]

  private func random(_ random: inout SeededRandom, line: Int) -> Finding {
    Finding(
      random.pick(FindingLogTests.codes), line: line, column: random.number(0...4),
      field: random.pick(["", "codigo_dane", "año"]), value: random.pick(["", "ñ\0«»", "x;y\n"]),
      random.pick(FindingLogTests.statements),
      establishment: random.pick([nil, DaneCode(number: 168_013_000_016)]))
  }

  private func drained(_ log: FileLog, counts: @escaping (Int32) -> Bool = { _ in true }) throws
    -> [Finding]
  {
    let cursor = log.findings(counts: counts)
    var found: [Finding] = []
    while let next = try cursor.next() { found.append(next) }
    #expect(try cursor.next() == nil, "nil at the end and ever after")
    return found
  }

  private func text(_ finding: Finding) -> String { "\(finding)" }

  @Test func whatIsLetGoIsNotReadBack() throws {
    let folder = try TemporaryFolder()
    let store = try FindingStore(in: folder.path)
    let chunk = try store.store([1, 2, 3], lastLine: 1)
    #expect(try store.load(chunk) == [1, 2, 3])
    store.discard()
    #expect(try store.load(chunk) == [])
  }

  @Test func findingsComeByLineColumnAndCode() throws {
    let folder = try TemporaryFolder()
    let store = try FindingStore(in: folder.path)
    for isUnordered in [false, true] {
      var seeded = SeededRandom(seed: 4)
      let log = FileLog(store: store)
      log.isUnordered = isUnordered
      var added: [Finding] = []
      for place in 0..<900 {
        let line = isUnordered ? seeded.number(1...300) : place / 3 + 1
        let finding = random(&seeded, line: line)
        added.append(finding)
        log.add(LoggedFinding(finding: finding, part: -1))
      }
      log.close()
      let found = try drained(log)
      #expect(found.count == added.count)
      #expect(zip(found, found.dropFirst()).allSatisfy { !Finding.precedes($1, $0) })
      #expect(found.map(text).sorted() == added.map(text).sorted())
      #expect(log.counts.values.reduce(0, +) == added.count)
    }
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
    func tally(_ part: Int32) -> FileLog.Tally { FileLog.Tally(code: .r112, part: part) }
    #expect(log.counts == [tally(-1): 1, tally(0): 2, tally(1): 1])
  }

  @Test func whatCameSinceAMarkIsForgotten() throws {
    let folder = try TemporaryFolder()
    let log = FileLog(store: try FindingStore(in: folder.path))
    func add(_ line: Int) {
      log.add(LoggedFinding(finding: Finding(.r101, line: line, .endBeforeStart), part: -1))
      log.add(LoggedReject(reject: Reject(line: line, codes: [.r101], record: [1]), rank: 0))
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
    #expect(log.counts == [FileLog.Tally(code: .r101, part: -1): 2])
    log.forget(since: empty)
    #expect(try drained(log).isEmpty)
    #expect(try log.rejects().next() == nil)
    #expect(log.counts.isEmpty && log.isEmpty)
  }

  @Test func rejectsComeByLineAndReadingOrder() throws {
    let folder = try TemporaryFolder()
    let log = FileLog(store: try FindingStore(in: folder.path))
    log.isUnordered = true
    let given: [(line: Int, rank: UInt32)] = [(5, 4), (2, 1), (2, 0), (9, 7), (5, 3)]
    for (line, rank) in given {
      let record = [UInt8](repeating: UInt8(rank), count: 70_000)
      log.add(
        LoggedReject(reject: Reject(line: line, codes: [.r101, .r110], record: record), rank: rank))
    }
    log.close()
    let cursor = log.rejects()
    var found: [String] = []
    while let reject = try cursor.next() {
      #expect(reject.codes == [.r101, .r110] && reject.record.count == 70_000)
      found.append("\(reject.line) \(reject.record[0])")
    }
    #expect(found == ["2 0", "2 1", "5 3", "5 4", "9 7"])
  }
}
