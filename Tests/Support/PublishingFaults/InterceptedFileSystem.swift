import Glibc
import Publishing
import Synchronization

/// A system call, by name and order; the first is 1.
package struct SystemCall: Sendable {
  package enum Moment: Sendable {
    /// Nothing has happened yet.
    case before
    /// The call has done its work.
    case after
  }

  package let number: Int
  package let name: String
  package let moment: Moment
}

/// The real file system, with somebody looking at each call before and after it.
///
/// What the observer throws is the call's result. A descriptor is closed and a lock given back in
/// any case, as Linux does.
package final class InterceptedFileSystem: FileSystem {
  package typealias Observer = @Sendable (SystemCall) throws(SystemError) -> Void

  private let real = LinuxFileSystem()
  private let largestWrite: Int
  private let observe: Observer
  private let count = Mutex(0)

  /// `largestWrite` bytes at most are written by one call.
  package init(largestWrite: Int = .max, _ observe: @escaping Observer) {
    self.largestWrite = largestWrite
    self.observe = observe
  }

  /// Calls so far.
  package var calls: Int { count.withLock { $0 } }

  private func intercept<Result>(
    _ name: String, _ call: () throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    let number = count.withLock { count in
      count += 1
      return count
    }
    try observe(SystemCall(number: number, name: name, moment: .before))
    let result = try call()
    try observe(SystemCall(number: number, name: name, moment: .after))
    return result
  }

  /// A descriptor that nobody will learn of is closed.
  private func interceptOpening(
    _ name: String, _ call: () throws(SystemError) -> Int32
  ) throws(SystemError) -> Int32 {
    var opened: Int32?
    do {
      return try intercept(name) { () throws(SystemError) in
        let descriptor = try call()
        opened = descriptor
        return descriptor
      }
    } catch {
      if let opened { try real.close(opened) }
      throw error
    }
  }

  package func open(
    _ name: UnsafePointer<CChar>, in folder: Int32, flags: Int32
  ) throws(SystemError) -> Int32 {
    try interceptOpening("open") { () throws(SystemError) in
      try real.open(name, in: folder, flags: flags)
    }
  }

  package func create(_ name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError) -> Int32 {
    try interceptOpening("create") { () throws(SystemError) in
      try real.create(name, in: folder)
    }
  }

  /// Whatever the observer says, the call is made.
  private func interceptRelease(
    _ name: String, _ call: () throws(SystemError) -> Void
  ) throws(SystemError) {
    var isMade = false
    do {
      try intercept(name) { () throws(SystemError) in
        isMade = true
        try call()
      }
    } catch {
      if !isMade { try call() }
      throw error
    }
  }

  package func close(_ descriptor: Int32) throws(SystemError) {
    try interceptRelease("close") { () throws(SystemError) in try real.close(descriptor) }
  }

  package func unlock(_ descriptor: Int32) throws(SystemError) {
    try interceptRelease("unlock") { () throws(SystemError) in try real.unlock(descriptor) }
  }

  package func read(
    _ descriptor: Int32, into room: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Int {
    try intercept("read") { () throws(SystemError) in
      try real.read(descriptor, into: room)
    }
  }

  package func write(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer
  ) throws(SystemError) -> Int {
    try intercept("write") { () throws(SystemError) in
      try real.write(
        descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(largestWrite)))
    }
  }

  package func beginSynchronizing(
    _ descriptor: Int32, from offset: Int, count: Int
  ) throws(SystemError) {
    try intercept("beginSynchronizing") { () throws(SystemError) in
      try real.beginSynchronizing(descriptor, from: offset, count: count)
    }
  }

  package func setMode(_ descriptor: Int32, _ mode: mode_t) throws(SystemError) {
    try intercept("setMode") { () throws(SystemError) in try real.setMode(descriptor, mode) }
  }

  package func status(_ descriptor: Int32) throws(SystemError) -> FileStatus {
    try intercept("status") { () throws(SystemError) in try real.status(descriptor) }
  }

  package func lock(_ descriptor: Int32) throws(SystemError) {
    try intercept("lock") { () throws(SystemError) in try real.lock(descriptor) }
  }

  package func synchronize(_ descriptor: Int32) throws(SystemError) {
    try intercept("synchronize") { () throws(SystemError) in try real.synchronize(descriptor) }
  }

  package func synchronizeDisk(of descriptor: Int32) throws(SystemError) {
    try intercept("synchronizeDisk") { () throws(SystemError) in
      try real.synchronizeDisk(of: descriptor)
    }
  }

  package func entries(of folder: Int32) throws(SystemError) -> [FolderEntry] {
    try intercept("entries") { () throws(SystemError) in try real.entries(of: folder) }
  }

  package func makeFolder(
    _ name: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try intercept("makeFolder") { () throws(SystemError) in
      try real.makeFolder(name, in: folder)
    }
  }

  package func makeLink(
    _ name: UnsafePointer<CChar>, in folder: Int32, to target: UnsafePointer<CChar>
  ) throws(SystemError) {
    try intercept("makeLink") { () throws(SystemError) in
      try real.makeLink(name, in: folder, to: target)
    }
  }

  package func target(
    ofLink name: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) -> String {
    try intercept("target") { () throws(SystemError) in
      try real.target(ofLink: name, in: folder)
    }
  }

  package func rename(
    _ name: UnsafePointer<CChar>, to newName: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try intercept("rename") { () throws(SystemError) in
      try real.rename(name, to: newName, in: folder)
    }
  }

  package func exchange(
    _ name: UnsafePointer<CChar>, with other: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try intercept("exchange") { () throws(SystemError) in
      try real.exchange(name, with: other, in: folder)
    }
  }

  package func removeFile(
    _ name: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try intercept("removeFile") { () throws(SystemError) in
      try real.removeFile(name, in: folder)
    }
  }

  package func removeFolder(
    _ name: UnsafePointer<CChar>, in folder: Int32
  ) throws(SystemError) {
    try intercept("removeFolder") { () throws(SystemError) in
      try real.removeFolder(name, in: folder)
    }
  }
}
