import Model
import Spool

/// Rejects of one file that stand one behind the other in `rechazos.csv`, to be written by any thread.
struct RejectPiece {
  let file: JoinedFinding.File
  let content: LoggedBytes
}

/// Goes over the rejects of all files in their order, piece by piece: what `FindingJoin.rejects` tells
/// one by one.
final class RejectPieces {
  private let weight: Int
  private var rest: ArraySlice<IntakeFile>
  private var file = JoinedFinding.File("", sheets: [])
  private var chunks: ArraySlice<FindingChunk> = []
  private var store: FindingStore?
  /// Of a file that is out of order.
  private var cursor: RejectCursor?

  /// Pieces of about so many bytes.
  init(_ join: FindingJoin, weight: Int = 1 << 16) {
    self.weight = weight
    rest = join.outcome.files[...]
  }

  /// The next pieces; `nil` at the end.
  func next() throws -> [RejectPiece]? {
    try TableBatches.gathered(weight, nextPiece) { $0.content.count }
  }

  private func nextPiece() throws -> RejectPiece? {
    while true {
      if let chunk = chunks.popFirst(), let store {
        return RejectPiece(file: file, content: .stored(chunk, in: store))
      }
      if let bytes = try sorted() { return RejectPiece(file: file, content: .held(bytes)) }
      guard let read = rest.popFirst() else { return nil }
      file = JoinedFinding.File(read)
      store = read.log.store
      if let ordered = read.log.orderedRejects {
        chunks = ordered[...]
      } else {
        cursor = read.log.rejects()
      }
    }
  }

  /// The next rejects of a file out of order; `nil` where there are none.
  private func sorted() throws -> [UInt8]? {
    guard let cursor else { return nil }
    var writer = ByteWriter()
    while writer.count < weight {
      guard let reject = try cursor.next() else {
        self.cursor = nil
        break
      }
      reject.record.withUnsafeBytes {
        writer.appendReject(line: reject.line, rank: 0, codes: reject.codes, record: $0)
      }
    }
    return writer.count > 0 ? writer.bytes : nil
  }
}
