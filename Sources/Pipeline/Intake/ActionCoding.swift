import Model
import Reading
import Spool

/// What is alike in length of all stored actions, as it lies in memory: a spool is read by the process
/// that wrote it.
private struct ActionHead {
  /// Where the action before it in its route stands.
  let previous: Int
  let file: FileNumber
  let line: UInt32
  let rank: UInt32
  let start: Int32
  let end: Int32
  let followUp: Int32
  let opportunityCount: UInt32
  let goalCount: UInt32
  let indicatorCount: UInt32
  let actionCount: UInt32
  let evidenceCount: UInt32
  let opportunity: UInt16
  let goal: UInt16
  let action: UInt16
  let progress: UInt16
  let component: ComponentIndex
}

extension ByteWriter {
  mutating func append(
    action row: RouteRow, at place: Place, _ texts: RouteTexts, after previous: TextReference
  ) {
    let head = ActionHead(
      previous: previous.offset, file: place.file, line: place.line, rank: place.rank,
      start: row.start, end: row.end, followUp: row.followUp,
      opportunityCount: UInt32(texts.opportunity.count), goalCount: UInt32(texts.goal.count),
      indicatorCount: UInt32(texts.indicator.count), actionCount: UInt32(texts.action.count),
      evidenceCount: UInt32(texts.evidence.count), opportunity: row.opportunity, goal: row.goal,
      action: row.action, progress: row.progress, component: row.component)
    withUnsafeBytes(of: head) { append($0) }
    append(texts.opportunity)
    append(texts.goal)
    append(texts.indicator)
    append(texts.action)
    append(texts.evidence)
  }
}

extension ByteReader {
  /// An action as `ByteWriter` wrote it, its texts in NFC, and where the one before it stands; `nil`
  /// where none stands.
  mutating func action() -> (detail: ActionDetail, previous: Int)? {
    read { bytes, place in
      let start = place + MemoryLayout<ActionHead>.size
      guard start <= bytes.count else { return nil }
      let head = bytes.loadUnaligned(fromByteOffset: place, as: ActionHead.self)
      let goal = start + Int(head.opportunityCount)
      let indicator = goal + Int(head.goalCount)
      let action = indicator + Int(head.indicatorCount)
      let evidence = action + Int(head.actionCount)
      let end = evidence + Int(head.evidenceCount)
      guard end <= bytes.count else { return nil }
      place = end
      func text(_ range: Range<Int>) -> String {
        Text.string(UnsafeRawBufferPointer(rebasing: bytes[range]))
      }
      let detail = ActionDetail(
        place: Place(file: head.file, line: head.line, rank: head.rank),
        opportunity: Int(head.opportunity), goal: Int(head.goal), action: Int(head.action),
        component: head.component, progress: Int(head.progress), start: Day(ifAny: head.start),
        end: Day(ifAny: head.end), followUp: Day(ifAny: head.followUp),
        opportunityText: text(start..<goal), goalText: text(goal..<indicator),
        indicatorText: text(indicator..<action), actionText: text(action..<evidence),
        evidenceText: text(evidence..<end))
      return (detail, head.previous)
    }
  }
}
