import Foundation
import Model
import Reading
import Reporting
import TemplateEngine

/// Writes a table by the built-in template in batches of rows that all threads render side by side.
///
/// Rows that were set aside on disk may be as many as those of the input. A batch is rendered as a
/// table of its own, without what the template writes before the rows.
struct TableBatches {
  let template: Template
  let workers: Workers

  /// Rows of a batch, or fewer where they have so many bytes.
  static let rows = 1024
  static let bytes = 1 << 18

  /// Writes the rows that `pull` gives; `records` makes those of a batch, on any thread.
  func write<Row>(
    _ pull: () throws -> Row?, size: (Row) -> Int, records: ([Row]) -> [Record],
    to write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let head = try template.bytes(Record([.stream(RecordStream { nil })]))
    try head.withUnsafeBytes(write)
    var failure: (any Error)?
    workers.pull(
      { () -> Result<[Row], any Error>? in
        let batch = Result { try next(pull, size) }
        if case .success(let rows) = batch, rows.isEmpty { return nil }
        return batch
      },
      work: { batch in
        Result {
          try template.bytes(Record([.stream(TableBatches.stream(records(try batch.get())))]))
        }
      },
      commit: { _, rendered in
        do {
          try rendered.get().withUnsafeBytes {
            try write(UnsafeRawBufferPointer(rebasing: $0[head.count...]))
          }
          return true
        } catch {
          failure = error
          return false
        }
      })
    if let failure { throw failure }
  }

  private static func stream(_ records: [Record]) -> RecordStream {
    var rest = records.makeIterator()
    return RecordStream { rest.next() }
  }

  private func next<Row>(_ pull: () throws -> Row?, _ size: (Row) -> Int) throws -> [Row] {
    var batch: [Row] = []
    batch.reserveCapacity(TableBatches.rows)
    var bytes = 0
    while batch.count < TableBatches.rows, bytes < TableBatches.bytes, let row = try pull() {
      bytes += size(row)
      batch.append(row)
    }
    return batch
  }
}

/// Makers of sentences that threads lend each other, so that each sentence is made a few times only.
final class FindingTextsPool: @unchecked Sendable {
  // Unchecked: the list is only touched under the lock, and a maker is one thread's while it is lent.
  private let lock = NSLock()
  private let vocabulary: Vocabulary
  private var free: [FindingTexts] = []

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  func take() -> FindingTexts {
    lock.lock()
    defer { lock.unlock() }
    return free.popLast() ?? FindingTexts(vocabulary)
  }

  func giveBack(_ texts: FindingTexts) {
    lock.lock()
    defer { lock.unlock() }
    free.append(texts)
  }
}

/// Names of files as texts of one thread: threads that count the references of one text wait for each
/// other at every row.
struct OwnNames {
  private var last = (name: "", own: "")

  mutating func own(_ name: String) -> String {
    if last.name != name {
      last = (name, String(decoding: Array(name.utf8), as: UTF8.self))
    }
    return last.own
  }
}
