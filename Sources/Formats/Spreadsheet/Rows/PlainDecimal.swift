import XMLStream

/// Writes a number of a spreadsheet plainly, by exact decimal arithmetic.
///
/// Source: contract 1 §2: 15 significant digits, halves away from zero, without exponent or trailing
/// zeros.
enum PlainDecimal {
  private static let greatestDigits = 15
  /// Beyond every number that a spreadsheet can hold.
  private static let greatestExponent = 400

  /// A magnitude: the digits stand behind a decimal point that is moved `point` places to the right.
  private struct Magnitude {
    var digits: [UInt8] = []
    var point = 0
    /// Whether the first digit left out is 5 or more.
    var roundsUp = false
    var isComplete = false

    /// Takes a digit; leading zeros are none.
    mutating func take(_ digit: UInt8, isFraction: Bool) {
      if digits.isEmpty, digit == 0 {
        if isFraction { point -= 1 }
        return
      }
      if !isFraction { point += 1 }
      if digits.count < greatestDigits {
        digits.append(digit)
      } else if !isComplete {
        isComplete = true
        roundsUp = digit >= 5
      }
    }

    mutating func round() {
      if roundsUp {
        while digits.last == 9 { digits.removeLast() }
        if let last = digits.popLast() {
          digits.append(last + 1)
        } else {
          digits = [1]
          point += 1
        }
      }
      while digits.last == 0 { digits.removeLast() }
    }
  }

  /// Appends the plain form of a number with an optional sign, decimal point and exponent; `false`,
  /// and nothing appended, if `text` is none or beyond any that a spreadsheet holds.
  ///
  /// `movedBy`: how many places the decimal point is moved to the right.
  static func append(
    _ text: UnsafeRawBufferPointer, movedBy places: Int = 0, to store: inout ByteStore
  ) -> Bool {
    guard case (let isNegative, var magnitude)? = parse(text) else { return false }
    magnitude.point += places
    let plain = write(magnitude, isNegative: isNegative)
    plain.withUnsafeBytes { store.append($0) }
    return true
  }

  /// Whether a text is a whole number that is its own plain form, as nearly all numbers are.
  static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let first = text.first, text.count <= greatestDigits, first != 0x30 || text.count == 1
    else { return false }
    return text.allSatisfy(isDigit)
  }

  // MARK: - Parsing

  private static func parse(_ text: UnsafeRawBufferPointer) -> (Bool, Magnitude)? {
    var place = 0
    var end = text.count
    while place < end, isBlank(text[place]) { place += 1 }
    while end > place, isBlank(text[end - 1]) { end -= 1 }
    guard place < end else { return nil }
    let isNegative = text[place] == 0x2D
    if isNegative || text[place] == 0x2B { place += 1 }
    var magnitude = Magnitude()
    var isFraction = false
    var sawDigit = false
    while place < end, isDigit(text[place]) || (text[place] == 0x2E && !isFraction) {
      if text[place] == 0x2E {
        isFraction = true
      } else {
        sawDigit = true
        magnitude.take(text[place] & 0x0F, isFraction: isFraction)
      }
      place += 1
    }
    guard sawDigit, let exponent = exponent(text, from: place, to: end) else { return nil }
    magnitude.round()
    magnitude.point += exponent
    guard magnitude.digits.isEmpty || abs(magnitude.point) <= greatestExponent else { return nil }
    return (isNegative, magnitude)
  }

  /// The exponent that fills the rest of a number; 0 if nothing is left.
  private static func exponent(
    _ text: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Int? {
    guard start < end else { return 0 }
    guard text[start] | 0x20 == 0x65 else { return nil }
    var place = start + 1
    let isNegative = place < end && text[place] == 0x2D
    if place < end, isNegative || text[place] == 0x2B { place += 1 }
    guard place < end else { return nil }
    var exponent = 0
    while place < end {
      guard isDigit(text[place]) else { return nil }
      exponent = min(exponent * 10 + Int(text[place] & 0x0F), 100_000_000)
      place += 1
    }
    return isNegative ? -exponent : exponent
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  // MARK: - Writing

  private static func write(_ magnitude: Magnitude, isNegative: Bool) -> [UInt8] {
    let digits = magnitude.digits.map { $0 | 0x30 }
    guard !digits.isEmpty else { return [0x30] }
    let sign: [UInt8] = isNegative ? [0x2D] : []
    let point = magnitude.point
    if point <= 0 { return sign + [0x30, 0x2E] + zeros(-point) + digits }
    if point >= digits.count { return sign + digits + zeros(point - digits.count) }
    return sign + digits[..<point] + [0x2E] + digits[point...]
  }

  private static func zeros(_ count: Int) -> [UInt8] {
    [UInt8](repeating: 0x30, count: count)
  }
}
