/// Days and times as spreadsheets count them: days since the beginning of 1900 or 1904, with the time as
/// a fraction.
enum SerialDate {
  private static let secondsOfDay = 86_400
  /// Behind 9999-12-31.
  private static let end = 2_958_466.0
  private static let from1904 = 1_462.0

  /// `2025-03-31`, or `2025-03-31T08:30:00` where the time is not midnight; `nil` if the number is none
  /// or no day of the calendar.
  ///
  /// The time is rounded to seconds. Days before March 1900 are those of the calendar with a 29
  /// February that 1900 did not have, as the programs show them.
  static func date(_ text: UnsafeRawBufferPointer, isFrom1904: Bool) -> String? {
    guard var serial = Double(String(decoding: text, as: UTF8.self)), serial >= 0 else {
      return nil
    }
    if isFrom1904 { serial += from1904 }
    guard serial < end else { return nil }
    let seconds = Int((serial * Double(secondsOfDay)).rounded())
    let (days, time) = seconds.quotientAndRemainder(dividingBy: secondsOfDay)
    let day = SerialDate.day(days)
    return time == 0 ? day : "\(day)T\(clock(time))"
  }

  /// `08:30:00`, with as many hours as there are; `nil` if the number is none or negative.
  static func time(_ text: UnsafeRawBufferPointer) -> String? {
    guard let serial = Double(String(decoding: text, as: UTF8.self)), serial >= 0, serial < end
    else {
      return nil
    }
    return clock(Int((serial * Double(secondsOfDay)).rounded()))
  }

  private static func clock(_ seconds: Int) -> String {
    [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":")
  }

  private static func day(_ serial: Int) -> String {
    switch serial {
    case 0: return "1900-01-00"
    case 60: return "1900-02-29"
    default: break
    }
    let (year, month, day) = civil(daysSince1970: serial - (serial < 60 ? 25_568 : 25_569))
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// The Gregorian date, by eras of 400 years that begin in March.
  private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
