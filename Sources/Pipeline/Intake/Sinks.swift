import Consolidation
import Model
import Reading

/// Joins what a block brought with what its intake found, in the order of records, and logs it.
enum BlockLogging {
  static func log(
    _ block: DecodedBlock, _ result: IntakeResult, to file: IntakeFile, linesBefore: Int,
    ranksBefore: Int
  ) {
    logFindings(of: block, result, to: file, linesBefore: linesBefore, ranksBefore: ranksBefore)
    logRejects(of: block, result, to: file, linesBefore: linesBefore, ranksBefore: ranksBefore)
    file.keepOrdinals(of: block, linesBefore: linesBefore)
    file.accepted += result.accepted
    file.rejected += block.recordCount - result.accepted
  }

  /// Each of the three lists is in the order of records; a record's own findings come first.
  private static func logFindings(
    of block: DecodedBlock, _ result: IntakeResult, to file: IntakeFile, linesBefore: Int,
    ranksBefore: Int
  ) {
    block.findings.withUnsafeBufferPointer { findings in
      result.findings.withUnsafeBufferPointer { standing in
        result.conditional.withUnsafeBufferPointer { conditional in
          var others = IntakeFindings(standing: standing, conditional: conditional)
          for place in findings.indices {
            let rank = findings[place].rank + UInt32(ranksBefore)
            while others.nextRank < rank { others.logNext(to: file.log) }
            findings.withFinding(at: place) {
              file.log.add($0, part: -1, linesBefore: linesBefore)
            }
          }
          while others.nextRank < UInt32.max { others.logNext(to: file.log) }
        }
      }
    }
  }

  private static func logRejects(
    of block: DecodedBlock, _ result: IntakeResult, to file: IntakeFile, linesBefore: Int,
    ranksBefore: Int
  ) {
    var next = 0
    for (inBlock, reject) in block.rejects {
      let rank = inBlock + UInt32(ranksBefore)
      while next < result.rejects.count, result.rejects[next].rank < rank {
        file.log.add(result.rejects[next].reject, rank: result.rejects[next].rank)
        next += 1
      }
      file.log.add(
        line: reject.line + linesBefore, rank: rank, codes: reject.codes, record: reject.source)
    }
    for (rank, reject) in result.rejects[next...] { file.log.add(reject, rank: rank) }
  }
}

/// The findings of an intake in the order of records; those that stand anyway first.
private struct IntakeFindings {
  private let standing: UnsafeBufferPointer<RowFinding>
  private let conditional: UnsafeBufferPointer<(part: Int32, finding: RowFinding)>
  private var nextStanding = 0
  private var nextConditional = 0
  /// The ordinal of the next one's record; the greatest number where there is none.
  private(set) var nextRank = UInt32.max

  init(
    standing: UnsafeBufferPointer<RowFinding>,
    conditional: UnsafeBufferPointer<(part: Int32, finding: RowFinding)>
  ) {
    self.standing = standing
    self.conditional = conditional
    nextRank = min(standingRank, conditionalRank)
  }

  private var standingRank: UInt32 {
    nextStanding < standing.count ? standing[nextStanding].rank : UInt32.max
  }
  private var conditionalRank: UInt32 {
    nextConditional < conditional.count ? conditional[nextConditional].finding.rank : UInt32.max
  }

  /// Logs the next one, which there is.
  mutating func logNext(to log: FileLog) {
    if standingRank <= conditionalRank {
      standing.withFinding(at: nextStanding) { log.add($0, part: -1, linesBefore: 0) }
      nextStanding += 1
    } else {
      let part = conditional[nextConditional].part
      conditional.withFinding(at: nextConditional) { log.add($0, part: part, linesBefore: 0) }
      nextConditional += 1
    }
    nextRank = min(standingRank, conditionalRank)
  }
}

// Where a finding lies in a list, so that it is not copied with its texts to be logged. The memory is
// taken as one that may be changed because only such is lent out in place; nothing changes it.

extension UnsafeBufferPointer<RowFinding> {
  @inline(__always)
  fileprivate func withFinding(at place: Int, _ body: (UnsafePointer<Finding>) -> Void) {
    let list = UnsafeMutableBufferPointer(mutating: self)
    withUnsafePointer(to: &list[place].finding, body)
  }
}

extension UnsafeBufferPointer<(part: Int32, finding: RowFinding)> {
  @inline(__always)
  fileprivate func withFinding(at place: Int, _ body: (UnsafePointer<Finding>) -> Void) {
    let list = UnsafeMutableBufferPointer(mutating: self)
    withUnsafePointer(to: &list[place].finding.finding, body)
  }
}

/// Takes the rows of rg-382 of one file as they come.
final class RouteSink: BlockSink {
  private let file: IntakeFile
  private let context: IntakeContext
  private let details: ActionDetails?
  private var intake: RouteIntake
  private var hasTaken = false
  private let logged: FileLog.Mark
  private let counted: (accepted: Int, rejected: Int)
  private let keepsAllOpen: Bool
  private let taken: Set<RouteVersion>
  private(set) var failure: (any Error)?

  /// `taken` are versions that stand in earlier files.
  init(
    _ file: IntakeFile, context: IntakeContext, details: ActionDetails?, keepsAllOpen: Bool,
    taken: Set<RouteVersion> = []
  ) {
    self.file = file
    self.keepsAllOpen = keepsAllOpen
    self.taken = taken
    logged = file.log.mark()
    counted = (file.accepted, file.rejected)
    self.context = context
    self.details = details
    intake = RouteIntake(
      file: file.number, context: context, details: details, keepsAllOpen: keepsAllOpen,
      taken: taken)
  }

  /// Whether the rows of a route are too far apart to be judged as they come.
  var isScattered: Bool { intake.isScattered }

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    guard block.kind == .routes, failure == nil, !isScattered else { return }
    hasTaken = true
    do {
      let result = try intake.take(block, linesBefore: linesBefore, ranksBefore: ranksBefore)
      BlockLogging.log(
        block, result, to: file, linesBefore: linesBefore, ranksBefore: ranksBefore)
    } catch {
      failure = error
    }
  }

  func forget() {
    guard hasTaken else { return }
    hasTaken = false
    intake = RouteIntake(
      file: file.number, context: context, details: details, keepsAllOpen: keepsAllOpen,
      taken: taken)
    file.log.forget(since: logged)
    (file.accepted, file.rejected) = counted
  }

  func close(on workers: Workers) {
    do {
      file.parts = try intake.close { count, work in
        workers.ordered(count, work: work, commit: { _, _ in })
      }
    } catch {
      failure = failure ?? error
    }
  }
}

/// Tells the rows of a file whose version stands in an earlier file (X207).
final class ElsewhereSink: BlockSink {
  private let file: IntakeFile
  private let context: IntakeContext
  private let versions: Set<RouteVersion>
  private var intake: RouteIntake
  private let logged: FileLog.Mark
  private var moved = 0
  private(set) var failure: (any Error)?

  init(_ file: IntakeFile, context: IntakeContext, versions: Set<RouteVersion>) {
    self.file = file
    self.context = context
    self.versions = versions
    logged = file.log.mark()
    intake = ElsewhereSink.intake(file, context, versions)
  }

  private static func intake(
    _ file: IntakeFile, _ context: IntakeContext, _ versions: Set<RouteVersion>
  ) -> RouteIntake {
    RouteIntake(
      file: file.number, context: context, details: nil, keepsAllOpen: file.isScattered
    ) { key, version in versions.contains(RouteVersion(key: key, version: version)) }
  }

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    guard block.kind == .routes, failure == nil else { return }
    do {
      let result = try intake.take(block, linesBefore: linesBefore, ranksBefore: ranksBefore)
      for finding in result.findings where finding.finding.code == .x207 {
        file.log.add(LoggedFinding(finding: finding.finding, part: -1))
      }
      for (rank, reject) in result.rejects where reject.codes == [.x207] {
        file.log.add(reject, rank: rank)
        moved += 1
      }
    } catch {
      failure = error
    }
  }

  func forget() {
    intake = ElsewhereSink.intake(file, context, versions)
    file.log.forget(since: logged)
    moved = 0
  }

  /// Moves the rows from accepted to rejected.
  func close() {
    file.accepted -= moved
    file.rejected += moved
  }
}

/// Holds the blocks of a file's records of other kinds until their turn in the reading order.
final class RecordSink: BlockSink {
  typealias HeldBlock = (block: DecodedBlock, linesBefore: Int, ranksBefore: Int)

  private let kinds: Set<RecordKind>
  private(set) var blocks: [HeldBlock] = []

  init(kinds: Set<RecordKind>) {
    self.kinds = kinds
  }

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    guard kinds.contains(block.kind) else { return }
    blocks.append((block, linesBefore, ranksBefore))
  }

  func forget() {
    blocks = []
  }
}

/// Takes the records of a file into the intake as they come.
final class DirectSink: BlockSink {
  private let file: IntakeFile
  private let intake: RecordIntake
  private let kinds: Set<RecordKind>
  private let logged: FileLog.Mark
  private let counted: (accepted: Int, rejected: Int)

  init(_ file: IntakeFile, intake: RecordIntake, kinds: Set<RecordKind>) {
    self.file = file
    self.intake = intake
    self.kinds = kinds
    logged = file.log.mark()
    counted = (file.accepted, file.rejected)
  }

  func take(_ block: DecodedBlock, linesBefore: Int, ranksBefore: Int) {
    guard kinds.contains(block.kind) else { return }
    let result = intake.take(
      block, file: file.number, linesBefore: linesBefore, ranksBefore: ranksBefore)
    BlockLogging.log(block, result, to: file, linesBefore: linesBefore, ranksBefore: ranksBefore)
  }

  func forget() {
    intake.forget()
    file.log.forget(since: logged)
    (file.accepted, file.rejected) = counted
  }
}
