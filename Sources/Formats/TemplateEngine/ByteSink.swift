/// Where rendered bytes go, in chunks.
public protocol ByteSink {
  /// Takes the next bytes, which are valid only during the call.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws
}

/// A sink that keeps everything in memory.
public struct ByteBuffer: ByteSink {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func write(_ chunk: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: chunk)
  }
}

/// Rendered bytes that lie one behind the other.
public protocol RenderedBytes {
  /// Lets `body` read them; they are valid only during the call.
  func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result
}

extension [UInt8]: RenderedBytes {}
