/// One value of a record, before a form of file gives it its spelling.
enum Cell: Equatable {
  case absent
  case text(Phrase)
  /// A code: prefix, a number with so many digits at least, suffix.
  case numbered(prefix: Fragment, number: Int, digits: UInt8, suffix: Fragment)
  case integer(Int)
  case decimal(hundredths: Int)
  /// A decimal that a form may write with `%`.
  case percentage(hundredths: Int)
  /// Whole pesos.
  case money(Int)
  case date(CalendarDay)
  case flag(Bool)

  static func text(_ fragment: Fragment) -> Cell {
    .text(Phrase(fragment))
  }

  static func dane(_ code: Int) -> Cell {
    .numbered(prefix: .none, number: code, digits: 12, suffix: .none)
  }
}

/// A record: one cell a column of its kind.
typealias Row = [Cell]
