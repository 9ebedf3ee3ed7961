import CLinux
import Glibc

/// The folder whose files are read, held open, so that all of them are of one folder.
package final class InputFolder: Sendable {
  private let descriptor: Int32
  /// Why it could not be opened.
  private let failure: Int32

  package init(_ path: String) {
    descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    failure = descriptor < 0 ? errno : 0
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Opens a file for reading, without following a link on the way and without waiting for a writer.
  ///
  /// Throws `.cannotOpen`. The descriptor is the caller's.
  func open(_ path: [UInt8]) throws(FileFault) -> Int32 {
    guard descriptor >= 0 else { throw .cannotOpen(errno: failure) }
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let opened = PathBytes(path).withCString { pmi_open_beneath(descriptor, $0, flags) }
    return opened >= 0 ? opened : try walk(path.split(separator: 0x2F))
  }

  /// Goes down folder by folder, so that one which became a link meanwhile leads nowhere.
  func walk(_ parts: [ArraySlice<UInt8>]) throws(FileFault) -> Int32 {
    var inner = descriptor
    for (place, part) in parts.enumerated() {
      let kind = place == parts.count - 1 ? O_NONBLOCK : O_DIRECTORY
      let outer = inner
      inner = PathBytes(Array(part)).withCString {
        openat(outer, $0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
      }
      let number = errno
      if place > 0 { close(outer) }
      guard inner >= 0 else { throw .cannotOpen(errno: number) }
    }
    guard !parts.isEmpty else { throw .notAFile }
    return inner
  }
}
