import Delimited
import Model
import Reading

/// The decoders of values; a date that is accepted is one of the calendar, counted another way.
func fuzzValues(_ input: [UInt8]) {
  input.withUnsafeBytes { bytes in
    _ = try? Numbers.integer(bytes)
    _ = try? Numbers.decimal(bytes, allowsPercent: true)
    _ = try? Numbers.money(bytes)
    _ = Absence.isMarker(bytes)
    expectSame(Utf8.check(bytes).isUTF8, String(validating: input, as: UTF8.self) != nil, "UTF-8")
    guard Utf8.check(bytes).isUTF8 else { return }
    let word = Folding.word(bytes)
    expectSame(word.withUnsafeBytes { Folding.word($0) }, word, "folding twice")
    _ = Folding.header(String(decoding: bytes, as: UTF8.self))
    if let day = try? Dates.day(bytes) { expectSame(day, counted(day.civil), "\(day.iso)") }
  }
}

/// The day of a civil date, by counting the days of years and months from 1970 on.
private func counted(_ civil: (year: Int, month: Int, day: Int)) -> Day? {
  func isLeap(_ year: Int) -> Bool { (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 }
  var lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if isLeap(civil.year) { lengths[1] = 29 }
  guard (1...12).contains(civil.month), (1...lengths[civil.month - 1]).contains(civil.day) else {
    return nil
  }
  let years = (1970..<civil.year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) }
  let days = years + lengths[..<(civil.month - 1)].reduce(0, +) + civil.day - 1
  return Day(number: Int32(days))
}
