import Glibc

/// A file without a name, so that nothing of it is left behind however the process ends.
public final class NamelessFile: Sendable {
  public let descriptor: Int32

  /// Opens a file without a name in a folder that can be written; where the disk has none of these,
  /// one whose name goes at once.
  public init(in folder: String) throws(SpoolError) {
    // What Glibc's headers make of a macro that Swift can't read.
    let withoutName: Int32 = 0o20_000_000 | O_DIRECTORY
    var descriptor = open(folder, withoutName | O_RDWR | O_CLOEXEC, 0o600)
    if descriptor < 0, [EOPNOTSUPP, EISDIR, ENOSYS].contains(errno) {
      var path = Array("\(folder)/.pmi-XXXXXX".utf8CString)
      descriptor = mkstemp(&path)
      if descriptor >= 0 {
        unlink(path)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      }
    }
    guard descriptor >= 0 else { throw SpoolError(errno: errno) }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}
