import Consolidation
import Foundation
import Model
import Reading
import Spool

/// The oportunidades of the period's routes and the details of their actions, on disk; the actions of
/// one route are chained from the last to the first.
package final class ActionDetails: DetailStore, @unchecked Sendable {
  // Unchecked: the spools are only touched under the lock.
  package let wantsActions: Bool
  private let lock = NSLock()
  private let spool: Spool
  private let opportunitySpool: Spool

  /// A store in a folder that can be written; with `actions` it takes the details of actions too.
  package init(in folder: String, actions: Bool) throws(SpoolError) {
    wantsActions = actions
    spool = try Spool(in: folder)
    opportunitySpool = try Spool(in: folder)
  }

  package func keep(
    _ row: RouteRow, place: Place, texts: RouteTexts, previous: TextReference
  ) throws(SpoolError) -> TextReference {
    var writer = ByteWriter()
    writer.append(action: row, at: place, texts, after: previous)
    lock.lock()
    defer { lock.unlock() }
    let offset = spool.end
    try spool.append(number: writer.count)
    try spool.append(writer.bytes)
    return TextReference(offset: offset)
  }

  package func keep(
    _ opportunities: [KeptOpportunity]
  ) throws(SpoolError) -> (offset: Int, length: Int) {
    var writer = ByteWriter()
    writer.reserve(
      opportunities.reduce(0) { $0 + $1.text.count + ActionDetails.opportunityLength })
    for opportunity in opportunities { writer.append(opportunity) }
    lock.lock()
    defer { lock.unlock() }
    let offset = opportunitySpool.end
    try opportunitySpool.append(writer.bytes)
    return (offset, writer.count)
  }

  /// Bytes of an oportunidad besides its text.
  private static let opportunityLength = 8 * 8

  /// The oportunidades that were set aside at `reference`, in the order of their first rows and with
  /// their texts in NFC.
  package func opportunities(_ reference: OpportunityReference) throws -> [OpportunitySums] {
    try lock.withLock { try opportunitySpool.flush() }
    var reader = ByteReader(
      try opportunitySpool.read(at: reference.offset, count: reference.length))
    var opportunities: [OpportunitySums] = []
    while let opportunity = reader.opportunity() { opportunities.append(opportunity) }
    return opportunities
  }

  /// What reads the actions back, once all of them were kept.
  func reading() throws(SpoolError) -> KeptActions {
    lock.lock()
    defer { lock.unlock() }
    try spool.flush()
    return KeptActions(spool)
  }

  /// Lets go what was set aside, once it is not needed any more.
  func discard() {
    lock.withLock {
      spool.discard()
      opportunitySpool.discard()
    }
  }
}

/// The actions of routes as they were set aside, all of them on disk; safe to use from several threads.
struct KeptActions: Sendable {
  /// Bytes before the last action of a route in which most of its others stand.
  private static let routeLength = 12_288

  private let spool: Spool

  fileprivate init(_ spool: Spool) {
    self.spool = spool
  }

  /// The actions of a route, given the last of them, in the reading order.
  func actions(_ last: TextReference) throws -> [ActionDetail] {
    var window = SpoolWindow(spool, reach: KeptActions.routeLength)
    var details: [ActionDetail] = []
    var offset = last.offset
    while var reader = try window.record(at: offset), let record = reader.action() {
      details.append(record.detail)
      offset = record.previous
    }
    return details.reversed()
  }
}

extension ByteWriter {
  fileprivate mutating func append(_ opportunity: KeptOpportunity) {
    append(Int(opportunity.number))
    append(Int(opportunity.component))
    append(opportunity.actions)
    append(opportunity.progress)
    append(Int(opportunity.first.file))
    append(Int(opportunity.first.line))
    append(Int(opportunity.first.rank))
    append(counted: opportunity.text)
  }
}

extension ByteReader {
  fileprivate mutating func opportunity() -> OpportunitySums? {
    guard let number = number(), let component = self.number(), let actions = self.number(),
      let progress = self.number(), let place = place(), let text = counted()
    else { return nil }
    var sums = OpportunitySums(
      number: UInt16(number), component: ComponentIndex(component), first: place,
      text: text.withUnsafeBytes { Text.bytes($0) })
    (sums.actions, sums.progress) = (actions, progress)
    return sums
  }

  private mutating func place() -> Place? {
    guard let file = number(), let line = number(), let rank = number() else { return nil }
    return Place(file: FileNumber(file), line: UInt32(line), rank: UInt32(rank))
  }
}
