import Glibc

/// A run in its place, as pruning sees it.
private struct StandingRun {
  let entry: FolderEntry
  let run: RunID
  /// When its manifest was written, in nanoseconds; without one, before all others.
  let published: Int64
  let status: FileStatus

  func isOlder(than other: StandingRun) -> Bool {
    if published != other.published { return published < other.published }
    return run.description.precedesInBytes(other.run.description)
  }
}

extension Publisher {
  /// Removes the oldest runs beyond `count`, but never the one that `current` names; gives their
  /// names, the oldest first.
  ///
  /// A run's age is its manifest's time of writing, since a run-id tells nothing of it; equal times
  /// go by name. All runs count, the current one too: with `count` 1 or less it alone stays.
  /// Folders whose name is no run-id are not touched. A run disappears in one step.
  /// Source: contract 4, `--keep`.
  package func prune(keeping count: Int) throws(PublishingError) -> [RunID] {
    let runs = try standingRuns().sorted { $0.isOlder(than: $1) }
    let current = try currentFolder()
    var surplus = runs.count - max(0, count)
    var removed: [RunID] = []
    for standing in runs where surplus > 0 {
      if let current, standing.status.isSame(as: current) { continue }
      try remove(standing)
      removed.append(standing.run)
      surplus -= 1
    }
    return removed
  }

  private func remove(_ standing: StandingRun) throws(PublishingError) {
    let aside = Publisher.removedPrefix + standing.run.description
    try folder.rename(standing.run.description, to: aside, step: .moveAside)
    try folder.remove(FolderEntry(name: Array(aside.utf8CString), kind: standing.entry.kind))
  }

  private func standingRuns() throws(PublishingError) -> [StandingRun] {
    var runs: [StandingRun] = []
    for entry in try folder.entries() where entry.kind == .folder {
      guard let run = RunID(entry.text), let place = try folder.folderIfAny(entry.text) else {
        continue
      }
      runs.append(
        StandingRun(
          entry: entry, run: run, published: try place.timeOfManifest(),
          status: try place.status()))
    }
    return runs
  }

  /// The folder that `current` leads to, however it is written.
  private func currentFolder() throws(PublishingError) -> FileStatus? {
    do {
      let path = folder.path(of: Publisher.currentName)
      let opened = try attempt(.openFolder, path) { () throws(SystemError) in
        try folder.files.open(
          Publisher.currentName, in: folder.descriptor, flags: O_RDONLY | O_DIRECTORY)
      }
      return try Folder(opened, path: path, files: folder.files).status()
    } catch .refused(_, _, ENOENT), .refused(_, _, ENOTDIR) {
      return nil
    }
  }
}

extension Folder {
  fileprivate func timeOfManifest() throws(PublishingError) -> Int64 {
    do {
      return try OpenedFile(Manifest.name, in: self).status.modified
    } catch .refused(_, _, ENOENT), .refused(_, _, ELOOP) {
      return .min
    }
  }
}

extension FileStatus {
  fileprivate func isSame(as other: FileStatus) -> Bool {
    device == other.device && number == other.number
  }
}
