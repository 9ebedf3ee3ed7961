/// Where rendered bytes go, in chunks.
public protocol ByteSink {
  /// Takes the next bytes, which are valid only during the call.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws
}

/// A sink that keeps everything in memory.
public struct ByteBuffer: ByteSink {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Makes room for so many bytes.
  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  public mutating func write(_ chunk: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: chunk)
  }
}
