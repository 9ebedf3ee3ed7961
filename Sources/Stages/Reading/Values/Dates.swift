import Model

/// Dates as contract 1 §3 accepts them, read from trimmed bytes.
package enum Dates {
  package static let years = 2000...2100

  /// `2025-03-31`, `31/03/2025` or `31-03-2025`, day and month also with one digit, each optionally
  /// followed by a time, which is dropped.
  package static func day(_ bytes: Bytes) throws(ValueFault) -> Day {
    var reader = DateReader(bytes)
    guard let first = reader.number(upTo: 4) else { throw .notDate }
    let result: Day?
    if first.digits == 4 {
      guard reader.take(0x2D), let month = reader.number(upTo: 2), reader.take(0x2D),
        let day = reader.number(upTo: 2)
      else { throw .notDate }
      result = civil(first.value, month.value, day.value)
    } else {
      guard first.digits <= 2, let mark = reader.takeMark(), let month = reader.number(upTo: 2),
        reader.take(mark), let year = reader.number(upTo: 4), year.digits == 4
      else { throw .notDate }
      result = civil(year.value, month.value, first.value)
    }
    guard let result, reader.isAtEnd || reader.restIsTime() else { throw .notDate }
    return result
  }

  private static func civil(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    years.contains(year) ? Day(year: year, month: month, day: day) : nil
  }
}

/// Reads the pieces of a date from its bytes.
private struct DateReader {
  private let bytes: Bytes
  private var place = 0

  init(_ bytes: Bytes) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { place == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  mutating func takeMark() -> UInt8? {
    if take(0x2F) { return 0x2F }
    return take(0x2D) ? 0x2D : nil
  }

  /// 1 to `most` digits; a digit more is no number.
  mutating func number(upTo most: Int) -> (value: Int, digits: Int)? {
    var value = 0
    let start = place
    while place < bytes.count, let digit = Numbers.digit(bytes[place]) {
      guard place - start < most else { return nil }
      value = value * 10 + digit
      place += 1
    }
    return place > start ? (value, place - start) : nil
  }

  /// `T` or blanks, `h:mm`, and optionally seconds, `a. m.` or `p. m.`, and a zone.
  mutating func restIsTime() -> Bool {
    guard take(0x54) || skipBlanks() else { return false }
    guard let hour = number(upTo: 2), hour.value <= 23, take(0x3A), minutes() else { return false }
    if take(0x3A) {
      guard let second = number(upTo: 2), second.digits == 2, second.value <= 59 else {
        return false
      }
      if take(0x2E) || take(0x2C) {
        guard number(upTo: 9) != nil else { return false }
      }
    }
    let beforeMeridiem = place
    _ = skipBlanks()
    if !meridiem() { place = beforeMeridiem }
    _ = skipBlanks()
    return isAtEnd || (zone() && isAtEnd)
  }

  private mutating func minutes() -> Bool {
    guard let minute = number(upTo: 2) else { return false }
    return minute.digits == 2 && minute.value <= 59
  }

  private mutating func skipBlanks() -> Bool {
    let start = place
    while place < bytes.count {
      let length = Whitespace.lengthAtStart(bytes, place, bytes.count)
      guard length > 0 else { break }
      place += length
    }
    return place > start
  }

  private mutating func letter(_ small: UInt8) -> Bool {
    take(small) || take(small & 0xDF)
  }

  private mutating func meridiem() -> Bool {
    guard letter(0x61) || letter(0x70) else { return false }
    _ = take(0x2E)
    _ = skipBlanks()
    guard letter(0x6D) else { return false }
    _ = take(0x2E)
    return true
  }

  private mutating func zone() -> Bool {
    if letter(0x7A) { return true }
    guard take(0x2B) || take(0x2D) else { return false }
    let start = place
    guard let hours = number(upTo: 4) else { return false }
    if hours.digits == 4 { return hours.value / 100 <= 14 && hours.value % 100 <= 59 }
    guard place - start == 2, hours.value <= 14 else { return false }
    return take(0x3A) ? minutes() : true
  }
}
