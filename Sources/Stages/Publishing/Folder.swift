import Glibc

/// An open folder, and what publishing does inside one.
///
/// Names are single parts, and a symbolic link at a name is never followed: what is opened here
/// lies under the folder that was opened first, whatever is moved about meanwhile.
/// Interrupted calls are repeated. Errors carry the path as the user knows it.
final class Folder: Sendable {
  let files: any FileSystem
  let descriptor: Int32
  /// For messages only.
  let path: String

  init(_ descriptor: Int32, path: String, files: any FileSystem) {
    self.descriptor = descriptor
    self.path = path
    self.files = files
  }

  deinit {
    // Nothing was written through a folder's descriptor: its close has nothing to report.
    do { try files.close(descriptor) } catch {}
  }

  /// Opens a path as the user gave it, links followed.
  convenience init(opening path: String, files: any FileSystem) throws(PublishingError) {
    let descriptor = try attempt(.openFolder, path) { () throws(SystemError) in
      try files.open(path, in: AT_FDCWD, flags: O_RDONLY | O_DIRECTORY)
    }
    self.init(descriptor, path: path, files: files)
  }

  func path(of name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  /// The folder at a name; `nil` where there is none, or something else than a folder.
  func folderIfAny(_ name: String) throws(PublishingError) -> Folder? {
    do {
      return try folder(name)
    } catch .refused(_, _, ENOENT), .refused(_, _, ENOTDIR), .refused(_, _, ELOOP) {
      return nil
    }
  }

  func folder(_ name: String) throws(PublishingError) -> Folder {
    let place = path(of: name)
    let opened = try attempt(.openFolder, place) { () throws(SystemError) in
      try files.open(name, in: descriptor, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }
    return Folder(opened, path: place, files: files)
  }

  /// Makes a folder that anybody may read, whatever the umask, and opens it.
  ///
  /// Throws `EEXIST` where the name is taken.
  func makeFolder(_ name: String) throws(PublishingError) -> Folder {
    let place = path(of: name)
    try attempt(.makeFolder, place) { () throws(SystemError) in
      try files.makeFolder(name, in: descriptor)
    }
    let made = try folder(name)
    // A folder shared by a group hands its set-group bit down; it stays.
    let inherited = try made.status().mode & 0o2000
    try attempt(.makeFolder, place) { () throws(SystemError) in
      try files.setMode(made.descriptor, 0o755 | inherited)
    }
    return made
  }

  /// The folder at a name, made where it lacks, and then on the medium; an existing one keeps its
  /// mode.
  func ensureFolder(_ name: String) throws(PublishingError) -> Folder {
    do {
      return try folder(name)
    } catch .refused(_, _, ENOENT) {
      do {
        let made = try makeFolder(name)
        try made.synchronize()
        try synchronize()
        return made
      } catch .refused(.makeFolder, _, EEXIST) {
        return try folder(name)
      }
    }
  }

  func synchronize() throws(PublishingError) {
    try attempt(.synchronize, path) { () throws(SystemError) in
      try files.synchronize(descriptor)
    }
  }

  func entries() throws(PublishingError) -> [FolderEntry] {
    try attempt(.listFolder, path) { () throws(SystemError) in
      try files.entries(of: descriptor)
    }
  }

  func status() throws(PublishingError) -> FileStatus {
    try attempt(.openFolder, path) { () throws(SystemError) in
      try files.status(descriptor)
    }
  }

  func rename(
    _ name: String, to newName: String, step: PublishingStep
  ) throws(PublishingError) {
    try attempt(step, path(of: newName)) { () throws(SystemError) in
      try files.rename(name, to: newName, in: descriptor)
    }
  }
}

/// Repeats an interrupted call, one at a time, and names step and path where the system refuses it.
func attempt<Result>(
  _ step: PublishingStep, _ path: String, _ call: () throws(SystemError) -> Result
) throws(PublishingError) -> Result {
  while true {
    do {
      return try call()
    } catch {
      guard error.code == EINTR else {
        throw .refused(step, path: path, errno: error.code)
      }
    }
  }
}
