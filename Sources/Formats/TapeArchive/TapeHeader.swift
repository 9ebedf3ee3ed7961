/// Why bytes are no tape archive of the plain kind that is read here.
public enum TapeFault: Error, Equatable, Sendable {
  /// The sum over a header is not the one it names.
  case checksum
  /// A number is not written in octal digits.
  case number
  /// An extended header (pax) is too long or not of its form.
  case extendedHeader
}

/// The header of an entry of a tape archive (POSIX.1-2001, `ustar` with extended headers).
///
/// Only what a flat list of files needs: no links, owners or folders are written, and what is read is
/// told apart, never acted upon.
public struct TapeHeader: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case file
    /// Records that describe the next entry.
    case extended
    /// A block of zeros.
    case end
    /// A folder, link, device or an extension of some program.
    case other
  }

  public let kind: Kind
  /// As it stands, unchecked; an extended header may name another.
  public let path: [UInt8]
  /// Bytes that follow, padded to whole blocks.
  public let size: Int

  public static let blockSize = 512
  /// The most bytes that an extended header may have.
  public static let longestExtension = 1 << 16
  /// What stands behind the last entry.
  public static let ending = [UInt8](repeating: 0, count: 2 * blockSize)

  /// How many zeros follow so many bytes of content.
  public static func padding(after size: Int) -> Int {
    (blockSize - size % blockSize) % blockSize
  }

  /// Reads a block of 512 bytes.
  public init(_ block: [UInt8]) throws(TapeFault) {
    guard block.count == TapeHeader.blockSize else { throw .checksum }
    guard block.contains(where: { $0 != 0 }) else {
      (kind, path, size) = (.end, [], 0)
      return
    }
    guard try TapeHeader.octal(block[148..<156]) == TapeHeader.checksum(block) else {
      throw .checksum
    }
    size = try TapeHeader.octal(block[124..<136])
    kind =
      switch block[156] {
      case 0, UInt8(ascii: "0"): .file
      case UInt8(ascii: "x"): .extended
      default: .other
      }
    let name = Array(block[0..<100].prefix { $0 != 0 })
    let isUstar = block[257..<262].elementsEqual("ustar".utf8)
    let prefix = isUstar ? Array(block[345..<500].prefix { $0 != 0 }) : []
    path = prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
  }

  /// Octal digits, after blanks and before a blank or NUL.
  private static func octal(_ field: ArraySlice<UInt8>) throws(TapeFault) -> Int {
    let blank = UInt8(ascii: " ")
    let digits = field.drop { $0 == blank }.prefix { $0 != blank && $0 != 0 }
    guard !digits.isEmpty, digits.count <= 12 else { throw .number }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { throw .number }
      value = value << 3 | Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// The sum of the block's bytes with blanks where the sum itself stands.
  fileprivate static func checksum(_ block: [UInt8]) -> Int {
    block.enumerated().reduce(0) { sum, byte in
      sum + ((148..<156).contains(byte.offset) ? 32 : Int(byte.element))
    }
  }
}

extension TapeHeader {
  private static let largestOctal = 0o77_777_777_777
  private static let longestName = 100

  /// The blocks before the content of a file: readable by anybody, owned by nobody.
  ///
  /// `modified` in seconds since 1970. A path that is long or not ASCII, or a size from 8 GiB on,
  /// takes an extended header before.
  public static func file(path: String, size: Int, modified: Int) -> [UInt8] {
    let name = Array(path.utf8)
    var records: [UInt8] = []
    if name.count > longestName || !name.allSatisfy({ $0 < 0x80 }) {
      records += ExtendedRecords.record("path", name)
    }
    if size > largestOctal { records += ExtendedRecords.record("size", Array(String(size).utf8)) }
    let block = block(plain(name), size: size, modified: modified, type: UInt8(ascii: "0"))
    guard !records.isEmpty else { return block }
    let header = self.block(
      Array("PaxHeader".utf8), size: records.count, modified: modified, type: UInt8(ascii: "x"))
    return header + records + [UInt8](repeating: 0, count: padding(after: records.count)) + block
  }

  /// A name for programs that know no extended headers.
  private static func plain(_ name: [UInt8]) -> [UInt8] {
    name.suffix(longestName).map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }
  }

  private static func block(
    _ name: [UInt8], size: Int, modified: Int, type: UInt8
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: blockSize)
    block.replaceSubrange(0..<name.count, with: name)
    put(0o644, into: &block, at: 100, digits: 7)
    put(0, into: &block, at: 108, digits: 7)
    put(0, into: &block, at: 116, digits: 7)
    put(min(size, largestOctal), into: &block, at: 124, digits: 11)
    put(min(max(modified, 0), largestOctal), into: &block, at: 136, digits: 11)
    block[156] = type
    block.replaceSubrange(257..<265, with: "ustar\u{0}00".utf8)
    put(checksum(block), into: &block, at: 148, digits: 6)
    block[155] = UInt8(ascii: " ")
    return block
  }

  private static func put(_ value: Int, into block: inout [UInt8], at place: Int, digits: Int) {
    for digit in 0..<digits {
      let shift = 3 * (digits - 1 - digit)
      block[place + digit] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value >> shift & 7)
    }
  }
}
