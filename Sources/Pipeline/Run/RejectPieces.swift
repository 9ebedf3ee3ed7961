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
    var rejects: [StoredReject] = []
    var isOrdered = true
    var place = 0
    while let reject = StoredReject(bytes, at: &place) {
      guard keys.contains(reject.key) else { continue }
      if let last = rejects.last, reject.key < last.key { isOrdered = false }
      rejects.append(reject)
    }
    if !isOrdered { rejects.sort { $0.key < $1.key } }
    for reject in rejects { try body(reject) }
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
