internal import CZstd

/// Compresses frames; used by one thread at a time.
public final class Compressor {
  /// Of zstd, which calls it the default: beyond it time grows faster than frames shrink.
  private static let level: Int32 = 3

  private let context: OpaquePointer

  public init() throws(FrameFault) {
    guard let context = ZSTD_createCCtx() else { throw .noMemory }
    self.context = context
  }

  deinit {
    ZSTD_freeCCtx(context)
  }

  public func pack(_ content: [UInt8]) throws(FrameFault) -> [UInt8] {
    let room = ZSTD_compressBound(content.count)
    var result = 0
    let packed = [UInt8](unsafeUninitializedCapacity: room) { bytes, count in
      result = content.withUnsafeBytes { source in
        ZSTD_compressCCtx(
          context, bytes.baseAddress, room, source.baseAddress, source.count, Compressor.level)
      }
      count = ZSTD_isError(result) == 0 ? result : 0
    }
    // The room is what the library asks for, so only memory can lack.
    guard ZSTD_isError(result) == 0 else { throw .noMemory }
    return packed
  }
}

/// The content of a frame; its bytes stay where they are as long as the value lives.
public final class UnpackedFrame: @unchecked Sendable {
  // Unchecked: filled before it is handed out, only read afterwards.
  private let memory: UnsafeMutableRawBufferPointer

  /// Good as long as the value lives, which who uses it has to see to.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }

  /// Shows `body` a reader of the content, all of which it has to read.
  public func whole<Result>(
    _ body: (inout PackedReader) throws(FrameFault) -> Result
  ) throws(FrameFault) -> Result {
    try withExtendedLifetime(self) { () throws(FrameFault) in
      var reader = PackedReader(bytes)
      let result = try body(&reader)
      try reader.end()
      return result
    }
  }

  /// Unpacks bytes that must give exactly `count`.
  public init(_ packed: [UInt8], count: Int) throws(FrameFault) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    let result = packed.withUnsafeBytes { source in
      ZSTD_decompress(memory.baseAddress, count, source.baseAddress, source.count)
    }
    guard ZSTD_isError(result) == 0, result == count else {
      memory.deallocate()
      throw .damaged
    }
    self.memory = memory
  }

  deinit {
    memory.deallocate()
  }
}
