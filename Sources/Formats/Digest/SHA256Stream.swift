import Crypto

/// Takes the SHA-256 of bytes as they pass, in pieces of any size.
///
/// The one door to the cryptographic library: no other target imports it. The digest does not
/// depend on how the bytes are cut.
public struct SHA256Stream: Sendable {
  private var hasher = SHA256()

  public init() {}

  /// Takes the next bytes, which need to be valid only during the call.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hasher.update(bufferPointer: bytes)
  }

  /// Takes the next bytes of a text, as UTF-8.
  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }

  /// The digest of what came so far; more may follow.
  public func digest() -> SHA256Value {
    hasher.finalize().withUnsafeBytes { SHA256Value(bytes: $0) }
  }

  /// The digest of bytes that are all at hand.
  public static func digest(of bytes: UnsafeRawBufferPointer) -> SHA256Value {
    var stream = SHA256Stream()
    stream.update(bytes)
    return stream.digest()
  }
}
