import Glibc

/// The exclusive hold on an output, from its making to the end of its life.
///
/// The kernel frees it when the process ends, however it ends, so it never goes stale; its file is
/// never deleted, or two runs could hold two files of one name.
final class OutputLock: Sendable {
  static let name = ".pmi.lock"

  private let files: any FileSystem
  private let descriptor: Int32

  /// Takes the hold, or throws `.heldByAnotherRun` at once.
  init(of output: Folder) throws(PublishingError) {
    files = output.files
    descriptor = try OutputLock.open(in: output)
    // Where this throws, the whole object dies, and its end closes the file.
    try OutputLock.take(descriptor, of: output)
  }

  deinit {
    // A child process on its way to `exec` has a copy of the descriptor, and closing ours alone
    // would leave the hold to it. Should this fail, closing does it a moment later.
    do { try files.unlock(descriptor) } catch {}
    OutputLock.close(descriptor, files)
  }

  private static func take(
    _ descriptor: Int32, of output: Folder
  ) throws(PublishingError) {
    let path = output.path(of: name)
    do {
      try attempt(.lock, path) { () throws(SystemError) in try output.files.lock(descriptor) }
    } catch .refused(_, _, EAGAIN) {
      throw .heldByAnotherRun(lock: path)
    }
  }

  /// Opens the file, made where it lacks.
  ///
  /// Another user's can only be read, which is enough to hold it on a local disk.
  private static func open(in output: Folder) throws(PublishingError) -> Int32 {
    let (files, folder, path) = (output.files, output.descriptor, output.path(of: name))
    do throws(PublishingError) {
      let made = try attempt(.lock, path) { () throws(SystemError) in
        try files.create(name, in: folder)
      }
      do throws(PublishingError) {
        try attempt(.lock, path) { () throws(SystemError) in try files.setMode(made, 0o644) }
      } catch {
        close(made, files)
        throw error
      }
      return made
    } catch .refused(_, _, EEXIST) {
      return try openExisting(in: output)
    }
  }

  private static func openExisting(in output: Folder) throws(PublishingError) -> Int32 {
    let (files, folder, path) = (output.files, output.descriptor, output.path(of: name))
    do {
      return try attempt(.lock, path) { () throws(SystemError) in
        try files.open(name, in: folder, flags: O_RDWR | O_NOFOLLOW)
      }
    } catch .refused(_, _, EACCES) {
      return try attempt(.lock, path) { () throws(SystemError) in
        try files.open(name, in: folder, flags: O_RDONLY | O_NOFOLLOW)
      }
    }
  }

  private static func close(_ descriptor: Int32, _ files: any FileSystem) {
    // Nothing was written through it: its close has nothing to report.
    do { try files.close(descriptor) } catch {}
  }
}
