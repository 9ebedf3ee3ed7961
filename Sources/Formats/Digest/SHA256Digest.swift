import Crypto

/// Takes the SHA-256 of bytes as they pass.
package struct SHA256Stream {
  private var hasher = SHA256()
  package init() {}
  package mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }
  package func digest() -> SHA256Value { SHA256Value(hex: hasher.finalize().map { byte in
    let text = String(byte, radix: 16); return byte < 16 ? "0" + text : text }.joined()) }
}
package struct SHA256Value: Sendable { package let hex: String }
