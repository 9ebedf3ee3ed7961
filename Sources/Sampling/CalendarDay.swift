/// A day of the Gregorian calendar.
struct CalendarDay: Equatable {
  var year: Int16
  var month: UInt8
  var day: UInt8

  init(_ year: Int, _ month: Int, _ day: Int) {
    self.year = Int16(truncatingIfNeeded: year)
    self.month = UInt8(truncatingIfNeeded: month)
    self.day = UInt8(truncatingIfNeeded: day)
  }

  /// The day so many days later, 0 or more.
  func adding(days: Int) -> CalendarDay {
    var year = Int(self.year)
    var month = Int(self.month)
    var day = Int(self.day) + days
    while day > Self.length(year, month) {
      day -= Self.length(year, month)
      month += 1
      if month > 12 {
        month = 1
        year += 1
      }
    }
    return CalendarDay(year, month, day)
  }

  private static func length(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}
