import Model
import Spool

/// A finding with the part of a route on which it depends, if any.
struct LoggedFinding {
  var finding: Finding
  /// It stands only if that part of its file counts; -1 if it stands anyway.
  var part: Int32
}

/// A reject with its record's ordinal in the file.
struct LoggedReject {
  var reject: Reject
  var rank: UInt32
}

/// The findings and rejects of one file.
final class FileLog {
  private static let pieceLength = 1 << 16
  /// Findings of one line stand in one chunk, unless they have more bytes than this.
  private static let longestLine = 1 << 22

  let store: FindingStore
  private var findingBytes = ByteWriter()
  private var rejectBytes = ByteWriter()
  private var findingChunks: [FindingChunk] = []
  private var rejectChunks: [FindingChunk] = []
  private var lastLine = 0
  /// Whether findings of one line stand in several chunks.
  private var hasLongLine = false
  private(set) var failure: SpoolError?
  /// What findings are counted by: their code, and the part on which they depend, if any.
  struct Tally: Hashable {
    let code: DiagnosticCode
    let part: Int32
  }

  /// By code those that stand anyway, which may be as many as rows.
  private var standing = [Int](repeating: 0, count: DiagnosticCode.allCases.count)
  private var dependent: [Tally: Int] = [:]

  var counts: [Tally: Int] {
    var counts = dependent
    for code in DiagnosticCode.allCases where standing[Int(code.rawValue)] > 0 {
      counts[Tally(code: code, part: -1)] = standing[Int(code.rawValue)]
    }
    return counts
  }

  /// Whether what was added may be out of the order of lines.
  var isUnordered = false

  init(store: FindingStore) {
    self.store = store
  }

  var isEmpty: Bool { findingChunks.isEmpty && findingBytes.count == 0 }

  func add(_ finding: LoggedFinding) {
    if finding.part < 0 {
      standing[Int(finding.finding.code.rawValue)] += 1
    } else {
      dependent[Tally(code: finding.finding.code, part: finding.part), default: 0] += 1
    }
    let line = finding.finding.line
    if findingBytes.count >= FileLog.pieceLength { cut(before: line) }
    findingBytes.append(finding)
    lastLine = line
  }

  private func cut(before line: Int) {
    if line == lastLine {
      guard findingBytes.count >= FileLog.longestLine else { return }
      hasLongLine = true
    }
    spill(&findingBytes, to: &findingChunks, lastLine: lastLine)
  }

  func add(_ reject: LoggedReject) {
    reject.reject.record.withUnsafeBytes {
      add(line: reject.reject.line, rank: reject.rank, codes: reject.reject.codes, record: $0)
    }
  }

  /// Adds a reject whose record is needed only during the call.
  func add(line: Int, rank: UInt32, codes: DiagnosticCodes, record: UnsafeRawBufferPointer) {
    rejectBytes.appendReject(line: line, rank: rank, codes: codes, record: record)
    if rejectBytes.count >= FileLog.pieceLength {
      spill(&rejectBytes, to: &rejectChunks, lastLine: 0)
    }
  }

  /// What the log holds, so that what comes after can be forgotten.
  struct Mark {
    fileprivate let findingChunks: Int
    fileprivate let rejectChunks: Int
    fileprivate let standing: [Int]
    fileprivate let dependent: [Tally: Int]
  }

  /// Marks what the log holds now.
  func mark() -> Mark {
    close()
    return Mark(
      findingChunks: findingChunks.count, rejectChunks: rejectChunks.count, standing: standing,
      dependent: dependent)
  }

  /// Forgets what was added since a mark.
  func forget(since mark: Mark) {
    findingBytes = ByteWriter()
    rejectBytes = ByteWriter()
    findingChunks.removeLast(findingChunks.count - mark.findingChunks)
    rejectChunks.removeLast(rejectChunks.count - mark.rejectChunks)
    (standing, dependent) = (mark.standing, mark.dependent)
  }

  /// Puts what is still in memory aside.
  func close() {
    spill(&findingBytes, to: &findingChunks, lastLine: lastLine)
    spill(&rejectBytes, to: &rejectChunks, lastLine: 0)
    findingBytes = ByteWriter()
    rejectBytes = ByteWriter()
  }

  private func spill(
    _ writer: inout ByteWriter, to chunks: inout [FindingChunk], lastLine: Int
  ) {
    guard writer.count > 0, failure == nil else { return }
    do throws(SpoolError) {
      chunks.append(try store.store(writer.bytes, lastLine: lastLine))
    } catch {
      failure = error
    }
    writer.removeAll()
  }

  /// The findings in chunks that are in order of lines, each line in one of them; `nil` where they
  /// are not.
  var orderedFindings: [FindingChunk]? { isUnordered || hasLongLine ? nil : findingChunks }

  /// The rejects in chunks that are in order; `nil` where they are not.
  var orderedRejects: [FindingChunk]? { isUnordered ? nil : rejectChunks }

  /// The findings in the order of line, column and code, without those whose part does not count.
  func findings(counts part: @escaping (Int32) -> Bool) -> FindingCursor {
    FindingCursor(store: store, chunks: findingChunks, isUnordered: isUnordered, counts: part)
  }

  /// The rejects in the order of line and reading.
  func rejects() -> RejectCursor {
    RejectCursor(store: store, chunks: rejectChunks, isUnordered: isUnordered)
  }
}
