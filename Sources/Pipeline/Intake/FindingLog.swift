import Foundation
import Model
import Spool

/// Findings and rejects set aside on disk as they come, to be joined in the order of files.
///
/// Any thread may store; a file's entries are kept in the chunks of that file.
package final class FindingStore: @unchecked Sendable {
  // Unchecked: the spool is only touched under the lock.
  private let lock = NSLock()
  private let spool: Spool

  package init(in folder: String) throws(SpoolError) {
    spool = try Spool(in: folder)
  }

  func store(_ bytes: [UInt8]) throws(SpoolError) -> FindingChunk {
    lock.lock()
    defer { lock.unlock() }
    let chunk = FindingChunk(offset: spool.end, count: bytes.count)
    try spool.append(bytes)
    return chunk
  }

  func load(_ chunk: FindingChunk) throws(SpoolError) -> [UInt8] {
    lock.lock()
    defer { lock.unlock() }
    try spool.flush()
    return try spool.read(at: chunk.offset, count: chunk.count)
  }
}

/// A piece of a store.
struct FindingChunk: Sendable {
  let offset: Int
  let count: Int
}

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

  private let store: FindingStore
  private var findingBytes = ByteWriter()
  private var rejectBytes = ByteWriter()
  private var findingChunks: [FindingChunk] = []
  private var rejectChunks: [FindingChunk] = []
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
    findingBytes.append(finding)
    if findingBytes.count >= FileLog.pieceLength { spill(&findingBytes, to: &findingChunks) }
  }

  func add(_ reject: LoggedReject) {
    reject.reject.record.withUnsafeBytes {
      add(line: reject.reject.line, rank: reject.rank, codes: reject.reject.codes, record: $0)
    }
  }

  /// Adds a reject whose record is needed only during the call.
  func add(line: Int, rank: UInt32, codes: DiagnosticCodes, record: UnsafeRawBufferPointer) {
    rejectBytes.appendReject(line: line, rank: rank, codes: codes, record: record)
    if rejectBytes.count >= FileLog.pieceLength { spill(&rejectBytes, to: &rejectChunks) }
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
    spill(&findingBytes, to: &findingChunks)
    spill(&rejectBytes, to: &rejectChunks)
    findingBytes = ByteWriter()
    rejectBytes = ByteWriter()
  }

  private func spill(_ writer: inout ByteWriter, to chunks: inout [FindingChunk]) {
    guard writer.count > 0, failure == nil else { return }
    do throws(SpoolError) {
      chunks.append(try store.store(writer.bytes))
    } catch {
      failure = error
    }
    writer.removeAll()
  }

  /// The findings in the order of line, column and code, without those whose part does not count.
  func findings(counts part: @escaping (Int32) -> Bool) -> FindingCursor {
    FindingCursor(store: store, chunks: findingChunks, isUnordered: isUnordered, counts: part)
  }

  /// The rejects in the order of line and reading.
  func rejects() -> RejectCursor {
    RejectCursor(store: store, chunks: rejectChunks, isUnordered: isUnordered)
  }
}
