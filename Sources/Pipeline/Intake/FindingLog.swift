import Model
import Spool

/// A finding with the part of a route on which it depends, if any.
struct LoggedFinding {
  var finding: Finding
  /// It stands only if that part of its file counts; -1 if it stands anyway.
  var part: Int32
}

/// The findings and rejects of one file.
final class FileLog {
  /// Bytes of a chunk of what is added when all files are read: few findings, between many others.
  private static let lateChunkLength = 1 << 12

  let store: FindingStore
  private(set) var failure: SpoolError?
  private(set) var counts = FindingCounts()
  private var findings = LoggedRuns()
  private var rejects = LoggedRuns()
  private var late = LoggedRuns(chunkLength: FileLog.lateChunkLength)

  init(store: FindingStore) {
    self.store = store
  }

  var isEmpty: Bool { counts.isEmpty }

  func add(_ logged: LoggedFinding) {
    withUnsafePointer(to: logged.finding) { add($0, part: logged.part, linesBefore: 0) }
  }

  /// Adds a finding, from where it lies, whose line is counted from behind `linesBefore`.
  func add(_ finding: UnsafePointer<Finding>, part: Int32, linesBefore: Int) {
    counts.add(finding.pointee.code, part: part)
    guard failure == nil else { return }
    do throws(SpoolError) {
      let line = UInt64(finding.pointee.line + linesBefore)
      try findings.buffer(at: line, of: store)
        .append(finding, part: part, linesBefore: linesBefore)
    } catch {
      failure = error
    }
  }

  /// Adds a reject whose record is needed only during the call.
  func add(line: Int, rank: UInt32, codes: DiagnosticCodes, record: UnsafeRawBufferPointer) {
    guard failure == nil else { return }
    do throws(SpoolError) {
      let bytes = try rejects.buffer(at: StoredReject.key(line: line, rank: rank), of: store)
      bytes.appendReject(line: line, rank: rank, codes: codes, record: record)
    } catch {
      failure = error
    }
  }

  /// Adds findings that are made when all files are read, in the order of lines.
  func add(late found: some Sequence<Finding>) {
    attempt { (store) throws(SpoolError) in
      for finding in found {
        counts.add(finding.code, part: -1)
        try late.buffer(at: UInt64(finding.line), of: store).append(finding)
      }
      try late.close(in: store)
    }
  }

  func add(_ reject: IntakeReject, rank: UInt32) {
    reject.source.withBytes {
      add(line: reject.line, rank: rank, codes: reject.codes, record: $0)
    }
  }

  /// What the log holds, so that what comes after can be forgotten.
  struct Mark {
    fileprivate let findings: Int
    fileprivate let rejects: Int
    fileprivate let counts: FindingCounts
  }

  /// Marks what the log holds now.
  func mark() -> Mark {
    close()
    return Mark(findings: findings.runs.count, rejects: rejects.runs.count, counts: counts)
  }

  /// Forgets what was added since a mark.
  func forget(since mark: Mark) {
    findings.forget(since: mark.findings)
    rejects.forget(since: mark.rejects)
    counts = mark.counts
  }

  /// Puts what is still in memory aside.
  func close() {
    attempt { (store) throws(SpoolError) in
      try findings.close(in: store)
      try rejects.close(in: store)
    }
  }

  /// After a failure nothing is set aside any more.
  private func attempt(_ body: (FindingStore) throws(SpoolError) -> Void) {
    guard failure == nil else { return }
    do throws(SpoolError) {
      try body(store)
    } catch {
      failure = error
    }
  }

  /// The findings, cut where what stands between can be put in order by itself.
  func findingStretches(weight: Int) -> RunStretches {
    RunStretches(findings.runs + late.runs, weight: weight)
  }

  /// The rejects in the same way.
  func rejectStretches(weight: Int) -> RunStretches {
    RunStretches(rejects.runs, weight: weight)
  }
}

/// How many findings a log has.
struct FindingCounts {
  /// By code those that stand anyway, which may be as many as rows; empty where there is none, as in most
  /// of many files.
  private var standing: [Int] = []
  /// By code and part those that stand only if the part counts; empty where there is none.
  private var dependent: [[UInt32]] = []

  var isEmpty: Bool { dependent.isEmpty && standing.isEmpty }

  mutating func add(_ code: DiagnosticCode, part: Int32) {
    let place = Int(code.rawValue)
    guard part >= 0 else {
      if standing.isEmpty { standing = Array(repeating: 0, count: FindingCounts.codes.count) }
      standing[place] += 1
      return
    }
    if dependent.isEmpty { dependent = Array(repeating: [], count: FindingCounts.codes.count) }
    let missing = Int(part) + 1 - dependent[place].count
    if missing > 0 { dependent[place].append(contentsOf: repeatElement(0, count: missing)) }
    dependent[place][Int(part)] += 1
  }

  /// How many there are of some codes, with those of the parts that count.
  func total(
    of isMeant: (DiagnosticCode) -> Bool, counts: (Int32) -> Bool
  ) -> Int {
    var total = 0
    for (code, count) in zip(FindingCounts.codes, standing) where count > 0 && isMeant(code) {
      total += count
    }
    for (code, parts) in zip(FindingCounts.codes, dependent) where !parts.isEmpty && isMeant(code) {
      for (part, count) in parts.enumerated() where count > 0 {
        if counts(Int32(part)) { total += Int(count) }
      }
    }
    return total
  }

  private static let codes = DiagnosticCode.allCases
}
