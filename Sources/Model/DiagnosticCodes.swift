/// Some of the codes, as bits; it goes over them in their order.
public struct DiagnosticCodes: Hashable, Sendable, Sequence, ExpressibleByArrayLiteral {
  /// The bit of a code is the one of its raw value.
  private var bits: UInt64

  /// None.
  public init() {
    bits = 0
  }

  public init(arrayLiteral codes: DiagnosticCode...) {
    bits = 0
    for code in codes { insert(code) }
  }

  public init(bits: UInt64) {
    self.bits = bits
  }

  /// As many bytes as a number, for a file.
  public var packed: UInt64 { bits }

  public var count: Int { bits.nonzeroBitCount }

  public mutating func insert(_ code: DiagnosticCode) {
    bits |= 1 << UInt64(code.rawValue)
  }

  public func makeIterator() -> AnyIterator<DiagnosticCode> {
    var rest = bits
    return AnyIterator {
      while rest != 0 {
        let place = rest.trailingZeroBitCount
        rest &= rest &- 1
        if let code = DiagnosticCode(rawValue: UInt8(place)) { return code }
      }
      return nil
    }
  }

  /// The codes as they are printed, with blanks between.
  public var text: String {
    only?.text ?? map(\.text).joined(separator: " ")
  }

  /// The one code, as nearly every record has it; `nil` of several or none.
  public var only: DiagnosticCode? {
    count == 1 ? DiagnosticCode(rawValue: UInt8(bits.trailingZeroBitCount)) : nil
  }
}
