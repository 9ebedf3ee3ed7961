/// Bytes that grow, whose memory is used again; a view of them is valid until they next change.
public struct ByteStore: ~Copyable {
  private var memory: UnsafeMutableRawBufferPointer
  public private(set) var count = 0

  public init() {
    memory = .allocate(byteCount: 4_096, alignment: 16)
  }

  deinit {
    memory.deallocate()
  }

  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[..<count])
  }

  public mutating func removeAll() {
    count = 0
  }

  /// Makes room for so many bytes behind those there are.
  @inline(__always)
  mutating func reserve(_ added: Int) {
    if count &+ added > memory.count { grow(to: count + added) }
  }

  @inline(__always)
  public mutating func append(_ added: UnsafeRawBufferPointer) {
    guard let from = added.baseAddress, let to = memory.baseAddress else { return }
    reserve(added.count)
    (memory.baseAddress ?? to).advanced(by: count).copyMemory(from: from, byteCount: added.count)
    count &+= added.count
  }

  /// Appends a value in which `&#38;` stands for `&`; returns the appended part.
  mutating func appendUnescaped(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    reserve(value.count)
    let first = count
    var place = 0
    while place < value.count {
      let byte = value[place]
      memory[count] = byte
      count &+= 1
      let isEscape = byte == 0x26 && value[place...].starts(with: "&#38;".utf8)
      place &+= isEscape ? 5 : 1
    }
    return UnsafeRawBufferPointer(rebasing: memory[first..<count])
  }

  private mutating func grow(to least: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(least, memory.count * 2), alignment: 16)
    larger.copyMemory(from: bytes)
    memory.deallocate()
    memory = larger
  }
}
