import Glibc

extension Publisher {
  /// The run that `current` names; `nil` where there is none, or `current` leads anywhere else
  /// than to a run of this period.
  package func currentRun() throws(PublishingError) -> RunID? {
    guard let run = try currentTarget().flatMap({ RunID($0) }),
      try folder.folderIfAny(run.description) != nil
    else { return nil }
    return run
  }

  /// `DIR/<period>/<run-id>`, where a run stands or would stand.
  package func path(of run: RunID) -> String {
    folder.path(of: run.description)
  }

  /// Swaps `current` in one step, and waits until the medium has it.
  func pointCurrent(at run: RunID) throws(PublishingError) {
    guard try currentTarget() != run.description else { return }
    let (name, path) = (
      Publisher.linkPrefix + run.description, folder.path(of: Publisher.currentName)
    )
    try attempt(.swapLink, path) { () throws(SystemError) in
      try folder.files.makeLink(name, in: folder.descriptor, to: run.description)
    }
    do {
      try folder.rename(name, to: Publisher.currentName, step: .swapLink)
    } catch {
      // The first failure is the one to tell; what stays is a leftover that the next run removes.
      do { try folder.removeIfAny(name) } catch {}
      throw error
    }
    try folder.synchronize()
  }

  /// What the link says; `nil` where there is no link.
  func currentTarget() throws(PublishingError) -> String? {
    do {
      return try attempt(.readLink, folder.path(of: Publisher.currentName)) {
        () throws(SystemError) in
        try folder.files.target(ofLink: Publisher.currentName, in: folder.descriptor)
      }
    } catch .refused(_, _, ENOENT), .refused(_, _, EINVAL) {
      return nil
    }
  }
}
