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
  var diagnostic: Diagnostic
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
  private var findingBytes: [UInt8] = []
  private var rejectBytes: [UInt8] = []
  private var findingChunks: [FindingChunk] = []
  private var rejectChunks: [FindingChunk] = []
  private(set) var failure: SpoolError?
  /// Findings by code; those that depend on a part are not counted.
  private(set) var counts: [DiagnosticCode: Int] = [:]
  /// Whether what was added may be out of the order of lines.
  var isUnordered = false

  init(store: FindingStore) {
    self.store = store
  }

  var isEmpty: Bool { findingChunks.isEmpty && findingBytes.isEmpty }

  func add(_ finding: LoggedFinding) {
    if finding.part < 0 { counts[finding.diagnostic.code, default: 0] += 1 }
    FindingCoding.append(finding, to: &findingBytes)
    if findingBytes.count >= FileLog.pieceLength { spill(&findingBytes, to: &findingChunks) }
  }

  func add(_ reject: LoggedReject) {
    FindingCoding.append(reject, to: &rejectBytes)
    if rejectBytes.count >= FileLog.pieceLength { spill(&rejectBytes, to: &rejectChunks) }
  }

  /// Forgets everything of the file.
  func clear() {
    findingBytes = []
    rejectBytes = []
    findingChunks = []
    rejectChunks = []
    counts = [:]
  }

  /// Puts what is still in memory aside.
  func close() {
    spill(&findingBytes, to: &findingChunks)
    spill(&rejectBytes, to: &rejectChunks)
    findingBytes = []
    rejectBytes = []
  }

  private func spill(_ bytes: inout [UInt8], to chunks: inout [FindingChunk]) {
    guard !bytes.isEmpty, failure == nil else { return }
    do throws(SpoolError) {
      chunks.append(try store.store(bytes))
    } catch {
      failure = error
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Calls `body` with the findings in the order of line, column and code, without those whose part
  /// does not count.
  func forEachFinding(
    counts part: (Int32) -> Bool, _ body: (Diagnostic) throws -> Void
  ) throws {
    var group: [Diagnostic] = []
    func flush() throws {
      group.sort(by: Diagnostic.precedes)
      for diagnostic in group { try body(diagnostic) }
      group.removeAll(keepingCapacity: true)
    }
    for chunk in findingChunks {
      var reader = FindingCoding.Reader(try store.load(chunk))
      while let finding = reader.finding() {
        guard finding.part < 0 || part(finding.part) else { continue }
        if !isUnordered, let last = group.last, last.line != finding.diagnostic.line {
          try flush()
        }
        group.append(finding.diagnostic)
      }
    }
    try flush()
  }

  /// Calls `body` with the rejects in the order of line and reading.
  func forEachReject(_ body: (Reject) throws -> Void) throws {
    var held: [LoggedReject] = []
    for chunk in rejectChunks {
      var reader = FindingCoding.Reader(try store.load(chunk))
      while let reject = reader.reject() {
        if isUnordered { held.append(reject) } else { try body(reject.reject) }
      }
    }
    held.sort { ($0.reject.line, $0.rank) < ($1.reject.line, $1.rank) }
    for reject in held { try body(reject.reject) }
  }
}
