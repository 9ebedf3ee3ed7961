import Glibc

/// A refusal of the operating system: its `errno`.
package struct SystemError: Error, Equatable, Sendable {
  package let code: Int32

  package init(code: Int32) {
    self.code = code
  }
}

/// What stands at a name.
package enum FileKind: Sendable {
  case file, folder, link, other
}

/// What is asked about an open file or folder.
package struct FileStatus: Equatable, Sendable {
  package let kind: FileKind
  package let bytes: Int
  /// Permissions with the set-id and sticky bits.
  package let mode: mode_t
  /// Nanoseconds since 1 January 1970.
  package let modified: Int64
  /// Device and number: two names with equal identities are the same file.
  package let device: UInt
  package let number: UInt
}

/// A name in a folder, as the bytes that the disk holds: it need not be UTF-8.
package struct FolderEntry: Equatable, Sendable {
  /// Ends with a NUL.
  package let name: [CChar]
  package let kind: FileKind

  package init(name: [CChar], kind: FileKind) {
    self.name = name
    self.kind = kind
  }

  /// The name for people; bytes that are not UTF-8 are replaced.
  package var text: String {
    String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// The system calls that publishing rests on, one by one, so that a test can make any of them fail.
///
/// A method is one call: it may be interrupted (`EINTR`), and a write or read may be short; who
/// calls repeats it. Names are relative to an open folder. The last part of a name is never
/// followed when it is a symbolic link, but by `open` without `O_NOFOLLOW`.
package protocol FileSystem: Sendable {
  func open(
    _ name: UnsafePointer<CChar>, in folder: Int32, flags: Int32
  ) throws(SystemError) -> Int32
  /// Makes a file of mode 0600 that must not exist yet (`EEXIST`), open for writing.
  func create(_ name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError) -> Int32
  /// Closes; the descriptor is gone even when this throws.
  func close(_ descriptor: Int32) throws(SystemError)
  func read(
    _ descriptor: Int32, into room: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Int
  func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int
  /// Lets the medium begin with a range of a file that was written, without waiting for it.
  func beginSynchronizing(
    _ descriptor: Int32, from offset: Int, count: Int
  ) throws(SystemError)
  func setMode(_ descriptor: Int32, _ mode: mode_t) throws(SystemError)
  func status(_ descriptor: Int32) throws(SystemError) -> FileStatus
  /// Takes the exclusive lock of an open file, or throws `EWOULDBLOCK` at once.
  func lock(_ descriptor: Int32) throws(SystemError)
  func unlock(_ descriptor: Int32) throws(SystemError)
  /// Returns when a file's or folder's content is on the medium.
  func synchronize(_ descriptor: Int32) throws(SystemError)
  /// Returns when everything written so far to the disk that holds `descriptor` is on the medium.
  func synchronizeDisk(of descriptor: Int32) throws(SystemError)
  /// Every name but `.` and `..`, in no order.
  func entries(of folder: Int32) throws(SystemError) -> [FolderEntry]
  func makeFolder(_ name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError)
  func makeLink(
    _ name: UnsafePointer<CChar>, in folder: Int32, to target: UnsafePointer<CChar>
  ) throws(SystemError)
  func target(ofLink name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError) -> String
  /// Renames in one step; what stands at the new name, if it may be, is replaced.
  func rename(
    _ name: UnsafePointer<CChar>, to newName: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError)
  /// Swaps two names in one step.
  func exchange(
    _ name: UnsafePointer<CChar>, with other: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError)
  func removeFile(_ name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError)
  /// Removes an empty folder.
  func removeFolder(_ name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError)
}
