/// Why the bytes of a `manifest.json` are no manifest of this program.
package enum ManifestFault: Error, Equatable, Sendable {
  /// No JSON, or a kind of value that a manifest never has; `offset` in bytes, from 0.
  case syntax(offset: Int)
  case tooLarge(limit: Int)
  /// Its `format` is another, or there is none.
  case otherFormat
  case missingKey(String)
  case unknownKey(String)
  case repeatedKey(String)
  /// A value of another type or form than its key asks for.
  case wrongValue(key: String)
  /// An output that would lie outside the run, or be the manifest itself.
  case unusablePath(String)
  case repeatedPath(String)
}
