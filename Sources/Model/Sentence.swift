/// A sentence in UTF-8, put together from its pieces without a String of each: where every row is
/// erroneous, some are made a million times.
public struct Sentence: ExpressibleByStringInterpolation {
  public let bytes: [UInt8]

  public init(stringLiteral text: StaticString) {
    bytes = text.withUTF8Buffer { Array($0) }
  }

  public init(stringInterpolation pieces: StringInterpolation) {
    bytes = pieces.bytes
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public struct StringInterpolation: StringInterpolationProtocol {
    /// Bytes that a piece usually has at most.
    private static let usualPiece = 16

    fileprivate private(set) var bytes: [UInt8] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * StringInterpolation.usualPiece)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    public mutating func appendInterpolation(_ text: String) {
      var text = text
      text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    public mutating func appendInterpolation(_ sentence: Sentence) {
      bytes.append(contentsOf: sentence.bytes)
    }

    public mutating func appendInterpolation(_ number: UInt16) {
      append(UInt64(number), width: 1)
    }

    public mutating func appendInterpolation(_ number: UInt32) {
      append(UInt64(number), width: 1)
    }

    public mutating func appendInterpolation(_ code: DaneCode) {
      append(code.number, width: DaneCode.width)
    }

    /// A number in so many digits at least.
    private mutating func append(_ number: UInt64, width: Int) {
      var power: UInt64 = 1
      for _ in 1..<width { power *= 10 }
      while number / power > 9 { power *= 10 }
      while power > 0 {
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number / power % 10))
        power /= 10
      }
    }
  }
}
