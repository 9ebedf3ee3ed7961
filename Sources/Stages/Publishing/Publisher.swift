import Glibc
import Synchronization

/// How a run came to be the one that `current` names.
package struct Publication: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    case published
    /// The same run stood there already, whole: nothing was written.
    case alreadyPublished
  }

  package let run: RunID
  /// `DIR/<period>/<run-id>`, with DIR as the user gave it.
  package let folder: String
  package let outcome: Outcome
}

/// The output of one period, held by this process alone: `DIR/<period>`, its runs and `current`.
///
/// A run is written in a staging folder beside its place (`staging(for:)`), put on the medium,
/// renamed to its place in one step; then `current` is swapped in one step. A crash at any moment
/// leaves `current` at a whole run, and what is left over goes when the next publisher opens.
/// The hold on the output lasts as long as the publisher or any run staged by it.
/// Source: contract 4, «Publishing».
package final class Publisher: Sendable {
  static let stagingPrefix = ".staging-"
  static let removedPrefix = ".removed-"
  static let linkPrefix = ".current-"
  static let currentName = "current"

  let folder: Folder
  private let lock: OutputLock
  /// Held while a name is made in a staging folder, and from a run's move to its place to the swap
  /// of `current`: an abandonment falls before or after, never between.
  let phase = Mutex(Phase.open)

  enum Phase {
    case open
    /// A run was put in its place, and `current` names it.
    case settled
    /// Nothing more may be made.
    case abandoned
  }

  /// Makes `output` and its folder of the period where they lack, takes the hold, and removes what
  /// crashed runs left in any period.
  ///
  /// Throws `.heldByAnotherRun` at once where another process has the output.
  package init(
    output: String, period: Int, fileSystem: any FileSystem = LinuxFileSystem()
  ) throws(PublishingError) {
    let whole = try Folder.ensure(output, files: fileSystem)
    lock = try OutputLock(of: whole)
    folder = try whole.ensureFolder(String(period))
    try folder.sweep()
    try Publisher.sweepOtherPeriods(of: whole, but: String(period))
  }

  /// Whether a run stands in its place with every document that its manifest names unchanged.
  ///
  /// Ask before writing documents. Cost: reads the whole run where there is one.
  package func isPublished(_ run: RunID) throws(PublishingError) -> Bool {
    guard let place = try folder.folderIfAny(run.description) else { return false }
    let check = RunCheck(of: place)
    return check.manifest?.run == run && check.problems.allSatisfy { !$0.isDamage }
  }

  /// Makes `current` name a run that is published already; `nil` where `isPublished` says no.
  package func reuse(_ run: RunID) throws(PublishingError) -> Publication? {
    guard try isPublished(run) else { return nil }
    try settle(run) { () throws(PublishingError) in }
    return publication(of: run, .alreadyPublished)
  }

  /// Starts a run: its folder is made beside its place.
  ///
  /// One at a time of the same run; a second throws `EEXIST`.
  package func staging(for run: RunID) throws(PublishingError) -> StagedRun {
    let name = Publisher.stagingPrefix + run.description
    let place = try whileOpen { () throws(PublishingError) in try folder.makeFolder(name) }
    return StagedRun(run, in: place, named: name, of: self)
  }

  func publication(of run: RunID, _ outcome: Publication.Outcome) -> Publication {
    Publication(run: run, folder: folder.path(of: run.description), outcome: outcome)
  }

  /// Leftovers of other periods go as far as they may: another user's must not stop this run.
  private static func sweepOtherPeriods(
    of output: Folder, but period: String
  ) throws(PublishingError) {
    for entry in try output.entries() where entry.kind == .folder && entry.text != period {
      guard entry.text.utf8.count == 4, Int(entry.text) != nil else { continue }
      do { try output.folder(entry.text).sweep() } catch {}
    }
  }
}

extension Folder {
  /// Removes what a crash can leave: runs never finished, runs half removed, unused links.
  func sweep() throws(PublishingError) {
    let prefixes = [Publisher.stagingPrefix, Publisher.removedPrefix, Publisher.linkPrefix]
    for entry in try entries() where prefixes.contains(where: entry.text.hasPrefix) {
      try remove(entry)
    }
  }
}
