import Digest

/// An archive of frames that is read; its index is held, its frames are read one at a time.
///
/// Nothing of it is trusted: memory is never asked for by a number that the bytes do not bear out, and
/// what a frame gives has the digest and length that the index says.
public struct FrameArchive: Sendable {
  /// What the archive says of itself.
  public let head: [UInt8]
  /// In ascending order of keys, none twice.
  public let entries: [FrameEntry]
  private let bytes: any FrameBytes

  public init(_ bytes: any FrameBytes) throws(FrameFault) {
    self.bytes = bytes
    let start = try FrameArchive.start(bytes)
    head = Array(start[FrameFormat.startLength...])
    let ending = bytes.count - FrameFormat.trailerLength
    guard ending >= start.count else { throw .truncated }
    let trailer = try bytes.read(at: ending, count: FrameFormat.trailerLength)
    guard trailer.suffix(FrameFormat.end.count) == FrameFormat.end[...] else { throw .truncated }
    let numbers = Array(trailer[..<16])
    let offset: UInt64 = FrameFormat.number(numbers[..<8])
    let length: UInt64 = FrameFormat.number(numbers[8...])
    guard offset >= UInt64(start.count), offset <= UInt64(ending),
      length == UInt64(ending) - offset
    else { throw .damaged }
    let index = try bytes.read(at: Int(offset), count: Int(length))
    let digest = FrameFormat.digest(start, index, numbers)
    guard trailer[16..<48] == digest.bytes[...] else { throw .damaged }
    entries = try FrameArchive.entries(index, from: start.count, to: Int(offset))
  }

  /// The first bytes, up to the frames.
  private static func start(_ bytes: any FrameBytes) throws(FrameFault) -> [UInt8] {
    let first = try bytes.read(at: 0, count: min(bytes.count, FrameFormat.startLength))
    guard first.starts(with: FrameFormat.begin.prefix(first.count)), !first.isEmpty else {
      throw .notFrames
    }
    guard first.count == FrameFormat.startLength else { throw .truncated }
    let version: UInt32 = FrameFormat.number(first[8..<12])
    guard version == FrameFormat.version else { throw .otherVersion(version) }
    let length: UInt32 = FrameFormat.number(first[12..<16])
    guard length <= UInt32(FrameFormat.longestHead) else { throw .damaged }
    return first + (try bytes.read(at: FrameFormat.startLength, count: Int(length)))
  }

  /// The entries of an index, whose frames fill the bytes from `start` to `end`.
  private static func entries(
    _ index: [UInt8], from start: Int, to end: Int
  ) throws(FrameFault) -> [FrameEntry] {
    try PackedReader.whole(index) { (reader) throws(FrameFault) in
      var entries: [FrameEntry] = []
      var offset = start
      for _ in 0..<(try reader.count()) {
        let entry = try entry(&reader, after: entries.last?.key, offset: &offset, end: end)
        entries.append(entry)
      }
      guard offset == end else { throw .damaged }
      return entries
    }
  }

  private static func entry(
    _ reader: inout PackedReader, after last: [UInt8]?, offset: inout Int, end: Int
  ) throws(FrameFault) -> FrameEntry {
    let key = Array(try reader.counted())
    if let last {
      guard last.lexicographicallyPrecedes(key) else { throw .damaged }
    }
    let about = Array(try reader.counted())
    var frames: [FramePlace] = []
    for _ in 0..<(try reader.count()) {
      let packed = try reader.count(upTo: end - offset)
      let count = try reader.count(upTo: FramePlace.largest)
      let digest = SHA256Value(bytes: try reader.raw(32))
      frames.append(FramePlace(offset: offset, packed: packed, count: count, digest: digest))
      offset += packed
    }
    return FrameEntry(key: key, about: about, frames: frames)
  }

  /// A frame as it stands in the archive.
  public func packed(_ frame: FramePlace) throws(FrameFault) -> PackedFrame {
    let packed = try bytes.read(at: frame.offset, count: frame.packed)
    let digest = packed.withUnsafeBytes { SHA256Stream.digest(of: $0) }
    guard digest == frame.digest else { throw .damaged }
    return PackedFrame(packed, frame)
  }

  /// The content of a frame.
  public func unpacked(_ frame: FramePlace) throws(FrameFault) -> UnpackedFrame {
    try UnpackedFrame(try packed(frame).bytes, count: frame.count)
  }
}
