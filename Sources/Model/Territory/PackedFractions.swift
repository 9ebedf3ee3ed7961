/// Fractions in as few bytes as they need, since a territory has a million of them: each as numerator
/// and denominator in groups of seven bits, the lowest first, the last with its top bit clear.
public struct PackedFractions: Sendable, Sequence {
  private var bytes: [UInt8] = []

  public init() {}

  public init(_ fractions: some Sequence<Fraction>) {
    for fraction in fractions { append(fraction) }
  }

  public var isEmpty: Bool { bytes.isEmpty }

  /// Appends a fraction of positive numbers.
  public mutating func append(_ fraction: Fraction) {
    append(UInt64(fraction.numerator.magnitude))
    append(UInt64(fraction.denominator.magnitude))
  }

  /// The same without room for more.
  public func trimmed() -> PackedFractions {
    var copy = PackedFractions()
    copy.bytes = bytes.withUnsafeBufferPointer(Array.init)
    return copy
  }

  public func makeIterator() -> Iterator {
    Iterator(bytes: bytes)
  }

  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  public struct Iterator: IteratorProtocol {
    let bytes: [UInt8]
    var place = 0

    public mutating func next() -> Fraction? {
      guard place < bytes.count else { return nil }
      return Fraction(numerator: number(), denominator: number())
    }

    private mutating func number() -> Int {
      var number: UInt64 = 0
      var shift: UInt64 = 0
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        number |= UInt64(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      return Int(truncatingIfNeeded: number)
    }
  }
}
