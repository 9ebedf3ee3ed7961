import Glibc
import Spool

extension NamelessFile {
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
