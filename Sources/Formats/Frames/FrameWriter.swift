/// Writes an archive of frames, entry by entry, in ascending order of keys.
public final class FrameWriter<Failure: Error> {
  private let put: ([UInt8]) throws(Failure) -> Void
  private let start: [UInt8]
  private var index = FrameIndexWriter()
  private var offset: Int
  private var frames: [FramePlace] = []

  /// Writes the beginning; `put` takes what is written, in its order.
  public init(
    head: [UInt8], _ put: @escaping ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    self.put = put
    start = FrameFormat.start(head: head)
    offset = start.count
    try put(start)
  }

  /// Adds a frame to the entry that is closed next.
  public func add(_ frame: PackedFrame) throws(Failure) {
    try put(frame.bytes)
    frames.append(
      FramePlace(
        offset: offset, packed: frame.bytes.count, count: frame.count, digest: frame.digest))
    offset += frame.bytes.count
  }

  /// Closes an entry, to which the frames belong that were added since the last.
  public func close(key: [UInt8], about: [UInt8]) {
    index.add(FrameEntry(key: key, about: about, frames: frames))
    frames.removeAll(keepingCapacity: true)
  }

  /// Writes the index and the end.
  public func finish() throws(Failure) {
    let bytes = index.bytes
    try put(bytes)
    try put(FrameFormat.trailer(start: start, index: bytes, offset: offset))
  }
}

/// The bytes of an index.
struct FrameIndexWriter {
  private var writer = PackedWriter()
  private var count = 0

  mutating func add(_ entry: FrameEntry) {
    writer.append(counted: entry.key)
    writer.append(counted: entry.about)
    writer.append(count: entry.frames.count)
    for frame in entry.frames {
      writer.append(count: frame.packed)
      writer.append(count: frame.count)
      writer.append(raw: frame.digest.bytes)
    }
    count += 1
  }

  var bytes: [UInt8] {
    var whole = PackedWriter()
    whole.append(count: count)
    return whole.bytes + writer.bytes
  }
}
