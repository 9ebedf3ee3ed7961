import CLinux
import Glibc

/// The calls of Linux themselves.
package struct LinuxFileSystem: FileSystem {
  package init() {}

  package func open(
    _ name: UnsafePointer<CChar>, in folder: Int32, flags: Int32
  ) throws(SystemError) -> Int32 {
    try checked(openat(folder, name, flags | O_CLOEXEC, 0o600))
  }

  package func create(_ name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    return try checked(openat(folder, name, flags, 0o600))
  }

  package func close(_ descriptor: Int32) throws(SystemError) {
    // Linux frees the descriptor even when a signal interrupts the call.
    guard Glibc.close(descriptor) == 0 || errno == EINTR else { throw SystemError(code: errno) }
  }

  package func read(
    _ descriptor: Int32, into room: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Int {
    let count = Glibc.read(descriptor, room.baseAddress, room.count)
    guard count >= 0 else { throw SystemError(code: errno) }
    return count
  }

  package func write(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer
  ) throws(SystemError) -> Int {
    let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    guard count >= 0 else { throw SystemError(code: errno) }
    return count
  }

  package func beginSynchronizing(
    _ descriptor: Int32, from offset: Int, count: Int
  ) throws(SystemError) {
    try checked(
      sync_file_range(
        descriptor, Int64(offset), Int64(count), UInt32(PMI_SYNC_FILE_RANGE_WRITE)))
  }

  package func setMode(_ descriptor: Int32, _ mode: mode_t) throws(SystemError) {
    try checked(fchmod(descriptor, mode))
  }

  package func status(_ descriptor: Int32) throws(SystemError) -> FileStatus {
    var status = stat()
    try checked(fstat(descriptor, &status))
    let (seconds, rest) = (Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec))
    return FileStatus(
      kind: FileKind(mode: status.st_mode), bytes: Int(status.st_size),
      mode: status.st_mode & 0o7777, modified: seconds &* 1_000_000_000 &+ rest,
      device: UInt(status.st_dev), number: UInt(status.st_ino))
  }

  package func lock(_ descriptor: Int32) throws(SystemError) {
    try checked(flock(descriptor, LOCK_EX | LOCK_NB))
  }

  package func unlock(_ descriptor: Int32) throws(SystemError) {
    try checked(flock(descriptor, LOCK_UN))
  }

  package func synchronize(_ descriptor: Int32) throws(SystemError) {
    try checked(fsync(descriptor))
  }

  package func synchronizeDisk(of descriptor: Int32) throws(SystemError) {
    try checked(syncfs(descriptor))
  }

  package func entries(of folder: Int32) throws(SystemError) -> [FolderEntry] {
    let own = try open(".", in: folder, flags: O_RDONLY | O_DIRECTORY)
    guard let stream = fdopendir(own) else {
      let error = SystemError(code: errno)
      _ = Glibc.close(own)
      throw error
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = LinuxFileSystem.name(of: entry)
      if name != [0x2e, 0] && name != [0x2e, 0x2e, 0] {
        entries.append(FolderEntry(name: name, kind: try kind(of: name, entry, in: folder)))
      }
      errno = 0
    }
    guard errno == 0 else { throw SystemError(code: errno) }
    return entries
  }

  package func makeFolder(
    _ name: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try checked(mkdirat(folder, name, 0o700))
  }

  package func makeLink(
    _ name: UnsafePointer<CChar>, in folder: Int32, to target: UnsafePointer<CChar>
  ) throws(SystemError) {
    try checked(symlinkat(target, folder, name))
  }

  package func target(
    ofLink name: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) -> String {
    var room = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlinkat(folder, name, &room, room.count)
    guard count >= 0 else { throw SystemError(code: errno) }
    return String(decoding: room.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  package func rename(
    _ name: UnsafePointer<CChar>, to newName: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try checked(renameat(folder, name, folder, newName))
  }

  package func exchange(
    _ name: UnsafePointer<CChar>, with other: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try checked(renameat2(folder, name, folder, other, UInt32(PMI_RENAME_EXCHANGE)))
  }

  package func removeFile(
    _ name: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try checked(unlinkat(folder, name, 0))
  }

  package func removeFolder(
    _ name: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try checked(unlinkat(folder, name, AT_REMOVEDIR))
  }

  @discardableResult
  private func checked(_ result: Int32) throws(SystemError) -> Int32 {
    guard result >= 0 else { throw SystemError(code: errno) }
    return result
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [CChar] {
    withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      bytes.prefix { $0 != 0 }.map(CChar.init(bitPattern:)) + [0]
    }
  }

  /// The kind as the folder tells it; some disks don't, and then the name itself is asked.
  private func kind(
    of name: [CChar], _ entry: UnsafeMutablePointer<dirent>, in folder: Int32
  ) throws(SystemError) -> FileKind {
    switch Int(entry.pointee.d_type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .link
    case Int(DT_UNKNOWN):
      var status = stat()
      try checked(fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW))
      return FileKind(mode: status.st_mode)
    default: return .other
    }
  }
}

extension FileKind {
  fileprivate init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}
