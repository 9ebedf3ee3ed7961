/// What a published run has that its manifest does not say, or the reverse.
package enum RunProblem: Equatable, Sendable {
  /// The run's folder can't be opened.
  case noRun(errno: Int32)
  case noManifest
  case unreadableManifest(ManifestFault)
  case missing(path: String)
  /// A folder, link or device stands where a document should.
  case notAFile(path: String)
  case unreadable(path: String, errno: Int32)
  case changed(path: String, expected: Fingerprint, found: Fingerprint)
  /// A package ends before its content.
  case truncatedPackage
  /// A package stops to be a tape archive; `offset` in bytes, from 0.
  case unreadablePackage(offset: Int)
  /// A file, or a folder (then with a `/` at its end), that the manifest does not name.
  case surplus(path: String)

  /// Whether the run itself suffered; a file put beside its documents does it no harm.
  package var isDamage: Bool {
    if case .surplus = self { return false }
    return true
  }
}
