import Glibc

/// Bytes that can be read from any place, by several threads.
public protocol FrameBytes: Sendable {
  var count: Int { get }
  /// So many bytes, all of them; throws `.truncated` where there are fewer.
  func read(at offset: Int, count: Int) throws(FrameFault) -> [UInt8]
}

/// Bytes that are at hand.
public struct MemoryBytes: FrameBytes {
  private let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  public var count: Int { bytes.count }

  public func read(at offset: Int, count: Int) throws(FrameFault) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      throw .truncated
    }
    return Array(bytes[offset..<offset + count])
  }
}

/// The bytes of a regular file.
public final class FileBytes: FrameBytes {
  private let path: String
  /// -1 where the file is opened for every reading.
  private let descriptor: Int32
  public let count: Int

  /// Opens a file; of many files only some should be kept open, since a process may have about a
  /// thousand.
  public init(_ path: String, keepsOpen: Bool) throws(FrameFault) {
    self.path = path
    let opened = try FileBytes.open(path)
    count = opened.size
    descriptor = keepsOpen ? opened.descriptor : -1
    if !keepsOpen { close(opened.descriptor) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Without waiting for who writes a pipe.
  private static func open(_ path: String) throws(FrameFault) -> (descriptor: Int32, size: Int) {
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(errno: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notFrames
    }
    return (descriptor, Int(status.st_size))
  }

  public func read(at offset: Int, count: Int) throws(FrameFault) -> [UInt8] {
    guard descriptor < 0 else {
      return try FileBytes.read(descriptor, at: offset, count: count)
    }
    let opened = try FileBytes.open(path)
    defer { close(opened.descriptor) }
    return try FileBytes.read(opened.descriptor, at: offset, count: count)
  }

  private static func read(
    _ descriptor: Int32, at offset: Int, count: Int
  ) throws(FrameFault) -> [UInt8] {
    var number: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(room)[filled..<count])
        let got = pread(descriptor, rest.baseAddress, rest.count, offset + filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { number = errno }
        guard got > 0 else { return }
        filled += got
      }
    }
    guard number == 0 else { throw .cannotRead(errno: number) }
    guard bytes.count == count else { throw .truncated }
    return bytes
  }
}
