/// Fields that were made once and are written again and again, as plain memory: to read an array of arrays
/// counts references.
final class MadeFields {
  private let memory: UnsafeMutableRawBufferPointer
  /// Where each begins, and the last ends.
  private let starts: UnsafeMutableBufferPointer<Int>

  init(_ fields: [[UInt8]]) {
    memory = .allocate(byteCount: fields.reduce(0) { $0 + $1.count }, alignment: 1)
    memory.copyBytes(from: fields.joined())
    starts = .allocate(capacity: fields.count + 1)
    var start = 0
    for (place, field) in fields.enumerated() {
      starts.initializeElement(at: place, to: start)
      start += field.count
    }
    starts.initializeElement(at: fields.count, to: start)
  }

  deinit {
    memory.deallocate()
    starts.deallocate()
  }

  /// Valid as long as this.
  subscript(place: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[starts[place]..<starts[place + 1]])
  }
}
