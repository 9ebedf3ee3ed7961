import Digest
import Glibc

/// A document being written: counts its bytes and takes their SHA-256 as they pass.
///
/// Used by one thread at a time. It counts as part of its run only after `close()`; a run with a
/// document that never closed is not published.
package final class StagedFile {
  package let path: String

  /// Bytes that are gathered before they are written.
  private static let capacity = 1 << 16
  /// A chunk of so many bytes is worth a call of its own and is not copied.
  private static let large = 1 << 13
  /// After so many bytes the medium begins with them, beside what goes on being written.
  private static let stretch = 4 << 20
  private let place: String
  private let files: any FileSystem
  private let finished: (Fingerprint) -> Void
  private var descriptor: Int32?
  /// Why writing stopped: then nothing more is taken, and the document never finishes.
  private var failure: PublishingError?
  private var pending: [UInt8] = []
  private var stream = SHA256Stream()
  private var bytes = 0
  /// Bytes that the medium has begun with.
  private var begun = 0

  init(
    _ descriptor: Int32, path: String, place: String, files: any FileSystem,
    finished: @escaping (Fingerprint) -> Void
  ) {
    self.descriptor = descriptor
    self.path = path
    self.place = place
    self.files = files
    self.finished = finished
  }

  deinit {
    guard let descriptor else { return }
    // Never finished: its run is refused or removed, so there is nothing to lose.
    do { try files.close(descriptor) } catch {}
  }

  /// Appends bytes, which need to be valid only during the call.
  package func write(_ chunk: UnsafeRawBufferPointer) throws(PublishingError) {
    if chunk.count >= StagedFile.large {
      try flush()
      return try put(chunk)
    }
    if pending.count + chunk.count > StagedFile.capacity { try flush() }
    if pending.capacity == 0 { pending.reserveCapacity(StagedFile.capacity) }
    pending.append(contentsOf: chunk)
  }

  /// Appends bytes that are at hand.
  package func write(_ chunk: [UInt8]) throws(PublishingError) {
    try chunk.withUnsafeBufferPointer { (bytes) throws(PublishingError) in
      try write(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Writes what is pending and ends the document; afterwards nothing may be written.
  @discardableResult
  package func close() throws(PublishingError) -> Fingerprint {
    if let failure { throw failure }
    try flush()
    let result = Fingerprint(bytes: bytes, digest: stream.digest())
    if let descriptor {
      begin(descriptor)
      self.descriptor = nil
      try attempt(.writeFile, place) { () throws(SystemError) in try files.close(descriptor) }
      finished(result)
    }
    return result
  }

  /// Waits until the medium has what was written.
  func synchronize() throws(PublishingError) {
    try flush()
    guard let descriptor else { return }
    try attempt(.synchronize, place) { () throws(SystemError) in
      try files.synchronize(descriptor)
    }
    begun = bytes
  }

  private func flush() throws(PublishingError) {
    guard !pending.isEmpty else { return }
    try pending.withUnsafeBufferPointer { (bytes) throws(PublishingError) in
      try put(UnsafeRawBufferPointer(bytes))
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func put(_ chunk: UnsafeRawBufferPointer) throws(PublishingError) {
    if let failure { throw failure }
    guard let descriptor else { throw .unfinished(path: path) }
    stream.update(chunk)
    bytes += chunk.count
    var rest = chunk[...]
    do {
      while !rest.isEmpty {
        rest = rest.dropFirst(try putOnce(rest, to: descriptor))
      }
    } catch {
      failure = error
      throw error
    }
    if bytes - begun >= StagedFile.stretch { begin(descriptor) }
  }

  private func begin(_ descriptor: Int32) {
    guard bytes > begun else { return }
    // Only so that there is less to wait for in the end: what fails is told then.
    do throws(SystemError) {
      try files.beginSynchronizing(descriptor, from: begun, count: bytes - begun)
    } catch {}
    begun = bytes
  }

  /// Writes a beginning of the bytes, at least one.
  private func putOnce(
    _ rest: Slice<UnsafeRawBufferPointer>, to descriptor: Int32
  ) throws(PublishingError) -> Int {
    try attempt(.writeFile, place) { () throws(SystemError) in
      let written = try files.write(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      guard written > 0 else { throw SystemError(code: EIO) }
      return written
    }
  }
}
