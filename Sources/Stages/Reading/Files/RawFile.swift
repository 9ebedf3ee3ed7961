import Glibc

/// Why a file can't be read (F002).
package enum FileFault: Error, Equatable, Sendable {
  case cannotOpen(errno: Int32)
  case cannotRead(errno: Int32)
  case notAFile
  /// It was not as long as when it was opened.
  case changed
  case nul
  case notText(TextFault)
}

/// Why bytes are no text of their encoding.
package enum TextFault: Error, Equatable, Sendable {
  case notUTF8
  case halfUTF16
  case undefinedByte(UInt8)
}

/// A regular file, read once from its start; what is read is shown to an observer, such as a digest.
package final class RawFile {
  private let descriptor: Int32
  private let observe: (UnsafeRawBufferPointer) -> Void
  package let size: Int
  package private(set) var bytesRead = 0

  /// Opens `path` in `folder` without following a link and without waiting for a writer.
  package init(
    _ path: [UInt8], in folder: String, observe: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws(FileFault) {
    let full = PathBytes(Array(folder.utf8) + [0x2F] + path)
    let descriptor = full.withCString {
      open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw .cannotOpen(errno: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile
    }
    self.descriptor = descriptor
    self.observe = observe
    size = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// Fills as much of `room` as the file has; 0 at its end.
  package func read(into room: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
    var filled = 0
    while filled < room.count {
      let got = Glibc.read(descriptor, room.baseAddress.map { $0 + filled }, room.count - filled)
      if got < 0 {
        if errno == EINTR { continue }
        throw .cannotRead(errno: errno)
      }
      if got == 0 { break }
      filled += got
    }
    bytesRead += filled
    if filled > 0 { observe(UnsafeRawBufferPointer(rebasing: room[..<filled])) }
    return filled
  }

  /// Fills as much of `room` as the file has from `offset` on; what is read so is not observed.
  package func read(
    at offset: Int, into room: UnsafeMutableRawBufferPointer
  ) throws(FileFault) -> Int {
    var filled = 0
    while filled < room.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: room[filled...])
      let got = pread(descriptor, rest.baseAddress, rest.count, offset + filled)
      if got < 0 {
        if errno == EINTR { continue }
        throw .cannotRead(errno: errno)
      }
      if got == 0 { break }
      filled += got
    }
    return filled
  }
}
