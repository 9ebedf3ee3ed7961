import Glibc

extension Publisher {
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
