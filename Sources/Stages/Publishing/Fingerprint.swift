import Digest

/// What a file holds, as far as a manifest tells: its size and SHA-256.
package struct Fingerprint: Hashable, Sendable {
  package let bytes: Int
  package let digest: SHA256Value

  package init(bytes: Int, digest: SHA256Value) {
    self.bytes = bytes
    self.digest = digest
  }
}
