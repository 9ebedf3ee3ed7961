import Model
import Spool

/// Findings of one file that stand one behind the other in `diagnosticos.csv`, to be written by any
/// thread.
struct FindingPiece {
  let file: JoinedFinding.File
  let content: LoggedBytes
  /// The lines whose findings are meant.
  let lines: ClosedRange<Int>
  /// Findings that were made once all files were read, as stored ones, to be put in their places.
  let late: [UInt8]
  /// Whether a part of the file counts.
  let counts: (Int32) -> Bool

  /// Whether a finding of its bytes is to be written.
  func holds(_ finding: StoredFinding) -> Bool {
    lines.contains(finding.line) && (finding.part < 0 || counts(finding.part))
  }

  /// All bytes: those of `late` last.
  func bytes() throws(SpoolError) -> [UInt8] {
    let bytes = try content.load()
    return late.isEmpty ? bytes : bytes + late
  }
}

/// Goes over the findings of all files in their order, piece by piece: what `JoinedFindings` tells one
/// by one.
///
/// The chunks of a file in order are handed on unread, several times where many late findings belong
/// between theirs; all findings of a line stand in one piece.
final class FindingPieces {
  private let weight: Int
  private let outcome: IntakeOutcome
  private var rest: ArraySlice<FindingJoin.Entry>
  private var file = JoinedFinding.File("", sheets: [])
  private var counts: (Int32) -> Bool = { _ in true }
  private var late: ArraySlice<Finding> = []
  private var chunks: ArraySlice<FindingChunk> = []
  private var store: FindingStore?
  /// What is handed on now, the line of its last finding, and up to which line it was.
  private var current: (content: LoggedBytes, lastLine: Int, reached: Int)?
  /// Of a file that is out of order.
  private var cursor: FindingCursor?
  private var ahead: Finding?

  /// Pieces of about so many bytes.
  init(_ join: FindingJoin, weight: Int = 1 << 16) {
    self.weight = weight
    outcome = join.outcome
    rest = join.entries[...]
  }

  /// The next pieces; `nil` at the end.
  func next() throws -> [FindingPiece]? {
    try TableBatches.gathered(weight, nextPiece) { $0.content.count + $0.late.count }
  }

  private func nextPiece() throws -> FindingPiece? {
    while true {
      if let piece = currentPiece() { return piece }
      if let chunk = chunks.popFirst(), let store {
        current = (.stored(chunk, in: store), chunk.lastLine, 0)
      } else if let (bytes, lastLine) = try sorted() {
        current = (.held(bytes), lastLine, 0)
      } else if !late.isEmpty {
        current = (.held([]), Int.max, 0)
      } else {
        guard let entry = rest.popFirst() else { return nil }
        begin(entry)
      }
    }
  }

  private func begin(_ entry: FindingJoin.Entry) {
    (file, late) = (entry.file, entry.late[...])
    guard case .file(let read) = entry else { return }
    counts = { [outcome] in outcome.counts($0, of: read) }
    store = read.log.store
    if let ordered = read.log.orderedFindings {
      chunks = ordered[...]
    } else {
      cursor = read.log.findings(counts: counts)
    }
  }

  /// The next of what is handed on, with the late findings that belong there.
  private func currentPiece() -> FindingPiece? {
    guard let (content, lastLine, reached) = current else { return nil }
    var writer = ByteWriter()
    var line = 0
    var end = Int.max
    while let next = late.first, next.line <= lastLine {
      if writer.count >= weight, next.line > line {
        end = line
        break
      }
      line = next.line
      writer.append(LoggedFinding(finding: late.removeFirst(), part: -1))
    }
    current = end == Int.max ? nil : (content, lastLine, end + 1)
    return FindingPiece(
      file: file, content: content, lines: reached...end, late: writer.bytes, counts: counts)
  }

  /// The next findings of a file out of order, and the line of the last; `nil` where there are none.
  private func sorted() throws -> (bytes: [UInt8], lastLine: Int)? {
    guard let cursor else { return nil }
    var writer = ByteWriter()
    var line = 0
    while let finding = try ahead ?? cursor.next() {
      ahead = nil
      if writer.count >= weight, finding.line != line {
        ahead = finding
        break
      }
      writer.append(LoggedFinding(finding: finding, part: -1))
      line = finding.line
    }
    if ahead == nil { self.cursor = nil }
    return writer.count > 0 ? (writer.bytes, line) : nil
  }
}
