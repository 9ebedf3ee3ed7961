import Delimited

/// Memory for values that are not slices of their block; lives as long as the block's rows.
package final class Arena {
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  /// What is free of the last chunk.
  private var free = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  /// Bytes kept so far.
  package private(set) var count = 0
  private static let chunk = 1 << 16
  /// Bytes that may be read behind the last one, as in a block.
  private static let padding = Block.padding

  package init() {}

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }

  /// A copy of `bytes` that stays where it is as long as the arena lives.
  package func keep(_ bytes: [UInt8]) -> Bytes {
    bytes.withUnsafeBytes { keep($0) }
  }

  @inline(__always)
  package func keep(_ bytes: Bytes) -> Bytes {
    guard let from = bytes.baseAddress, bytes.count > 0 else { return Bytes(start: nil, count: 0) }
    let needed = bytes.count &+ Arena.padding
    if free.count < needed { grow(by: needed) }
    // There is room for bytes, so that there is a first place.
    let to = free.baseAddress.unsafelyUnwrapped
    to.copyMemory(from: from, byteCount: bytes.count)
    free = UnsafeMutableRawBufferPointer(start: to + bytes.count, count: free.count &- bytes.count)
    count &+= bytes.count
    return Bytes(start: to, count: bytes.count)
  }

  private func grow(by least: Int) {
    free = .allocate(byteCount: max(Arena.chunk, least), alignment: 16)
    chunks.append(free)
  }
}
