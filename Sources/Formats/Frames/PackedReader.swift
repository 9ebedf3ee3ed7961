/// Reads what a `PackedWriter` wrote; throws `.damaged` at the first thing that it can't have written.
///
/// The bytes have to stay where they are as long as the reader or a slice of it is used.
public struct PackedReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  public init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Shows `body` a reader of bytes, all of which it has to read.
  public static func whole<Result>(
    _ bytes: [UInt8], _ body: (inout PackedReader) throws(FrameFault) -> Result
  ) throws(FrameFault) -> Result {
    try bytes.withUnsafeBufferPointer { (bytes) throws(FrameFault) in
      var reader = PackedReader(UnsafeRawBufferPointer(bytes))
      let result = try body(&reader)
      try reader.end()
      return result
    }
  }

  /// How many bytes are left.
  public var rest: Int { bytes.count - place }

  public mutating func byte() throws(FrameFault) -> UInt8 {
    guard place < bytes.count else { throw .damaged }
    defer { place += 1 }
    return bytes[place]
  }

  public mutating func number() throws(FrameFault) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      let bits = UInt64(byte & 0x7F)
      guard shift < 63 || bits <= 1 else { throw .damaged }
      result |= bits << shift
      if byte < 0x80 { return result }
      shift += 7
      guard shift < 64 else { throw .damaged }
    }
  }

  /// A number from 0 to `limit`.
  public mutating func count(upTo limit: Int) throws(FrameFault) -> Int {
    let number = try number()
    guard number <= UInt64(limit) else { throw .damaged }
    return Int(number)
  }

  /// How many things follow, each of which takes a byte or more.
  public mutating func count() throws(FrameFault) -> Int {
    try count(upTo: rest)
  }

  public mutating func signed() throws(FrameFault) -> Int {
    let number = try number()
    return Int(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
  }

  /// A slice of so many bytes.
  public mutating func raw(_ count: Int) throws(FrameFault) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= rest else { throw .damaged }
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
  }

  /// A slice of the bytes that stand behind their number.
  public mutating func counted() throws(FrameFault) -> UnsafeRawBufferPointer {
    try raw(try count())
  }

  /// A text that stands behind its number of bytes.
  public mutating func text() throws(FrameFault) -> String {
    guard let text = String(validating: try counted(), as: UTF8.self) else { throw .damaged }
    return text
  }

  /// Nothing may be left.
  public func end() throws(FrameFault) {
    guard rest == 0 else { throw .damaged }
  }
}
