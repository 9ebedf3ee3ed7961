import Model
import Spool

/// Rejects of one file that stand one behind the other in `rechazos.csv`, to be written by any thread.
struct RejectPiece {
  let file: JoinedFinding.File
  let content: LoggedBytes
  /// Those that are meant, by `StoredReject.key`.
  let keys: ClosedRange<UInt64>

  /// Calls `body` with its rejects in `bytes`, which are those of its content, in their order.
  func forEach(
    in bytes: UnsafeRawBufferPointer, _ body: (StoredReject) throws -> Void
  ) rethrows {
    guard isOrdered(bytes) else { return try ordered(bytes).forEach(body) }
    var place = 0
    while let reject = StoredReject(bytes, at: &place) {
      if keys.contains(reject.key) { try body(reject) }
    }
  }

  /// Whether they stand in their order, as they nearly always do.
  private func isOrdered(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var last: UInt64 = 0
    var place = 0
    while let reject = StoredReject(bytes, at: &place) {
      guard keys.contains(reject.key) else { continue }
      guard reject.key >= last else { return false }
      last = reject.key
    }
    return true
  }

  private func ordered(_ bytes: UnsafeRawBufferPointer) -> [StoredReject] {
    var rejects: [StoredReject] = []
    var place = 0
    while let reject = StoredReject(bytes, at: &place) {
      if keys.contains(reject.key) { rejects.append(reject) }
    }
    return rejects.sorted { $0.key < $1.key }
  }
}

/// Goes over the rejects of all files in their order, piece by piece, unread.
final class RejectPieces {
  private let weight: Int
  private var rest: ArraySlice<IntakeFile>
  /// What is handed on now.
  private var current: (file: JoinedFinding.File, store: FindingStore, stretches: RunStretches)?

  /// Pieces of about so many bytes.
  init(_ join: FindingJoin, weight: Int = 1 << 16) {
    self.weight = weight
    rest = join.outcome.files[...]
  }

  /// The next pieces; `nil` at the end and ever after.
  func next() throws -> [RejectPiece]? {
    TableBatches.gathered(weight, nextPiece) { $0.content.count }
  }

  private func nextPiece() -> RejectPiece? {
    while true {
      if let stretch = current?.stretches.next(), let (file, store, _) = current {
        return RejectPiece(
          file: file, content: .stored(stretch.chunks, in: store), keys: stretch.keys)
      }
      guard let read = rest.popFirst() else { return nil }
      current = (
        JoinedFinding.File(read), read.log.store, read.log.rejectStretches(weight: weight)
      )
    }
  }
}
