import Foundation
import Model
import Testing

@Suite struct DayTests {
  /// Every day of 2000–2100, counted by Foundation's calendar.
  @Test func agreesWithTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    let first = try #require(Day(year: 2000, month: 1, day: 1))
    let last = try #require(Day(year: 2100, month: 12, day: 31))
    for number in first.number...last.number {
      let day = Day(number: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let civil = day.civil
      guard civil.year == parts.year, civil.month == parts.month, civil.day == parts.day,
        Day(year: civil.year, month: civil.month, day: civil.day) == day
      else {
        Issue.record("day \(number) is \(parts), not \(civil)")
        return
      }
    }
    #expect(last.days(since: first) == 36_889)
  }

  @Test(arguments: [
    (2025, 2, 29), (2100, 2, 29), (2000, 2, 30), (2025, 4, 31), (2025, 13, 1), (2025, 0, 1),
    (2025, 1, 0), (2025, 1, 32), (0, 1, 1), (10_000, 1, 1),
  ]) func daysThatTheCalendarLacks(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test func leapDaysExist() {
    #expect(Day(year: 2000, month: 2, day: 29)?.iso == "2000-02-29")
    #expect(Day(year: 2024, month: 2, day: 29)?.adding(days: 1).iso == "2024-03-01")
    #expect(Day(year: 2100, month: 2, day: 28)?.adding(days: 1).iso == "2100-03-01")
  }

  @Test func yearsBeginAndEnd() {
    for year in 1999...2101 {
      #expect(Day.startOfYear(year) == Day(year: year, month: 1, day: 1))
      #expect(Day.endOfYear(year) == Day(year: year, month: 12, day: 31))
    }
  }

  @Test func cutoffsOfEarlierVigenciasAreTheirLastDay() throws {
    let cutoff = try #require(Day(year: 2025, month: 11, day: 30))
    let judgement = Judgement(period: 2025, cutoff: cutoff)
    #expect(judgement.cutoff(of: 2025) == cutoff)
    #expect(judgement.cutoff(of: 2024).iso == "2024-12-31")
    #expect(judgement.previous == Judgement(period: 2024, cutoff: Day.endOfYear(2024)))
  }
}
