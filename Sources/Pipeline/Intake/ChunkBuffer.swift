/// The bytes of a chunk while it is put together, in memory that entries are written into at once.
final class ChunkBuffer {
  private var room: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    room = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    room.deallocate()
  }

  /// Memory for so many bytes behind the others, to be filled whole before anything else is asked of the
  /// buffer.
  func append(_ added: Int) -> UnsafeMutableRawPointer {
    if count + added > capacity { grow(to: max(count + added, capacity * 2)) }
    defer { count += added }
    return room + count
  }

  /// Valid until the next call of another member.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: room, count: count) }

  /// Forgets the bytes, not the memory.
  func removeAll() {
    count = 0
  }

  private func grow(to wanted: Int) {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
    larger.copyMemory(from: room, byteCount: count)
    room.deallocate()
    (room, capacity) = (larger, wanted)
  }
}
