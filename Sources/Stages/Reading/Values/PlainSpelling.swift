import Model

/// The usual spelling of a value, told eight bytes at a time; `nil` says nothing but that it is
/// another, which the general reading judges (`Numbers`, `Dates`).
///
/// All read up to 16 bytes from the start of a field, which lies in a block or an arena: what is
/// behind it may be read and plays no part.
enum PlainSpelling {
  private static let zeros: UInt64 = 0x3030_3030_3030_3030
  private static let tops: UInt64 = 0x8080_8080_8080_8080
  /// Added to a byte it sets its top bit unless the byte is 0 to 9.
  private static let aboveNine: UInt64 = 0x7676_7676_7676_7676

  /// From 1 March 1900 to 1 January 1970.
  private static let daysBefore1970 = 25_508

  /// The digits of 1 to 8 bytes as bytes 0 to 9, the last at the top and zeros before the first,
  /// with the top bits of the bytes that are none.
  @inline(__always)
  private static func digits(
    _ start: UnsafeRawPointer, _ count: Int
  ) -> (digits: UInt64, others: UInt64) {
    let shift = UInt64(64 &- 8 &* count)
    let word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)) &<< shift
    let digits = word ^ (zeros &<< shift)
    // A byte that is no digit may carry into the next, so only the lowest bit that is set is sure.
    return (digits, ((digits &+ aboveNine) | digits) & tops)
  }

  /// The number that eight bytes 0 to 9 are, the first the lowest.
  @inline(__always)
  private static func number(_ digits: UInt64) -> Int {
    let pairs = (digits &* 2561) &>> 8 & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 6_553_601) &>> 16 & 0x0000_FFFF_0000_FFFF
    return Int(truncatingIfNeeded: (fours &* 42_949_672_960_001) &>> 32)
  }

  /// 1 to 8 digits.
  @inline(__always)
  static func integer(_ start: UnsafeRawPointer, _ count: Int) -> Int? {
    guard count <= 8 else { return nil }
    let (digits, others) = digits(start, count)
    return others == 0 ? number(digits) : nil
  }

  /// A decimal of up to 8 bytes without sign or `%`, in hundredths.
  @inline(__always)
  static func hundredths(_ start: UnsafeRawPointer, _ count: Int) -> Int? {
    guard count <= 8 else { return nil }
    let (digits, others) = digits(start, count)
    if others == 0 { return number(digits) &* 100 }
    return marked(digits, others, count)
  }

  /// A decimal with one mark, one or two digits behind it and at least one before.
  @inline(__always)
  private static func marked(_ digits: UInt64, _ others: UInt64, _ count: Int) -> Int? {
    let place = others.trailingZeroBitCount &>> 3
    let behind = 7 &- place
    guard behind == 1 || behind == 2, count > behind &+ 1, others & (others &- 1) == 0 else {
      return nil
    }
    let shift = UInt64(place &* 8)
    let mark = UInt8(truncatingIfNeeded: digits &>> shift) ^ 0x30
    guard mark == 0x2C || mark == 0x2E else { return nil }
    let fraction = digits & (~0 &<< (shift &+ 8))
    let whole = (digits & ~(~0 &<< shift)) &<< 8
    let value = number(whole | fraction)
    return behind == 2 ? value : value &* 10
  }

  /// `2025-03-31` or `31/03/2025`, as its day.
  @inline(__always)
  static func day(_ start: UnsafeRawPointer, _ count: Int) -> Int? {
    guard count == 10 else { return nil }
    let word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    let tail = UInt64(UInt16(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
    if word & 0xFF00_00FF_0000_0000 == 0x2D00_002D_0000_0000 {
      // YYYY-MM- and DD: to YYYYMMDD.
      let joined =
        word & 0xFFFF_FFFF | (word &>> 8) & 0x0000_FFFF_0000_0000 | tail &<< 48
      return civil(joined)
    }
    guard word & 0x0000_FF00_00FF_0000 == 0x0000_2F00_002F_0000 else { return nil }
    // DD/MM/YY and YY: to YYYYMMDD.
    let joined =
      (word &>> 48) | tail &<< 16 | (word & 0x0000_00FF_FF00_0000) &<< 8 | word &<< 48
    return civil(joined)
  }

  /// The day of eight digits `YYYYMMDD`, the first the lowest byte.
  @inline(__always)
  private static func civil(_ text: UInt64) -> Int? {
    let digits = text ^ zeros
    guard ((digits &+ aboveNine) | digits) & tops == 0 else { return nil }
    let pairs = (digits &* 2561) &>> 8 & 0x00FF_00FF_00FF_00FF
    let year = Int(pairs & 0xFF) &* 100 &+ Int(pairs &>> 16 & 0xFF)
    let (month, day) = (Int(pairs &>> 32 & 0xFF), Int(pairs &>> 48))
    // 31st and 29 February are the calendar's to judge.
    guard year >= 2000, year <= 2100, month > 0, month <= 12, day > 0, day <= (month == 2 ? 28 : 30)
    else { return nil }
    // Years are counted from March 1900, so that a leap day is the last of its year; 2100 has none.
    let isEarly = month <= 2
    let years = year &- (isEarly ? 1901 : 1900)
    let ofYear = (153 &* (isEarly ? month &+ 9 : month &- 3) &+ 2) / 5 &+ day &- 1
    let leapDays = years / 4 &- (years >= 200 ? 1 : 0)
    return years &* 365 &+ leapDays &+ ofYear &- daysBefore1970
  }

  /// The twelve digits of a DANE code.
  @inline(__always)
  static func establishment(_ start: UnsafeRawPointer, _ count: Int) -> Int? {
    guard count == 12 else { return nil }
    let (high, highOthers) = digits(start, 8)
    let (low, lowOthers) = digits(start + 8, 4)
    guard highOthers | lowOthers == 0 else { return nil }
    return number(high) &* 10_000 &+ number(low)
  }

  /// A text, of one byte at least, whose ends are neither blank nor a dash, as those of nearly every
  /// text are: it is a value as it stands.
  @inline(__always)
  static func isText(_ start: UnsafeRawPointer, _ count: Int) -> Bool {
    let first = start.load(as: UInt8.self)
    let last = start.load(fromByteOffset: count &- 1, as: UInt8.self)
    guard first > 0x20, last > 0x20, first != 0x2D, first != 0x5F else { return false }
    // Of two bytes, the first of them 0xC3, is no white space but a letter such as `ó`.
    return (first < 0x80 || first == 0xC3)
      && (last < 0x80
        || (count > 1 && start.load(fromByteOffset: count &- 2, as: UInt8.self) == 0xC3))
  }

  /// A text that begins like no spelling of an absent value either (`Absence`).
  @inline(__always)
  static func isMarkedText(_ start: UnsafeRawPointer, _ count: Int) -> Bool {
    let letter = start.load(as: UInt8.self) | 0x20
    return letter != 0x6E && letter != 0x73 && isText(start, count)
  }
}
