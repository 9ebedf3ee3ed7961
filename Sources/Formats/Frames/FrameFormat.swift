import Digest

/// How an archive of frames is laid out, as Docs/Partials.md tells.
///
///     begin      8 bytes; the second to sixth are the letters of a kind of archive
///     version    4 bytes, little-endian as every number of fixed length
///     head       its length in 4 bytes, and so many bytes
///     frames     one behind the other, in the order of the index
///     index      the entries (`FrameEntry`), in ascending order of keys
///     trailer    the index' offset and length in 8 bytes each, the SHA-256 of everything that is no
///                frame (begin … head, index, the two numbers), and 8 bytes that end it
///
/// Every frame's SHA-256 stands in the index, so each byte is covered by a digest.
enum FrameFormat {
  /// The first byte is no text, and a transfer that changes line ends changes the others.
  static let begin: [UInt8] = [0x89] + Array("PMIF".utf8) + [0x0D, 0x0A, 0x1A]
  static let end: [UInt8] = Array("PMIFend".utf8) + [0x0A]
  static let version: UInt32 = 1
  static let startLength = 16
  static let trailerLength = 16 + 32 + 8
  static let longestHead = 1 << 16

  static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  static func number<Number: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>) -> Number {
    bytes.reversed().reduce(0) { $0 << 8 | Number($1) }
  }

  /// The first bytes, up to the frames.
  static func start(head: [UInt8]) -> [UInt8] {
    begin + bytes(version) + bytes(UInt32(head.count)) + head
  }

  static func trailer(start: [UInt8], index: [UInt8], offset: Int) -> [UInt8] {
    let numbers = bytes(UInt64(offset)) + bytes(UInt64(index.count))
    return numbers + digest(start, index, numbers).bytes + end
  }

  static func digest(_ start: [UInt8], _ index: [UInt8], _ numbers: [UInt8]) -> SHA256Value {
    var stream = SHA256Stream()
    for part in [start, index, numbers] { part.withUnsafeBytes { stream.update($0) } }
    return stream.digest()
  }
}

/// One thing that an archive holds, under a key that no other of its entries has.
public struct FrameEntry: Sendable {
  public let key: [UInt8]
  /// What is known of it without looking at its frames.
  public let about: [UInt8]
  public let frames: [FramePlace]

  public init(key: [UInt8], about: [UInt8], frames: [FramePlace]) {
    self.key = key
    self.about = about
    self.frames = frames
  }
}

/// Where a frame stands, and what it must be.
public struct FramePlace: Sendable, Equatable {
  public let offset: Int
  /// Bytes in the archive.
  public let packed: Int
  /// Bytes of the content.
  public let count: Int
  /// Of the bytes in the archive.
  public let digest: SHA256Value

  public init(offset: Int, packed: Int, count: Int, digest: SHA256Value) {
    self.offset = offset
    self.packed = packed
    self.count = count
    self.digest = digest
  }

  /// The largest content of a frame, in bytes.
  public static let largest = 16 << 20
}

/// A frame that is to be written.
public struct PackedFrame: Sendable {
  public let bytes: [UInt8]
  public let count: Int
  public let digest: SHA256Value

  /// Packs a content of at most `FramePlace.largest` bytes.
  public init(_ content: [UInt8], _ compressor: Compressor) throws(FrameFault) {
    bytes = try compressor.pack(content)
    count = content.count
    digest = bytes.withUnsafeBytes { SHA256Stream.digest(of: $0) }
  }

  /// A frame that was packed already.
  public init(_ bytes: [UInt8], _ place: FramePlace) {
    self.bytes = bytes
    count = place.count
    digest = place.digest
  }
}
