internal import CMinizip

/// A zip archive whose parts are read one at a time, as streams; nothing is ever written to disk.
///
/// The directory is trusted with nothing: a part is refused if it unpacks to more than the limits
/// allow, by what the directory says, and never gives more than that; what it gives must have the
/// length and the checksum that the directory says. Not shared between threads.
public final class ZipArchive {
  private struct Part {
    var place: unz64_file_pos
    var packed: Int
    var size: Int
    var isEncrypted: Bool
    var isReadable: Bool
  }

  private let handle: unzFile
  /// By name, with `/` between folders and in lower case, since names are compared so.
  private var parts: [String: Part] = [:]
  /// The size of the archive.
  public let byteCount: Int
  /// Bytes unpacked so far.
  private var unpacked = 0
  private let isBounded: Bool

  /// Reads the directory of the archive.
  ///
  /// Only an archive of our own making may be read without the limits.
  public init(_ bytes: any ArchiveBytes, isBounded: Bool = true) throws(ArchiveFault) {
    byteCount = bytes.count
    self.isBounded = isBounded
    let cursor = ArchiveCursor(bytes)
    var functions = LibraryCalls.functions
    functions.opaque = Unmanaged.passRetained(cursor).toOpaque()
    guard let handle = unzOpen2_64("", &functions) else {
      Unmanaged<ArchiveCursor>.fromOpaque(functions.opaque).release()
      throw .directory
    }
    self.handle = handle
    cursorReference = functions.opaque
    try list()
  }

  /// The library's hold of the cursor.
  private let cursorReference: UnsafeMutableRawPointer

  deinit {
    unzClose(handle)
    Unmanaged<ArchiveCursor>.fromOpaque(cursorReference).release()
  }

  /// The names of the parts, ascending and in lower case.
  public var names: [String] { parts.keys.sorted() }

  /// Bytes that a part unpacks to, as the directory says; 0 if there is none of this name.
  public func size(of name: String) -> Int {
    parts[ZipArchive.key(name)]?.size ?? 0
  }

  /// Whether there is a part of this name, whatever its case.
  public func has(_ name: String) -> Bool {
    parts[ZipArchive.key(name)] != nil
  }

  /// Shows `body` a part as a stream: each call of `pull` fills the buffer as far as there are
  /// bytes, and returns 0 at the end.
  ///
  /// Throws `.damaged` if there is no such part. What `body` leaves unread is read and checked too;
  /// what it has seen is worth nothing if this throws.
  public func read<Result>(
    _ name: String,
    _ body: (_ pull: (UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int)
      throws(ArchiveFault) -> Result
  ) throws(ArchiveFault) -> Result {
    let part = try open(name)
    var left = part.size
    let pull = { (room: UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int in
      let got = try self.unpack(into: room, of: name)
      left -= got
      return got
    }
    do throws(ArchiveFault) {
      let result = try body(pull)
      try drain(pull)
      guard unzCloseCurrentFile(handle) == UNZ_OK, left == 0 else { throw .damaged(part: name) }
      return result
    } catch {
      unzCloseCurrentFile(handle)
      throw error
    }
  }

  // MARK: - Directory

  private func list() throws(ArchiveFault) {
    var result = unzGoToFirstFile(handle)
    while result == UNZ_OK {
      guard !isBounded || parts.count < ArchiveLimit.parts.greatest else { throw .limit(.parts) }
      try take()
      result = unzGoToNextFile(handle)
    }
    guard result == UNZ_END_OF_LIST_OF_FILE else { throw .directory }
  }

  private func take() throws(ArchiveFault) {
    var info = unz_file_info64()
    var name = [CChar](repeating: 0, count: 1_024)
    guard
      unzGetCurrentFileInfo64(handle, &info, &name, UInt(name.count - 1), nil, 0, nil, 0) == UNZ_OK
    else { throw .directory }
    var place = unz64_file_pos()
    guard unzGetFilePos64(handle, &place) == UNZ_OK else { throw .directory }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: bytes, as: UTF8.self)
    let part = Part(
      place: place, packed: Int(clamping: info.compressed_size),
      size: Int(clamping: info.uncompressed_size), isEncrypted: info.flag & 1 != 0,
      isReadable: info.compression_method == 0 || info.compression_method == 8)
    guard parts.updateValue(part, forKey: ZipArchive.key(text)) == nil else {
      throw .repeated(part: text)
    }
  }

  private static func key(_ name: String) -> String {
    let isKey = name.utf8.allSatisfy { $0 < 0x80 && $0 != 0x5C && !(0x41...0x5A).contains($0) }
    if isKey, name.utf8.first != 0x2F { return name }
    let slashed = String(name.map { $0 == "\\" ? "/" : $0 })
    return String(slashed.drop { $0 == "/" }).lowercased()
  }

  // MARK: - Parts

  private func open(_ name: String) throws(ArchiveFault) -> Part {
    guard var part = parts[ZipArchive.key(name)] else { throw .damaged(part: name) }
    guard !part.isEncrypted else { throw .encrypted(part: name) }
    guard part.isReadable else { throw .method(part: name) }
    guard part.packed <= byteCount else { throw .damaged(part: name) }
    if isBounded { try check(part) }
    guard unzGoToFilePos64(handle, &part.place) == UNZ_OK,
      unzOpenCurrentFile(handle) == UNZ_OK
    else { throw .damaged(part: name) }
    unpacked += part.size
    return part
  }

  private func check(_ part: Part) throws(ArchiveFault) {
    guard part.size <= ArchiveLimit.total.greatest - unpacked else { throw .limit(.total) }
    let isOverpacked = part.size / ArchiveLimit.ratio.greatest > part.packed
    guard !isOverpacked || part.size <= ArchiveLimit.freeSize else { throw .limit(.ratio) }
  }

  private func unpack(
    into room: UnsafeMutableRawBufferPointer, of name: String
  ) throws(ArchiveFault) -> Int {
    var filled = 0
    while filled < room.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: room[filled...])
      let got = unzReadCurrentFile(handle, rest.baseAddress, UInt32(clamping: rest.count))
      guard got >= 0 else { throw .damaged(part: name) }
      if got == 0 { break }
      filled += Int(got)
    }
    return filled
  }

  private func drain(
    _ pull: (UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int
  ) throws(ArchiveFault) {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 64)
    defer { room.deallocate() }
    while try pull(room) > 0 {}
  }
}

/// What the library calls to read the archive.
private enum LibraryCalls {
  static var functions: zlib_filefunc64_def {
    var functions = zlib_filefunc64_def()
    functions.zopen64_file = { cursor, _, _ in cursor }
    functions.zread_file = { _, cursor, room, count in
      guard let cursor = LibraryCalls.cursor(cursor), let room else { return 0 }
      let buffer = UnsafeMutableRawBufferPointer(start: room, count: Int(clamping: count))
      return UInt(cursor.read(into: buffer))
    }
    functions.zwrite_file = { _, _, _, _ in 0 }
    functions.ztell64_file = { _, cursor in
      LibraryCalls.cursor(cursor).map { ZPOS64_T($0.position) } ?? ZPOS64_T.max
    }
    functions.zseek64_file = { _, cursor, offset, origin in
      guard let cursor = LibraryCalls.cursor(cursor) else { return -1 }
      let base: ArchiveCursor.Base =
        switch origin {
        case ZLIB_FILEFUNC_SEEK_CUR: .here
        case ZLIB_FILEFUNC_SEEK_END: .end
        default: .start
        }
      guard let place = cursor.place(UInt64(offset), from: base), cursor.seek(to: place) else {
        return -1
      }
      return 0
    }
    functions.zclose_file = { _, _ in 0 }
    functions.zerror_file = { _, _ in 0 }
    return functions
  }

  private static func cursor(_ pointer: UnsafeMutableRawPointer?) -> ArchiveCursor? {
    pointer.map { Unmanaged<ArchiveCursor>.fromOpaque($0).takeUnretainedValue() }
  }
}
