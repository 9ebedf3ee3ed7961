/// A calendar day of the proleptic Gregorian calendar, counted from 1 January 1970 (day 0).
///
/// Inputs only carry days of the years 2000–2100 (contract 1 §3); arithmetic is in whole days, so
/// no time zone can enter a result.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970; negative before it.
  public let number: Int32

  public init(number: Int32) {
    self.number = number
  }

  /// What stands for no day where an optional one would take twice the room.
  public static let noNumber = Int32.min

  /// The day of a number; `nil` of `noNumber`.
  public init?(ifAny number: Int32) {
    guard number != Day.noNumber else { return nil }
    self.number = number
  }

  /// The day of a civil date; `nil` where the calendar has no such day or the year is outside 1–9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month (1–12) and day of the month (1–31).
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The last day of a vigencia.
  public static func endOfYear(_ year: Int) -> Day {
    Day(number: startOfYear(year + 1).number - 1)
  }

  /// 1 January of a year in 1–9999.
  public static func startOfYear(_ year: Int) -> Day {
    let before = year - 1
    return Day(number: Int32(before * 365 + before / 4 - before / 100 + before / 400 - 719_162))
  }

  /// `YYYY-MM-DD`.
  public var iso: String {
    let (year, month, day) = civil
    return Day.padded(year, 4) + "-" + Day.padded(month, 2) + "-" + Day.padded(day, 2)
  }

  public func adding(days: Int) -> Day {
    Day(number: number + Int32(clamping: days))
  }

  /// Whole days from `other` to this day; negative if this day is earlier.
  public func days(since other: Day) -> Int {
    Int(number) - Int(other.number)
  }

  public static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
