/// A piece of a text in memory, followed by bytes that may be read but mean nothing, so that a
/// search by groups of 64 needs no special case at the end.
public final class Block: @unchecked Sendable {
  // Unchecked: filled by one thread before it is shared, only read afterwards.

  /// Bytes that may be read behind the last one.
  public static let padding = 64

  private let memory: UnsafeMutableRawBufferPointer
  /// How many of the bytes are text.
  public private(set) var count: Int

  public init(capacity: Int) {
    memory = .allocate(byteCount: capacity + Block.padding, alignment: 16)
    // What lies behind the text may be read, so it must not be uninitialised where text ends early.
    UnsafeMutableRawBufferPointer(rebasing: memory[capacity...])
      .initializeMemory(as: UInt8.self, repeating: 0)
    count = 0
  }

  public convenience init(_ bytes: some Collection<UInt8>) {
    self.init(capacity: bytes.count)
    memory.copyBytes(from: bytes)
    count = bytes.count
  }

  deinit {
    memory.deallocate()
  }

  public var capacity: Int {
    memory.count - Block.padding
  }

  /// The text; valid while the block lives.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[..<count])
  }

  /// The room behind the text that may be filled, without the padding.
  public var room: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: memory[count..<capacity])
  }

  /// Tells that so many more bytes of `room` are text now, or, if negative, so many less.
  public func grow(by added: Int) {
    count = max(0, min(capacity, count + added))
  }

  public func append(_ bytes: UnsafeRawBufferPointer) {
    let taken = min(bytes.count, capacity - count)
    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
    count += taken
  }

  /// The bytes of a range that lies in the text.
  public subscript(range: TextSpan) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[range.start..<range.start + range.count])
  }
}

/// A range of a block: first byte and length.
public struct TextSpan: Sendable, Hashable {
  public var start: Int
  public var count: Int

  public init(start: Int, count: Int) {
    self.start = start
    self.count = count
  }
}
