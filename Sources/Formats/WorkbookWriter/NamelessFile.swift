import Glibc

/// A file without a name, so that nothing of it is left behind however the process ends.
final class NamelessFile {
  let descriptor: Int32

  init(in folder: String) throws(WorkbookError) {
    var path = Array("\(folder)/.pmi-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw WorkbookError("mkstemp: errno \(errno)") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(path)
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Hands out the whole file in pieces.
  func read<Failure: Error>(
    _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { room.deallocate() }
    var offset = 0
    while true {
      let got = pread(descriptor, room.baseAddress, room.count, offset)
      if got < 0 {
        if errno == EINTR { continue }
        throw WorkbookError("read: errno \(errno)")
      }
      if got == 0 { return }
      try take(UnsafeRawBufferPointer(rebasing: room[..<got]))
      offset += got
    }
  }
}
