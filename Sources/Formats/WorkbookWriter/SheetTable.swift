/// A table of a workbook.
public struct SheetTable: Sendable {
  public struct Column: Sendable {
    public let name: String
    /// What is shown beside its heading; none if empty.
    public let note: String

    public init(_ name: String, note: String = "") {
      self.name = name
      self.note = note
    }
  }

  /// The worksheet's name: at most 26 characters, none of `[]:*?/\`.
  public let name: String
  public let columns: [Column]
  /// Whether long texts take several lines of their cell.
  public let wrapsText: Bool

  public init(_ name: String, _ columns: [Column], wrapsText: Bool = false) {
    self.name = name
    self.columns = columns
    self.wrapsText = wrapsText
  }
}

/// The value of a cell.
public enum SheetValue: Equatable, Sendable {
  case empty
  /// Never a formula, whatever it begins with; cut at 32,767 UTF-16 units, which a cell holds at most.
  case text(String)
  case integer(Int)
  case decimal(hundredths: Int)
  case date(SheetDay)
}

/// A day of the Gregorian calendar.
public struct SheetDay: Equatable, Sendable {
  public let year: Int
  public let month: Int
  public let day: Int

  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Midnight of the day.
  var secondsSince1970: Int { (serial - 25_569) * 86_400 }

  /// What a workbook holds for the day: days since 30 December 1899, right from March 1900 on.
  var serial: Int {
    let shiftedYear = month > 2 ? year : year - 1
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    return 365 * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
      + (153 * shiftedMonth + 2) / 5 + day - 719_469 + 25_569
  }
}

/// Texts as a workbook can hold them.
enum SheetText {
  private static let greatest = 32_767

  /// The text without what XML can't hold, which is written as `_x0001_`, and cut to what a cell holds.
  static func writable(_ text: String) -> String {
    var result = text
    let isPlain = result.withUTF8 { bytes in
      !bytes.contains { $0 < 0x20 || $0 == 0x5F || $0 == 0xEF }
    }
    if !isPlain { result = escaped(text) }
    guard result.utf8.count > greatest, result.utf16.count > greatest else { return result }
    var units = 0
    return String(
      String.UnicodeScalarView(
        result.unicodeScalars.prefix { scalar in
          units += scalar.value > 0xFFFF ? 2 : 1
          return units <= greatest
        }))
  }

  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x09, 0x0A: result.append(scalar)
      case 0x00..<0x20:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let padding = String(repeating: "0", count: 4 - digits.count)
        result.append(contentsOf: "_x\(padding)\(digits)_".unicodeScalars)
      case 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
      case 0x5F where isEscape(scalars[place...]):
        result.append(contentsOf: "_x005F_".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether what begins with `_` would be read as another character: `_x0041_`.
  private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let seven = scalars.prefix(7)
    guard seven.count == 7, seven.dropFirst().first == "x", seven.last == "_" else { return false }
    return seven.dropFirst(2).dropLast().allSatisfy { $0.properties.isASCIIHexDigit }
  }
}
