import Foundation

/// Forms of a text under which spellings of one word are equal.
package enum Folding {
  /// How words of an enumeration, names of components and codes are compared: without case and
  /// accents, runs of blanks, `_` and `-` as one blank, none at either end (contract 1 §3).
  package static func word(_ bytes: Bytes) -> [UInt8] {
    let folded = inner(bytes)
    let start = folded.first == 0x20 ? 1 : 0
    let end = folded.last == 0x20 ? folded.count - 1 : folded.count
    guard start > 0 || end < folded.count else { return folded }
    return start < end ? Array(folded[start..<end]) : []
  }

  private static func inner(_ bytes: Bytes) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      let blank =
        byte == 0x2D || byte == 0x5F ? 1 : Whitespace.lengthAtStart(bytes, place, bytes.count)
      if blank > 0 {
        if folded.last != 0x20 { folded.append(0x20) }
        place += blank
      } else if byte < 0x80 {
        folded.append(lowercase(byte))
        place += 1
      } else if byte == 0xC3, place + 1 < bytes.count,
        let letter = latinLetter(bytes[place + 1]),
        !isMark(bytes, place + 2)
      {
        folded.append(letter)
        place += 2
      } else {
        return slowWord(String(decoding: bytes, as: UTF8.self))
      }
    }
    return folded
  }

  package static func word(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { word(Bytes($0)) }
  }

  /// How names of columns are compared: after compatibility decomposition, without case, accents
  /// and marks, every run of other characters than letters and digits as `_`, none at either end
  /// (contract 1 §2).
  ///
  /// A full stop right before an ordinal sign vanishes, as the contract's example `Meta N.º` for
  /// `meta_no` asks.
  package static func header(_ text: String) -> String {
    let text = text.replacingOccurrences(of: ".º", with: "º")
      .replacingOccurrences(of: ".ª", with: "ª")
    var folded = ""
    var isPending = false
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark:
        continue
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        if isPending, !folded.isEmpty { folded += "_" }
        isPending = false
        folded.unicodeScalars.append(scalar)
      default:
        isPending = true
      }
    }
    return folded
  }

  private static func slowWord(_ text: String) -> [UInt8] {
    var folded: [UInt8] = []
    for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      if scalar == "-" || scalar == "_" || scalar.properties.isWhitespace {
        if folded.last != 0x20 { folded.append(0x20) }
        continue
      }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: continue
      default: folded.append(contentsOf: Array(String(scalar).utf8))
      }
    }
    return folded
  }

  @inline(__always)
  package static func lowercase(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// The plain small letter of U+00C0–U+00FF, given its second byte in UTF-8.
  private static func latinLetter(_ second: UInt8) -> UInt8? {
    switch second | 0x20 {
    case 0xA0...0xA5: return 0x61
    case 0xA7: return 0x63
    case 0xA8...0xAB: return 0x65
    case 0xAC...0xAF: return 0x69
    case 0xB1: return 0x6E
    case 0xB2...0xB6: return 0x6F
    case 0xB9...0xBC: return 0x75
    case 0xBD: return 0x79
    default: return nil
    }
  }

  /// Whether a combining mark of U+0300–U+036F may begin at `place`.
  private static func isMark(_ bytes: Bytes, _ place: Int) -> Bool {
    place < bytes.count && (bytes[place] == 0xCC || bytes[place] == 0xCD)
  }
}

/// Texts as they are kept: NFC.
package enum Text {
  /// The text of well-formed UTF-8 bytes in NFC.
  package static func string(_ bytes: Bytes) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return isSurelyNFC(bytes) ? text : text.precomposedStringWithCanonicalMapping
  }

  /// The text as a diagnostic quotes it: at most 80 characters (Unicode scalars).
  package static func quoted(_ bytes: Bytes) -> String {
    let prefix = bytes.count > 400 ? bytes.slice(0, 400) : bytes
    let scalars = String(decoding: prefix, as: UTF8.self).unicodeScalars
    guard scalars.count > 80 else { return String(scalars) }
    return String(String.UnicodeScalarView(scalars.prefix(80)))
  }

  /// Whether a control character (Cc) other than tab, LF and CR stands in the text.
  package static func hasControl(_ bytes: Bytes) -> Bool {
    for place in 0..<bytes.count {
      let byte = bytes[place]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return true }
      if byte == 0x7F { return true }
      if byte == 0xC2, place + 1 < bytes.count, bytes[place + 1] < 0xA0 { return true }
    }
    return false
  }

  /// Latin letters below U+0300 and general punctuation alone can't be decomposed.
  private static func isSurelyNFC(_ bytes: Bytes) -> Bool {
    for place in 0..<bytes.count where bytes[place] >= 0xC4 {
      guard bytes[place] == 0xE2, place + 1 < bytes.count, bytes[place + 1] == 0x80 else {
        return false
      }
    }
    return true
  }
}
