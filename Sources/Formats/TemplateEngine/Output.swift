/// The bytes of one rendering: gathered, and passed on to a sink when full, or all kept where there is none.
final class Output {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0
  /// Takes what is gathered; without it the output grows.
  private let pass: ((UnsafeRawBufferPointer) throws -> Void)?

  /// An output of chunks of `capacity` bytes (at least 64, the longest number with room to spare).
  init(capacity: Int, pass: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.capacity = max(capacity, 64)
    self.pass = pass
    base = .allocate(capacity: self.capacity)
  }

  /// An output that keeps all its bytes, with room for so many at first.
  init(keeping capacity: Int) {
    self.capacity = max(capacity, 64)
    pass = nil
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

  func flush() throws {
    guard count > 0, let pass else { return }
    defer { count = 0 }
    try pass(gathered)
  }

  /// What is gathered; valid until something is written.
  var gathered: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  @inline(__always)
  func write(_ bytes: UnsafePointer<UInt8>, _ length: Int) throws {
    guard length <= capacity &- count else { return try writeLong(bytes, length) }
    (base + count).update(from: bytes, count: length)
    count &+= length
  }

  /// Writes a byte, then others.
  @inline(__always)
  func write(_ byte: UInt8, _ bytes: UnsafePointer<UInt8>, _ length: Int) throws {
    guard length < capacity &- count else {
      try write(byte)
      return try write(bytes, length)
    }
    base[count] = byte
    (base + count + 1).update(from: bytes, count: length)
    count &+= length &+ 1
  }

  /// Writes bytes for which there is no room.
  @inline(never)
  private func writeLong(_ bytes: UnsafePointer<UInt8>, _ length: Int) throws {
    try makeRoom(length)
    if length > capacity {
      try pass?(UnsafeRawBufferPointer(start: bytes, count: length))
    } else {
      (base + count).update(from: bytes, count: length)
      count += length
    }
  }

  @inline(__always)
  func write(_ byte: UInt8) throws {
    if count == capacity { try makeRoom(1) }
    base[count] = byte
    count &+= 1
  }

  func write(_ text: StaticString) throws {
    try write(text.utf8Start, text.utf8CodeUnitCount)
  }

  /// Lets `fill` set the next `length` bytes (at most 64) in place.
  @inline(__always)
  func reserve(_ length: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) throws {
    try reserve(length, using: length, fill)
  }

  /// The same, where only the first `used` of them count.
  @inline(__always)
  func reserve(
    _ length: Int, using used: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void
  ) throws {
    if length > capacity &- count { try makeRoom(length) }
    fill(base + count)
    count &+= used
  }

  /// Makes room for `length` more bytes; an output that passes on is empty afterwards, and may be too
  /// small for them all the same.
  @inline(never)
  private func makeRoom(_ length: Int) throws {
    guard pass == nil else { return try flush() }
    let larger = max(capacity * 2, count + length)
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    room.moveInitialize(from: base, count: count)
    base.deallocate()
    (base, capacity) = (room, larger)
  }
}
