import Glibc

/// Why a file can't be read (F002).
package enum FileFault: Error, Equatable, Sendable {
  case cannotOpen(errno: Int32)
  case cannotRead(errno: Int32)
  case notAFile
  /// It was not the same at its end as when it was opened.
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

extension FileFault {
  /// Whether the system lacks the means to read any file, so that it says nothing of this one.
  package var isOfTheMachine: Bool {
    switch self {
    case .cannotOpen(let number), .cannotRead(let number): FileFault.lacks(number)
    default: false
    }
  }

  /// Whether a number of `errno` tells of too many open files or of too little memory.
  package static func lacks(_ number: Int32) -> Bool {
    [EMFILE, ENFILE, ENOMEM].contains(number)
  }
}

/// Which file it is, how long, and when it was written last: equal stamps, the same content.
package struct FileStamp: Equatable, Sendable {
  package let device: UInt
  package let number: UInt
  package let size: Int
  /// Nanoseconds since 1 January 1970.
  package let modified: Int64

  fileprivate init(_ status: stat) {
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
    size = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
  }
}

/// A regular file, read once from its start; what is read is shown to an observer, such as a digest.
package final class RawFile {
  private let descriptor: Int32
  private let observe: (UnsafeRawBufferPointer) -> Void
  package let stamp: FileStamp
  package private(set) var bytesRead = 0
  /// Whether a read was refused, or the file was another at its end.
  package private(set) var hasFailed = false

  /// Opens `path` in `folder` without following a link on the way and without waiting for a writer.
  package init(
    _ path: [UInt8], in folder: String, observe: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws(FileFault) {
    let descriptor = try RawFile.open(path, in: folder)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile
    }
    self.descriptor = descriptor
    self.observe = observe
    stamp = FileStamp(status)
  }

  /// Goes down folder by folder, so that one which became a link meanwhile leads nowhere.
  private static func open(_ path: [UInt8], in folder: String) throws(FileFault) -> Int32 {
    let parts = path.split(separator: 0x2F)
    var descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for (place, part) in parts.enumerated() {
      guard descriptor >= 0 else { break }
      let kind = place == parts.count - 1 ? O_NONBLOCK : O_DIRECTORY
      let inner = PathBytes(Array(part)).withCString {
        openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
      }
      let number = errno
      close(descriptor)
      errno = number
      descriptor = inner
    }
    guard descriptor >= 0 else { throw .cannotOpen(errno: errno) }
    return descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Fills as much of `room` as the file has; 0 at its end.
  ///
  /// Throws `.changed` at the end of a file that is no longer what was opened.
  package func read(into room: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
    var filled = 0
    while filled < room.count {
      let got = Glibc.read(descriptor, room.baseAddress.map { $0 + filled }, room.count - filled)
      if got < 0 {
        if errno == EINTR { continue }
        hasFailed = true
        throw .cannotRead(errno: errno)
      }
      if got == 0 {
        try checkUnchanged(bytesRead + filled)
        break
      }
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
        hasFailed = true
        throw .cannotRead(errno: errno)
      }
      if got == 0 { break }
      filled += got
    }
    return filled
  }

  private func checkUnchanged(_ length: Int) throws(FileFault) {
    var status = stat()
    hasFailed = true
    guard fstat(descriptor, &status) == 0 else { throw .cannotRead(errno: errno) }
    guard length == stamp.size, FileStamp(status) == stamp else { throw .changed }
    hasFailed = false
  }
}
