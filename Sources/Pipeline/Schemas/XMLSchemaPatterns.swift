import Model
import Reading

/// Regular expressions of XML Schema for the forms of contract 1 §3.
///
/// Each accepts no more than its type reads; some that are read, such as a date with a time, are left
/// out.
enum XMLSchemaPatterns {
  /// Control characters other than those of XML's white space, as XML 1.0 lets them in.
  static let control = "&#x7F;-&#x9F;"
  static let text = "[^\(control)]*"
  /// Something besides blanks, `_` and `-`.
  static let requiredText = "[^\(control)]*[^\\s\\p{Z}_\\-\(control)][^\(control)]*"
  /// With a digit it can't be `N/A` or the like.
  static let requiredCode = "[^\(control)]*[0-9][^\(control)]*"

  private static let number = "[0-9]{1,12}([.,][0-9]{1,2})?"
  static let decimal = "-?\(number)( %)?"
  static let amount = "\(number)( %)?"
  static let percentage = "(100([.,]00?)?|[0-9]{1,2}([.,][0-9]{1,2})?)( %)?"
  static let money = "(\\$ ?)?(\(number)|[0-9]{1,3}(\\.[0-9]{3}){1,3}(,[0-9]{1,2})?)"
  static let vigencia = "20[0-9]{2}|2100"
  static let isoDate = "(\(vigencia))-[0-9]{2}-[0-9]{2}"
  /// Day, month and year of the Gregorian calendar.
  static let slashedDate =
    "((0?[1-9]|1[0-9]|2[0-8])/(0?[1-9]|1[0-2])|(29|30)/(0?[13-9]|1[0-2])|31/(0?[13578]|1[02]))"
    + "/(\(vigencia))|29/0?2/20([02468][048]|[13579][26])"

  /// A word in any case, with or without accents, with blanks, `_` or `-` between its parts.
  static func word(_ spelling: String) -> String {
    var pattern = ""
    var isBetween = false
    for character in spelling {
      if character == " " || character == "_" || character == "-" {
        isBetween = !pattern.isEmpty
        continue
      }
      if isBetween { pattern += "[ _\\-]+" }
      isBetween = false
      pattern += letter(character)
    }
    return pattern
  }

  private static let accents: [String: String] = [
    "a": "áÁ", "e": "éÉ", "i": "íÍ", "o": "óÓ", "u": "úÚüÜ", "n": "ñÑ",
  ]

  private static func letter(_ character: Character) -> String {
    let folded = String(decoding: Folding.word(String(character)), as: UTF8.self)
    guard folded.utf8.count == 1, folded.first?.isLetter ?? false else {
      return escaped(character)
    }
    return "[\(folded)\(folded.uppercased())\(accents[folded] ?? "")]"
  }

  private static func escaped(_ character: Character) -> String {
    switch character {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case _ where "\\|.?*+(){}[]^$-".contains(character): "\\\(character)"
    default: String(character)
    }
  }
}
