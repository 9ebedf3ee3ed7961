/// The bytes of one rendering on their way to the sink: gathered, and passed on when full.
final class Output {
  private let base: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var count = 0
  /// Bytes that were passed on.
  private var passed = 0
  private let pass: (UnsafeRawBufferPointer) throws -> Void

  /// An output of chunks of `capacity` bytes (at least 64, the longest number with room to spare).
  init(capacity: Int, pass: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.capacity = max(capacity, 64)
    self.pass = pass
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
  }

  /// Lets `body` write to an output that ends in a sink, and passes on what is left.
  static func writing<Sink: ByteSink>(
    into sink: inout Sink, capacity: Int, _ body: (Output) throws -> Void
  ) throws {
    try withUnsafeMutablePointer(to: &sink) { sink in
      let output = Output(capacity: capacity) { try sink.pointee.write($0) }
      try body(output)
      try output.flush()
    }
  }

  /// How many bytes were written.
  var written: Int { passed + count }

  func flush() throws {
    guard count > 0 else { return }
    defer { count = 0 }
    passed += count
    try pass(UnsafeRawBufferPointer(start: base, count: count))
  }

  @inline(__always)
  func write(_ bytes: UnsafePointer<UInt8>, _ length: Int) throws {
    if length > capacity - count {
      try flush()
      guard length <= capacity else {
        passed += length
        return try pass(UnsafeRawBufferPointer(start: bytes, count: length))
      }
    }
    (base + count).update(from: bytes, count: length)
    count += length
  }

  @inline(__always)
  func write(_ byte: UInt8) throws {
    if count == capacity { try flush() }
    base[count] = byte
    count += 1
  }

  func write(_ text: StaticString) throws {
    try write(text.utf8Start, text.utf8CodeUnitCount)
  }

  /// Lets `fill` set the next `length` bytes (at most 64) in place.
  @inline(__always)
  func reserve(_ length: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) throws {
    if length > capacity - count { try flush() }
    fill(base + count)
    count += length
  }
}
