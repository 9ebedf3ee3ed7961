/// Why a run could not be published, or its output not be opened or tidied.
///
/// Whatever the case, the run that was published before is still whole, and `current` names it or
/// the whole new one. Source: contract 4, «Publishing».
package enum PublishingError: Error, Equatable, Sendable {
  /// Another process has the output: exit code 75.
  case heldByAnotherRun(lock: String)
  /// The system refused a step; `errno` is its reason.
  case refused(PublishingStep, path: String, errno: Int32)
  /// A document's path is absolute, climbs, is empty in some part or is the manifest's own.
  case unusablePath(String)
  /// A document was still open when its run was to be published.
  case unfinished(path: String)
  /// The work on this output was given up (`Publisher.abandon`).
  case abandoned
}

/// What was being done when the system refused.
package enum PublishingStep: Sendable, CaseIterable {
  case makeFolder, openFolder, listFolder
  case lock
  case createFile, writeFile, readFile
  case synchronize
  case moveIntoPlace, replaceDamaged, moveAside
  case readLink, swapLink
  case remove
}
