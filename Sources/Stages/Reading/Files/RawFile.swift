import Delimited
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
  private let medium: Medium
  package let stamp: FileStamp
  package private(set) var bytesRead = 0
  /// Whether a read was refused, or the file was another at its end.
  package private(set) var hasFailed = false

  private enum Medium {
    case descriptor(Int32, observe: (UnsafeRawBufferPointer) -> Void)
    /// All bytes, which were observed.
    case memory(Block)
  }

  /// Opens `path` in `folder` without following a link on the way and without waiting for a writer.
  package init(
    _ path: [UInt8], in folder: InputFolder, observe: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws(FileFault) {
    let descriptor = try folder.open(path)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile
    }
    medium = .descriptor(descriptor, observe: observe)
    stamp = FileStamp(status)
  }

  /// A file whose bytes are known.
  private init(_ content: Block, stamp: FileStamp) {
    medium = .memory(content)
    self.stamp = stamp
  }

  /// The same file in memory, to be read as often as it takes; this one is at its end then.
  package func held() throws(FileFault) -> RawFile {
    let content = Block(capacity: stamp.size + 1)
    content.grow(by: try read(into: content.room))
    guard content.count == stamp.size else {
      hasFailed = true
      throw .changed
    }
    return RawFile(content, stamp: stamp)
  }

  /// The same file from its start, if it is held.
  package func again() -> RawFile? {
    content.map { RawFile($0, stamp: stamp) }
  }

  /// All bytes, if the file is held.
  package var content: Block? {
    guard case .memory(let content) = medium else { return nil }
    return content
  }

  deinit {
    if case .descriptor(let descriptor, _) = medium { close(descriptor) }
  }

  /// Fills as much of `room` as the file has; 0 at its end.
  ///
  /// Throws `.changed` at the end of a file that is no longer what was opened.
  package func read(into room: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
    switch medium {
    case .memory(let content):
      let filled = content.copy(from: bytesRead, into: room)
      bytesRead += filled
      return filled
    case .descriptor(let descriptor, let observe):
      let filled = try fill(room, from: descriptor)
      bytesRead += filled
      if filled > 0 { observe(UnsafeRawBufferPointer(rebasing: room[..<filled])) }
      return filled
    }
  }

  private func fill(
    _ room: UnsafeMutableRawBufferPointer, from descriptor: Int32
  ) throws(FileFault) -> Int {
    var filled = 0
    while filled < room.count {
      let got = Glibc.read(descriptor, room.baseAddress.map { $0 + filled }, room.count - filled)
      if got < 0 {
        if errno == EINTR { continue }
        hasFailed = true
        throw .cannotRead(errno: errno)
      }
      if got == 0 {
        try checkUnchanged(descriptor, bytesRead + filled)
        break
      }
      filled += got
    }
    return filled
  }

  /// Fills as much of `room` as the file has from `offset` on; what is read so is not observed.
  package func read(
    at offset: Int, into room: UnsafeMutableRawBufferPointer
  ) throws(FileFault) -> Int {
    guard case .descriptor(let descriptor, _) = medium else {
      return content?.copy(from: offset, into: room) ?? 0
    }
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

  private func checkUnchanged(_ descriptor: Int32, _ length: Int) throws(FileFault) {
    var status = stat()
    hasFailed = true
    guard fstat(descriptor, &status) == 0 else { throw .cannotRead(errno: errno) }
    guard length == stamp.size, FileStamp(status) == stamp else { throw .changed }
    hasFailed = false
  }
}

extension Block {
  /// Copies the bytes from `offset` on, as many as there is room for.
  fileprivate func copy(from offset: Int, into room: UnsafeMutableRawBufferPointer) -> Int {
    let rest = bytes.slice(min(max(offset, 0), count), count)
    let taken = min(rest.count, room.count)
    room.copyMemory(from: rest.slice(0, taken))
    return taken
  }
}
