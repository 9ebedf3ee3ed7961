import Glibc

/// The name beside a file's place under which its new content is written: `.NAME.PROCESS`.
///
/// It is held, by an exclusive lock of its file, as long as the value lives. The kernel frees the hold
/// when the process ends, however it ends: what lies under such a name and is not held was left by a
/// process that was killed, and goes when the next content for the place is begun. Where a disk has no
/// locks nothing is held, and nothing is taken for left.
final class TemporaryFile {
  /// Whoever clears up may take the file for left between its making and the hold, but not for long;
  /// nor does a child that was just forked keep what it inherited of a hold for longer.
  private static let attempts = 100
  private static let pause: UInt32 = 5_000

  private let folder: Folder
  private let name: String
  private let hold: Int32

  /// Makes the file for a name in a folder, once what others left was cleared up.
  init(for target: String, in folder: Folder) throws(PublishingError) {
    self.folder = folder
    name = ".\(target).\(getpid())"
    for attempt in 0..<TemporaryFile.attempts {
      if attempt > 0 { usleep(TemporaryFile.pause) }
      // What can't be cleared up is in the way of nothing, unless it has this very name.
      do { try TemporaryFile.clearUp(target, in: folder) } catch {}
      if let hold = try TemporaryFile.make(name, in: folder) {
        self.hold = hold
        return
      }
    }
    throw .refused(.createFile, path: folder.path(of: name), errno: EAGAIN)
  }

  deinit {
    // Nothing was written through it: its close has nothing to report.
    do { try folder.files.close(hold) } catch {}
  }

  /// Opens the file for the one who writes it; `path` is its name for people.
  func staged(as path: String) throws(PublishingError) -> StagedFile {
    let (files, parent) = (folder.files, folder.descriptor)
    let place = folder.path(of: name)
    let descriptor = try attempt(.createFile, place) { () throws(SystemError) in
      try files.open(name, in: parent, flags: O_WRONLY | O_NOFOLLOW)
    }
    return StagedFile(descriptor, path: path, place: place, files: files, finished: { _ in })
  }

  func move(to target: String) throws(PublishingError) {
    try folder.rename(name, to: target, step: .moveIntoPlace)
    try folder.synchronize()
  }

  func remove() throws(PublishingError) {
    try folder.removeIfAny(name)
  }

  /// Makes a file that anybody may read and holds it; `nil` where another process took it for left, or
  /// has not let go of one of that name.
  private static func make(_ name: String, in folder: Folder) throws(PublishingError) -> Int32? {
    let (files, place) = (folder.files, folder.path(of: name))
    let descriptor: Int32
    do throws(PublishingError) {
      descriptor = try attempt(.createFile, place) { () throws(SystemError) in
        try files.create(name, in: folder.descriptor)
      }
    } catch .refused(_, _, EEXIST) {
      return nil
    }
    do throws(PublishingError) {
      try attempt(.createFile, place) { () throws(SystemError) in
        try files.setMode(descriptor, 0o644)
      }
      if try isHeld(descriptor, place, files), try isStill(descriptor, name, in: folder) {
        return descriptor
      }
    } catch {
      do { try files.close(descriptor) } catch {}
      // The first failure is the one to tell.
      do { try folder.removeIfAny(name) } catch {}
      throw error
    }
    do { try files.close(descriptor) } catch {}
    return nil
  }

  /// Takes the hold; false where another process has it.
  private static func isHeld(
    _ descriptor: Int32, _ place: String, _ files: any FileSystem
  ) throws(PublishingError) -> Bool {
    do throws(PublishingError) {
      try attempt(.lock, place) { () throws(SystemError) in try files.lock(descriptor) }
    } catch .refused(_, _, EAGAIN) {
      return false
    } catch .refused(_, _, let code) where [ENOLCK, ENOSYS, EOPNOTSUPP].contains(code) {
      return true
    }
    return true
  }

  /// Whether a name still is the open file's.
  private static func isStill(
    _ descriptor: Int32, _ name: String, in folder: Folder
  ) throws(PublishingError) -> Bool {
    let (files, place) = (folder.files, folder.path(of: name))
    do throws(PublishingError) {
      let other = try attempt(.createFile, place) { () throws(SystemError) in
        try files.open(name, in: folder.descriptor, flags: O_RDONLY | O_NOFOLLOW)
      }
      defer { do { try files.close(other) } catch {} }
      return try attempt(.createFile, place) { () throws(SystemError) in
        let (own, there) = (try files.status(descriptor), try files.status(other))
        return own.device == there.device && own.number == there.number
      }
    } catch .refused(_, _, ENOENT) {
      return false
    }
  }

  /// Removes the files of a place that no process holds any more.
  private static func clearUp(_ target: String, in folder: Folder) throws(PublishingError) {
    let prefix = Array(".\(target).".utf8CString.dropLast())
    for entry in try folder.entries() {
      let number = entry.name.dropFirst(prefix.count).dropLast()
      guard entry.name.starts(with: prefix), !number.isEmpty,
        number.allSatisfy({ (0x30...0x39).contains($0) })
      else { continue }
      do throws(PublishingError) { try removeUnlessHeld(entry, in: folder) } catch {}
    }
  }

  private static func removeUnlessHeld(
    _ entry: FolderEntry, in folder: Folder
  ) throws(PublishingError) {
    let (files, place) = (folder.files, folder.path(of: entry.text))
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    let descriptor = try attempt(.remove, place) { () throws(SystemError) in
      try files.open(entry.name, in: folder.descriptor, flags: flags)
    }
    defer { do { try files.close(descriptor) } catch {} }
    try attempt(.remove, place) { () throws(SystemError) in
      guard try files.status(descriptor).kind == .file else { return }
      try files.lock(descriptor)
      try files.removeFile(entry.name, in: folder.descriptor)
    }
  }
}
