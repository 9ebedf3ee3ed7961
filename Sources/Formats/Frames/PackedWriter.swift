/// Writes numbers and texts as bytes that `PackedReader` reads back.
///
/// Numbers are little-endian in groups of seven bits (LEB128), signed ones in zigzag: small numbers of
/// either sign take one byte, and no byte depends on the machine.
package struct PackedWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package var count: Int { bytes.count }

  package mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number that is not negative.
  package mutating func append(count: Int) {
    append(UInt64(bitPattern: Int64(count)))
  }

  package mutating func append(signed number: Int) {
    append(UInt64(bitPattern: Int64(number << 1 ^ number >> (Int.bitWidth - 1))))
  }

  package mutating func append(byte: UInt8) {
    bytes.append(byte)
  }

  package mutating func append(raw content: some Collection<UInt8>) {
    bytes.append(contentsOf: content)
  }

  /// Bytes behind their number.
  package mutating func append(counted content: some Collection<UInt8>) {
    append(count: content.count)
    bytes.append(contentsOf: content)
  }

  package mutating func append(_ text: String) {
    append(counted: text.utf8)
  }
}
