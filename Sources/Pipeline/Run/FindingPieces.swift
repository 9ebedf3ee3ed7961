import Model
import Spool

/// Findings of one file that stand one behind the other in `diagnosticos.csv`, to be written by any
/// thread.
struct FindingPiece {
  let file: JoinedFinding.File
  let content: LoggedBytes
  /// The lines whose findings are meant.
  let lines: ClosedRange<UInt64>
  /// Whether a part of the file counts.
  let counts: (Int32) -> Bool

  /// Calls `body` with its findings in `bytes`, which are those of its content, in the order of line,
  /// column and code; alike ones as they stand.
  func forEach(
    in bytes: UnsafeRawBufferPointer, _ body: (StoredFinding) throws -> Void
  ) rethrows {
    var place = 0
    if isOrdered(bytes) {
      while let finding = StoredFinding(bytes, at: &place) {
        if holds(finding) { try body(finding) }
      }
    } else {
      for next in ordered(bytes) {
        place = next
        if let finding = StoredFinding(bytes, at: &place) { try body(finding) }
      }
    }
  }

  /// Whether they stand in their order, as those of one reading do.
  private func isOrdered(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var last: UInt64 = 0
    var place = 0
    while let finding = StoredFinding(bytes, at: &place) {
      guard holds(finding) else { continue }
      guard finding.order >= last else { return false }
      last = finding.order
    }
    return true
  }

  /// The places of the findings that are meant, in their order.
  private func ordered(_ bytes: UnsafeRawBufferPointer) -> [Int] {
    var places: [(order: UInt64, place: Int)] = []
    var next = 0
    var place = 0
    while let finding = StoredFinding(bytes, at: &next) {
      if holds(finding) { places.append((finding.order, place)) }
      place = next
    }
    places.sort { $0 < $1 }
    return places.map(\.place)
  }

  private func holds(_ finding: StoredFinding) -> Bool {
    lines.contains(UInt64(finding.line)) && (finding.part < 0 || counts(finding.part))
  }
}

/// Goes over the findings of all files in their order, piece by piece, unread.
final class FindingPieces {
  private let weight: Int
  private let outcome: IntakeOutcome
  private var rest: ArraySlice<FindingJoin.Entry>
  /// What is handed on now.
  private var current: (file: JoinedFinding.File, read: IntakeFile, stretches: RunStretches)?

  /// Pieces of about so many bytes.
  init(_ join: FindingJoin, weight: Int = 1 << 16) {
    self.weight = weight
    outcome = join.outcome
    rest = join.entries[...]
  }

  /// The next pieces; `nil` at the end and ever after.
  func next() throws -> [FindingPiece]? {
    TableBatches.gathered(weight, nextPiece) { $0.content.count }
  }

  private func nextPiece() -> FindingPiece? {
    while true {
      if let stretch = current?.stretches.next(), let (file, read, _) = current {
        return FindingPiece(
          file: file, content: .stored(stretch.chunks, in: read.log.store), lines: stretch.keys
        ) { [outcome] in outcome.counts($0, of: read) }
      }
      current = nil
      guard let entry = rest.popFirst() else { return nil }
      switch entry {
      case .file(let read):
        current = (
          JoinedFinding.File(read), read, read.log.findingStretches(weight: weight)
        )
      case .problem(let name, let finding):
        let buffer = ChunkBuffer(capacity: 256)
        buffer.append(Finding(finding))
        return FindingPiece(
          file: JoinedFinding.File(name, sheets: []), content: .held(Array(buffer.bytes)),
          lines: 0...UInt64.max
        ) { _ in true }
      }
    }
  }
}
