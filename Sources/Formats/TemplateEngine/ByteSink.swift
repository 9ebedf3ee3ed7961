/// Where rendered bytes go, in chunks.
package protocol ByteSink {
  /// Takes the next bytes, which are valid only during the call.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws
}

/// A sink that keeps everything in memory.
package struct ByteBuffer: ByteSink {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ chunk: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: chunk)
  }
}
