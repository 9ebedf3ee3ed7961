/// Writes numbers and texts as bytes that `ByteReader` reads back.
public struct ByteWriter {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public var count: Int { bytes.count }

  /// Makes room for so many bytes.
  public mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  /// A number in eight bytes, the least significant first.
  public mutating func append(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func append(byte: UInt8) {
    bytes.append(byte)
  }

  /// Bytes behind their number.
  public mutating func append(counted content: some Collection<UInt8>) {
    append(content.count)
    bytes.append(contentsOf: content)
  }

  /// A text behind the number of its bytes.
  public mutating func append(counted text: String) {
    var text = text
    text.withUTF8 { content in
      append(content.count)
      bytes.append(contentsOf: content)
    }
  }

  /// Bytes behind their number.
  public mutating func append(counted content: UnsafeRawBufferPointer) {
    append(content.count)
    bytes.append(contentsOf: content)
  }

  /// Bytes alone.
  public mutating func append(_ content: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: content)
  }

  /// A text alone.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Reads what a `ByteWriter` wrote; `nil` where the bytes end.
public struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0

  /// Reads from a place in the bytes on, which may lie behind their end.
  public init(_ bytes: [UInt8], from place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  /// How many bytes are left.
  public var rest: Int { max(0, bytes.count - place) }

  public mutating func number() -> Int? {
    guard place + 8 <= bytes.count else { return nil }
    defer { place += 8 }
    return bytes.withUnsafeBytes {
      Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Int64.self)))
    }
  }

  public mutating func byte() -> UInt8? {
    guard place < bytes.count else { return nil }
    defer { place += 1 }
    return bytes[place]
  }

  /// A text that stands behind the number of its bytes.
  public mutating func text() -> String? {
    guard let count = number(), count >= 0, place + count <= bytes.count else { return nil }
    defer { place += count }
    return bytes.withUnsafeBytes {
      String(decoding: UnsafeRawBufferPointer(rebasing: $0[place..<place + count]), as: UTF8.self)
    }
  }

  /// Lets `body` read bytes from a place on, which it moves.
  public mutating func read<Content>(
    _ body: (UnsafeRawBufferPointer, inout Int) -> Content?
  ) -> Content? {
    bytes.withUnsafeBytes { body($0, &place) }
  }

  /// Bytes that stand behind their number.
  public mutating func counted() -> ArraySlice<UInt8>? {
    guard let count = number(), count >= 0, place + count <= bytes.count else { return nil }
    defer { place += count }
    return bytes[place..<place + count]
  }
}
