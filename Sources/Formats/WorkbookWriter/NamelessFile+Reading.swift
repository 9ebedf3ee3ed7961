import Archive
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
      let got = read(at: offset, into: room)
      guard got >= 0 else { throw WorkbookError.system(errno: errno) }
      if got == 0 { return }
      try take(UnsafeRawBufferPointer(rebasing: room[..<got]))
      offset += got
    }
  }

  /// Bytes of the file, as `pread` counts them: 0 at the end, -1 with `errno`.
  fileprivate func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let got = pread(descriptor, room.baseAddress, room.count, offset)
      if got >= 0 || errno != EINTR { return got }
    }
  }
}

/// A finished workbook as an archive; the file stays as it is meanwhile.
final class FinishedWorkbook: ArchiveBytes {
  private let file: NamelessFile
  let count: Int

  init(_ file: NamelessFile) throws(WorkbookError) {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0 else { throw .system(errno: errno) }
    self.file = file
    count = Int(status.st_size)
  }

  func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) -> Int {
    max(0, file.read(at: offset, into: room))
  }
}
