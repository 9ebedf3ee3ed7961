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
    if value < 10 { return try write(Ascii.zero + UInt8(truncatingIfNeeded: value)) }
    if value < 100 { return try writeTwoDigits(Int(value)) }
    var digits = 1
    var rest = value
    while rest > 9 {
      rest /= 10
      digits += 1
    }
    let length = thousands == 0 ? digits : digits + (digits - 1) / 3
    try reserve(length) { start in
      var place = length
      var inGroup = 0
      var rest = value
      while place > 0 {
        place -= 1
        if thousands != 0, inGroup == 3 {
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
}
