import Foundation
import Spool

/// Findings and rejects set aside on disk as they come, to be joined in the order of files.
///
/// Any thread may store; a file's entries are kept in the chunks of that file.
package final class FindingStore: @unchecked Sendable {
  // Unchecked: the spool is only written under the lock, and reading needs no turn.
  private let lock = NSLock()
  private let spool: Spool

  package init(in folder: String) throws(SpoolError) {
    spool = try Spool(in: folder)
  }

  /// Stores bytes whose last finding stands in a line.
  func store(_ bytes: [UInt8], lastLine: Int) throws(SpoolError) -> FindingChunk {
    lock.lock()
    defer { lock.unlock() }
    let chunk = FindingChunk(offset: spool.end, count: bytes.count, lastLine: lastLine)
    try spool.append(bytes)
    return chunk
  }

  func load(_ chunk: FindingChunk) throws(SpoolError) -> [UInt8] {
    try flush()
    return try spool.read(at: chunk.offset, count: chunk.count)
  }

  /// Lets go what was stored, once it is not needed any more.
  func discard() {
    lock.withLock { spool.discard() }
  }

  private func flush() throws(SpoolError) {
    lock.lock()
    defer { lock.unlock() }
    try spool.flush()
  }
}

/// A piece of a store: whole findings, or whole rejects.
struct FindingChunk: Sendable {
  let offset: Int
  let count: Int
  /// The line of its last finding; 0 of rejects.
  let lastLine: Int
}

/// The bytes of findings or rejects, where they are.
enum LoggedBytes {
  case stored(FindingChunk, in: FindingStore)
  case held([UInt8])

  var count: Int {
    switch self {
    case .stored(let chunk, _): chunk.count
    case .held(let bytes): bytes.count
    }
  }

  func load() throws(SpoolError) -> [UInt8] {
    switch self {
    case .stored(let chunk, let store): try store.load(chunk)
    case .held(let bytes): bytes
    }
  }
}
