/// The bytes of a document as they come, before decoding.
final class RawInput {
  private let memory: UnsafeMutableRawBufferPointer
  private var first = 0
  private var last = 0
  /// Whether the document has no more bytes than those here.
  private(set) var isAtEnd = false

  init(capacity: Int) {
    memory = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    memory.deallocate()
  }

  /// The bytes not yet used; valid until the next change.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[first..<last])
  }

  func skip(_ count: Int) {
    first += count
  }

  /// Asks once for more bytes.
  func refill(_ pull: (UnsafeMutableRawBufferPointer) -> Int) {
    let left = last - first
    if first > 0 {
      memory.copyMemory(from: bytes)
      first = 0
      last = left
    }
    let added = pull(UnsafeMutableRawBufferPointer(rebasing: memory[last...]))
    last += max(0, min(added, memory.count - last))
    isAtEnd = added <= 0
  }

  /// Asks for bytes until there is no room or no more of them.
  func fill(_ pull: (UnsafeMutableRawBufferPointer) -> Int) {
    while !isAtEnd, last < memory.count { refill(pull) }
  }
}
