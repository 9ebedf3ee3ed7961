/// A piece of a text in memory, followed by bytes that may be read but mean nothing, so that a
/// search by groups of 64 needs no special case at the end.
package final class Block: @unchecked Sendable {
  // Unchecked: filled by one thread before it is shared, only read afterwards.

  /// Bytes that may be read behind the last one.
  package static let padding = 64

  private let memory: UnsafeMutableRawBufferPointer
  /// How many of the bytes are text.
  package private(set) var count: Int

  package init(capacity: Int) {
    memory = .allocate(byteCount: capacity + Block.padding, alignment: 16)
    // What lies behind the text may be read, so it must not be uninitialised where text ends early.
    UnsafeMutableRawBufferPointer(rebasing: memory[capacity...])
      .initializeMemory(as: UInt8.self, repeating: 0)
    count = 0
  }

  package convenience init(_ bytes: some Collection<UInt8>) {
    self.init(capacity: bytes.count)
    memory.copyBytes(from: bytes)
    count = bytes.count
  }

  deinit {
    memory.deallocate()
  }

  package var capacity: Int {
    memory.count - Block.padding
  }

  /// The text; valid while the block lives.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[..<count])
  }

  /// The room behind the text that may be filled, without the padding.
  package var room: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: memory[count..<capacity])
  }

  /// Tells that so many more bytes of `room` are text now, or, if negative, so many less.
  package func grow(by added: Int) {
    count = max(0, min(capacity, count + added))
  }

  package func append(_ bytes: UnsafeRawBufferPointer) {
    let taken = min(bytes.count, capacity - count)
    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
    count += taken
  }

  /// The bytes of a range that lies in the text.
  package subscript(range: TextSpan) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[range.start..<range.start + range.count])
  }
}

/// A range of a block: first byte and length.
package struct TextSpan: Sendable, Hashable {
  package var start: Int
  package var count: Int

  package init(start: Int, count: Int) {
    self.start = start
    self.count = count
  }
}
