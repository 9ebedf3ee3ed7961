extension Output {
  /// A whole number; `thousands` stands between groups of three, 0 for none.
  func writeInteger(_ value: Int, thousands: UInt8 = 0) throws {
    if value < 0 { try write(Ascii.minus) }
    try writeMagnitude(value.magnitude, thousands: thousands)
  }

  /// Hundredths with two places after `mark`.
  func writeDecimal(_ hundredths: Int, thousands: UInt8 = 0, mark: UInt8) throws {
    if hundredths < 0 { try write(Ascii.minus) }
    let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    try writeMagnitude(whole, thousands: thousands)
    try write(mark)
    try writeTwoDigits(Int(part))
  }

  /// Hundredths for machines: `12.5`, `-3`, `0.25`.
  func writeMeasure(_ hundredths: Int) throws {
    if hundredths < 0 { try write(Ascii.minus) }
    let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    try writeMagnitude(whole, thousands: 0)
    guard part > 0 else { return }
    try write(Ascii.dot)
    if part.isMultiple(of: 10) {
      try write(Ascii.zero + UInt8(part / 10))
    } else {
      try writeTwoDigits(Int(part))
    }
  }

  func writeDayISO(_ day: TemplateDay) throws {
    try writeTwoDigits(Int(day.year) / 100)
    try writeTwoDigits(Int(day.year) % 100)
    try write(Ascii.minus)
    try writeTwoDigits(Int(day.month))
    try write(Ascii.minus)
    try writeTwoDigits(Int(day.day))
  }

  /// The two digits of a number from 0 to 99.
  private func writeTwoDigits(_ value: Int) throws {
    try write(Ascii.zero + UInt8(truncatingIfNeeded: value / 10))
    try write(Ascii.zero + UInt8(truncatingIfNeeded: value % 10))
  }

  private func writeMagnitude(_ value: UInt, thousands: UInt8) throws {
    guard thousands != 0, value > 999 else { return try writePlain(value) }
    let digits = Output.digits(value)
    let length = digits + (digits - 1) / 3
    try reserve(length) { start in
      var place = length
      var inGroup = 0
      var rest = value
      while place > 0 {
        place -= 1
        if inGroup == 3 {
          start[place] = thousands
          inGroup = 0
          place -= 1
        }
        start[place] = Ascii.zero + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
        inGroup += 1
      }
    }
  }

  private func writePlain(_ value: UInt) throws {
    guard value >= 100_000_000 else {
      let digits = Output.eightDigits(UInt64(value))
      let leading = min(7, digits.trailingZeroBitCount &>> 3)
      let text = (digits | ByteLanes.all(Ascii.zero)) &>> UInt64(leading &* 8)
      return try reserve(8, using: 8 &- leading) { start in
        UnsafeMutableRawPointer(start).storeBytes(of: text.littleEndian, as: UInt64.self)
      }
    }
    let length = Output.digits(value)
    try reserve(length) { start in
      var rest = value
      for place in (0..<length).reversed() {
        start[place] = Ascii.zero + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }

  /// How many digits a number has.
  private static func digits(_ value: UInt) -> Int {
    var digits = 1
    var rest = value
    while rest > 9 {
      rest /= 10
      digits += 1
    }
    return digits
  }

  /// The digits of a number below 100,000,000 as bytes 0 to 9, the first the lowest: halves, quarters
  /// and digits are divided from each other in lanes of one number.
  @inline(__always)
  private static func eightDigits(_ value: UInt64) -> UInt64 {
    let fours = value / 10_000 | (value % 10_000) &<< 32
    let upperPairs = (fours &* 10_486) &>> 20 & 0x0000_007F_0000_007F
    let pairs = upperPairs | (fours &- upperPairs &* 100) &<< 16
    let tens = (pairs &* 103) &>> 10 & 0x000F_000F_000F_000F
    return tens | (pairs &- tens &* 10) &<< 8
  }
}
