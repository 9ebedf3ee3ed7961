/// What a cell's number means by the format that shows it.
enum NumberFormat: Sendable, Equatable {
  case plain
  /// A day, perhaps with a time.
  case date
  /// A time without a day, or a duration.
  case time
  case percentage

  /// The format of a number that every program knows; source: ECMA-376 part 1, §18.8.30.
  init(builtIn number: Int) {
    switch number {
    case 9, 10: self = .percentage
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45...47, 55, 56: self = .time
    default: self = .plain
    }
  }

  /// The format of a code such as `dd/mm/yyyy`; its first section, which shows what is not negative,
  /// decides, and in it what is no literal.
  init(code: String) {
    let letters = NumberFormat.letters(of: code)
    if letters == "general" {
      self = .plain
    } else if letters.contains(where: { $0 == "d" || $0 == "y" }) {
      self = .date
    } else if letters.contains(where: { $0 == "h" || $0 == "s" }) {
      self = .time
    } else if letters.contains("m") {
      self = .date
    } else {
      self = letters.contains("%") ? .percentage : .plain
    }
  }

  /// The code without quoted, escaped and padding characters, colours and conditions, in lower case.
  ///
  /// A bracket that counts hours, minutes or seconds (`[h]`) stays.
  private static func letters(of code: String) -> String {
    var result = ""
    var rest = code.lowercased()[...]
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let content = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(content.count + 1)
        if let first = content.first, content.allSatisfy({ $0 == first }), "hms".contains(first) {
          result.append(first == "m" ? "h" : first)
        }
      default: result.append(character)
      }
    }
    return result
  }
}
