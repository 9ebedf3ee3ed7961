/// The bytes of a document as they come, before decoding.
struct RawInput: ~Copyable {
  private let memory: UnsafeMutableRawBufferPointer
  private var first = 0
  private var last = 0
  /// Whether the document has no more bytes than those here.
  private(set) var isAtEnd = false

  init(capacity: Int) {
    memory = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit {
    memory.deallocate()
  }

  /// The bytes not yet used; valid until the next change.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[first..<last])
  }

  mutating func skip(_ count: Int) {
    first += count
  }

  /// Asks once for more bytes.
  mutating func refill<Failure: Error>(
    _ pull: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    let left = last - first
    if first > 0 {
      memory.copyMemory(from: bytes)
      first = 0
      last = left
    }
    let added = try pull(UnsafeMutableRawBufferPointer(rebasing: memory[last...]))
    last += max(0, min(added, memory.count - last))
    isAtEnd = added <= 0
  }

  /// Asks for bytes until there is no room or no more of them.
  mutating func fill<Failure: Error>(
    _ pull: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    while !isAtEnd, last < memory.count { try refill(pull) }
  }
}
