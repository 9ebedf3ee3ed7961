/// Writes numbers and texts as bytes that `PackedReader` reads back.
///
/// Numbers are little-endian in groups of seven bits (LEB128), signed ones in zigzag: small numbers of
/// either sign take one byte, and no byte depends on the machine.
public struct PackedWriter {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public var count: Int { bytes.count }

  public mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number that is not negative.
  public mutating func append(count: Int) {
    append(UInt64(bitPattern: Int64(count)))
  }

  public mutating func append(signed number: Int) {
    append(UInt64(bitPattern: Int64(number << 1 ^ number >> (Int.bitWidth - 1))))
  }

  public mutating func append(byte: UInt8) {
    bytes.append(byte)
  }

  public mutating func append(raw content: some Collection<UInt8>) {
    bytes.append(contentsOf: content)
  }

  /// Bytes behind their number.
  public mutating func append(counted content: some Collection<UInt8>) {
    append(count: content.count)
    bytes.append(contentsOf: content)
  }

  public mutating func append(_ text: String) {
    append(counted: text.utf8)
  }
}
