import Model

/// Numbers as contract 1 §3 accepts them, read from trimmed bytes.
package enum Numbers {
  /// 1 to 9 ASCII digits.
  package static func integer(_ bytes: Bytes) throws(ValueFault) -> Int {
    guard !bytes.isEmpty else { throw .notNumber }
    var value = 0
    for place in 0..<bytes.count {
      guard let digit = digit(bytes[place]) else { throw .notNumber }
      if place < 9 { value = value &* 10 &+ digit }
    }
    guard bytes.count <= 9 else { throw .outOfRange }
    return value
  }

  /// A decimal in hundredths: `45`, `45.5`, `-3,25`; with `%` behind it where `allowsPercent`.
  package static func decimal(_ bytes: Bytes, allowsPercent: Bool) throws(ValueFault) -> Int {
    var number = bytes
    if allowsPercent, let last = bytes.last, last == 0x25 {
      number = bytes.slice(0, bytes.count - 1).trimmedAtEnd
    }
    let isNegative = number.first == 0x2D
    if isNegative { number = number.slice(1, number.count) }
    let mark = number.firstIndex { $0 == 0x2E || $0 == 0x2C }
    let whole = mark.map { number.slice(0, $0) } ?? number
    let fraction = mark.map { number.slice($0 + 1, number.count) }
    guard !whole.isEmpty, whole.allSatisfy({ digit($0) != nil }) else { throw .notNumber }
    if let fraction {
      guard (1...2).contains(fraction.count), fraction.allSatisfy({ digit($0) != nil }) else {
        throw .notNumber
      }
    }
    guard whole.count <= 12 else { throw .outOfRange }
    let value = digits(whole) * 100 + hundredths(fraction)
    return isNegative ? -value : value
  }

  /// Money in hundredths of a peso: a decimal, also `$ 1.500.000` and `1.500.000,50`.
  package static func money(_ bytes: Bytes) throws(ValueFault) -> Int {
    var number = bytes
    if number.first == 0x24 { number = number.slice(1, number.count).trimmed }
    do {
      return try decimal(number, allowsPercent: false)
    } catch .notNumber {
      return try grouped(number)
    }
  }

  /// A number whose thousands are marked by dots in threes, at least one of them.
  private static func grouped(_ bytes: Bytes) throws(ValueFault) -> Int {
    var number = bytes
    let isNegative = number.first == 0x2D
    if isNegative { number = number.slice(1, number.count) }
    let comma = number.firstIndex(of: 0x2C)
    let whole = comma.map { number.slice(0, $0) } ?? number
    let fraction = comma.map { number.slice($0 + 1, number.count) }
    if let fraction {
      guard (1...2).contains(fraction.count), fraction.allSatisfy({ digit($0) != nil }) else {
        throw .notNumber
      }
    }
    let groups = whole.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard groups.count >= 2, (1...3).contains(groups[0].count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { throw .notNumber }
    var value = 0
    var count = 0
    for group in groups {
      for byte in group {
        guard let digit = digit(byte) else { throw .notNumber }
        count += 1
        if count <= 12 { value = value * 10 + digit }
      }
    }
    guard count <= 12 else { throw .outOfRange }
    let result = value * 100 + hundredths(fraction)
    return isNegative ? -result : result
  }

  @inline(__always)
  package static func digit(_ byte: UInt8) -> Int? {
    byte >= 0x30 && byte <= 0x39 ? Int(byte &- 0x30) : nil
  }

  /// The value of ASCII digits, at most 18 of them.
  package static func digits(_ bytes: Bytes) -> Int {
    var value = 0
    for byte in bytes { value = value &* 10 &+ Int(byte &- 0x30) }
    return value
  }

  private static func hundredths(_ fraction: Bytes?) -> Int {
    guard let fraction else { return 0 }
    return fraction.count == 1 ? digits(fraction) * 10 : digits(fraction)
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var trimmedAtEnd: Bytes {
    var end = count
    while end > 0 {
      let length = Whitespace.lengthAtEnd(self, 0, end)
      guard length > 0 else { break }
      end -= length
    }
    return slice(0, end)
  }
}
