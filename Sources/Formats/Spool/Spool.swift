import Glibc

/// Why bytes can't be set aside or read back.
public struct SpoolError: Error, Equatable, Sendable {
  public let errno: Int32
}

/// Bytes set aside on disk: written in order, read back from any place.
///
/// The file has no name, so that nothing of it is left behind however the process ends. One thread
/// at a time appends; reading needs no turn.
public final class Spool: @unchecked Sendable {
  // Unchecked: see the type's rule on turns.
  private let file: NamelessFile
  private var pending: [UInt8] = []
  private var written = 0
  private static let batch = 1 << 18
  /// Bytes that are written by themselves.
  private static let worthACall = 1 << 15

  /// Makes a spool in a folder that can be written.
  public init(in folder: String) throws(SpoolError) {
    file = try NamelessFile(in: folder)
    pending.reserveCapacity(Spool.batch * 2)
  }

  /// Where the next bytes will stand.
  public var end: Int { written + pending.count }

  public func append(_ bytes: [UInt8]) throws(SpoolError) {
    pending.append(contentsOf: bytes)
    if pending.count >= Spool.batch { try flush() }
  }

  /// Appends bytes; many of them without a copy.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) {
    if bytes.count < Spool.worthACall {
      pending.append(contentsOf: bytes)
      if pending.count >= Spool.batch { try flush() }
    } else {
      try flush()
      try put(bytes)
      written += bytes.count
    }
  }

  /// Appends a number in eight bytes, the least significant first.
  public func append(number: Int) throws(SpoolError) {
    var writer = ByteWriter()
    writer.append(number)
    try append(writer.bytes)
  }

  /// Puts everything on disk, so that it can be read.
  public func flush() throws(SpoolError) {
    try pending.withUnsafeBufferPointer { (bytes) throws(SpoolError) in
      try put(UnsafeRawBufferPointer(bytes))
    }
    written += pending.count
    pending.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) {
    var done = 0
    while done < bytes.count {
      let count = write(file.descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count < 0 {
        if errno == EINTR { continue }
        throw SpoolError(errno: errno)
      }
      done += count
    }
  }

  /// Lets everything go, so that no disk needs to take it; afterwards there is nothing to be read.
  public func discard() {
    pending = []
    // Where it can't be cut, the file takes its place on the disk until it is closed.
    _ = ftruncate(file.descriptor, 0)
  }

  /// The bytes at a place, all of them on disk already; fewer at the end.
  public func read(at offset: Int, count: Int) throws(SpoolError) -> [UInt8] {
    var failure: SpoolError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      while filled < count {
        let got = pread(
          file.descriptor, room.baseAddress.map { $0 + filled }, count - filled, offset + filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = SpoolError(errno: errno) }
        guard got > 0 else { break }
        filled += got
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
