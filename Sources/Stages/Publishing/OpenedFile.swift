import Digest
import Glibc

/// A file or whatever stands at a name, open for reading; opening a pipe does not wait.
///
/// A name in a folder is never followed where it is a link.
final class OpenedFile {
  let status: FileStatus
  let path: String
  private let files: any FileSystem
  private let descriptor: Int32

  convenience init(_ name: String, in folder: Folder) throws(PublishingError) {
    try self.init(
      name, in: folder.descriptor, flags: O_NOFOLLOW, path: folder.path(of: name),
      files: folder.files)
  }

  /// Opens a path as the user gave it, links followed.
  convenience init(opening path: String, files: any FileSystem) throws(PublishingError) {
    try self.init(path, in: AT_FDCWD, flags: 0, path: path, files: files)
  }

  private init(
    _ name: String, in folder: Int32, flags: Int32, path place: String, files: any FileSystem
  ) throws(PublishingError) {
    let descriptor = try attempt(.readFile, place) { () throws(SystemError) in
      try files.open(name, in: folder, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY | flags)
    }
    do {
      status = try attempt(.readFile, place) { () throws(SystemError) in
        try files.status(descriptor)
      }
    } catch {
      OpenedFile.close(descriptor, files)
      throw error
    }
    self.files = files
    self.descriptor = descriptor
    path = place
  }

  deinit {
    OpenedFile.close(descriptor, files)
  }

  /// Fills `room` with the next bytes; fewer mean the end, or a little less than asked for.
  func read(into room: UnsafeMutableRawBufferPointer) throws(PublishingError) -> Int {
    try attempt(.readFile, path) { () throws(SystemError) in
      try files.read(descriptor, into: room)
    }
  }

  /// Reads to the end, through `room`.
  func fingerprint(
    through room: UnsafeMutableRawBufferPointer
  ) throws(PublishingError) -> Fingerprint {
    var stream = SHA256Stream()
    var bytes = 0
    while true {
      let count = try read(into: room)
      guard count > 0 else { return Fingerprint(bytes: bytes, digest: stream.digest()) }
      stream.update(UnsafeRawBufferPointer(rebasing: room[..<count]))
      bytes += count
    }
  }

  /// The whole content; `nil` beyond `limit` bytes.
  func content(limit: Int) throws(PublishingError) -> [UInt8]? {
    var content: [UInt8] = []
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { room.deallocate() }
    while true {
      let count = try read(into: room)
      guard count > 0 else { return content }
      guard content.count + count <= limit else { return nil }
      content.append(contentsOf: room[..<count])
    }
  }

  private static func close(_ descriptor: Int32, _ files: any FileSystem) {
    // Only read: its close has nothing to report.
    do { try files.close(descriptor) } catch {}
  }
}
