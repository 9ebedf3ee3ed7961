import Glibc

/// A file written in large blocks: UTF-8 goes in, the file's encoding comes out.
///
/// Not for use from several threads. What was put after the last `endRecord` reaches the file with
/// the next one or with `close`.
final class ByteWriter {
  private static let blockSize = 1 << 18

  private let path: String
  private let encoding: TextEncoding
  private var descriptor: Int32
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity = 2 * ByteWriter.blockSize
  private var count = 0
  private(set) var bytesWritten = 0

  init(path: String, encoding: TextEncoding = .utf8) throws(SampleError) {
    self.path = path
    self.encoding = encoding
    buffer = .allocate(capacity: capacity)
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
    try write(encoding.mark)
  }

  deinit {
    buffer.deallocate()
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  @inline(__always)
  func put(_ byte: UInt8) {
    reserve(1)
    buffer[count] = byte
    count += 1
  }

  @inline(__always)
  func put(_ range: Range<Int>, of bytes: [UInt8]) {
    guard !range.isEmpty else { return }
    reserve(range.count)
    bytes.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      (buffer + count).update(from: base + range.lowerBound, count: range.count)
    }
    count += range.count
  }

  func put(_ bytes: [UInt8]) {
    put(0..<bytes.count, of: bytes)
  }

  func put(_ text: String) {
    put(Array(text.utf8))
  }

  /// A number that is not negative, with leading zeros up to so many digits.
  @inline(__always)
  func put(number: Int, digits: Int = 1) {
    reserve(24)
    var length = 1
    var limit = 10
    while length < 18, number >= limit {
      length += 1
      limit *= 10
    }
    length = max(length, min(digits, 18))
    var rest = number
    for place in stride(from: length - 1, through: 0, by: -1) {
      buffer[count + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += length
  }

  /// To be called between records: writes what has gathered once it is a block.
  @inline(__always)
  func endRecord() throws(SampleError) {
    if count >= Self.blockSize { try flush() }
  }

  func close() throws(SampleError) {
    try flush()
    let result = Glibc.close(descriptor)
    descriptor = -1
    guard result == 0 else { throw .cannotWrite(path: path, errno: errno) }
  }

  @inline(__always)
  private func reserve(_ extra: Int) {
    if count + extra > capacity { grow(extra) }
  }

  private func grow(_ extra: Int) {
    let larger = max(2 * capacity, count + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: buffer, count: count)
    buffer.deallocate()
    buffer = moved
    capacity = larger
  }

  private func flush() throws(SampleError) {
    let block = UnsafeBufferPointer(start: buffer, count: count)
    switch encoding {
    case .utf8, .utf8WithMark: try write(block)
    case .windows1252: try write(Transcoding.windows1252(block))
    case .utf16: try write(Transcoding.utf16(block))
    }
    count = 0
  }

  private func write(_ bytes: [UInt8]) throws(SampleError) {
    var failure: SampleError?
    bytes.withUnsafeBufferPointer { block in
      do throws(SampleError) { try write(block) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func write(_ block: UnsafeBufferPointer<UInt8>) throws(SampleError) {
    guard let base = block.baseAddress else { return }
    var offset = 0
    while offset < block.count {
      let result = Glibc.write(descriptor, base + offset, block.count - offset)
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { throw .cannotWrite(path: path, errno: errno) }
      offset += result
    }
    bytesWritten += block.count
  }
}

/// Folders of the sample.
enum Folders {
  /// Makes a folder and those above it, where they are missing.
  static func make(_ path: String) throws(SampleError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += made.isEmpty && !path.hasPrefix("/") ? String(part) : "/" + part
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
        throw .cannotWrite(path: made, errno: errno)
      }
    }
  }
}
