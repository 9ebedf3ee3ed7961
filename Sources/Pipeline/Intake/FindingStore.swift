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

  /// Stores bytes whose first and last entries have these keys.
  func store(
    _ bytes: UnsafeRawBufferPointer, keys: ClosedRange<UInt64>
  ) throws(SpoolError) -> FindingChunk {
    lock.lock()
    defer { lock.unlock() }
    let chunk = FindingChunk(
      offset: spool.end, count: bytes.count, first: keys.lowerBound, last: keys.upperBound)
    try spool.append(bytes)
    return chunk
  }

  func load(_ chunk: FindingChunk) throws(SpoolError) -> [UInt8] {
    try flush()
    return try spool.read(at: chunk.offset, count: chunk.count)
  }

  /// The bytes of chunks, one behind the other.
  func load(_ chunks: [FindingChunk]) throws(SpoolError) -> [UInt8] {
    guard var bytes = try chunks.first.map(load) else { return [] }
    for chunk in chunks.dropFirst() { bytes += try load(chunk) }
    return bytes
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

/// A piece of a store: whole findings, or whole rejects, in the order of keys.
///
/// The key of a finding is its line, that of a reject its line and its record's ordinal.
struct FindingChunk: Sendable {
  let offset: Int
  let count: Int
  /// Of its first entry.
  let first: UInt64
  /// Of its last entry.
  let last: UInt64
}

/// The bytes of findings or rejects, where they are.
enum LoggedBytes {
  case stored([FindingChunk], in: FindingStore)
  case held([UInt8])

  var count: Int {
    switch self {
    case .stored(let chunks, _): chunks.reduce(0) { $0 + $1.count }
    case .held(let bytes): bytes.count
    }
  }

  func load() throws(SpoolError) -> [UInt8] {
    switch self {
    case .stored(let chunks, let store): try store.load(chunks)
    case .held(let bytes): bytes
    }
  }
}
