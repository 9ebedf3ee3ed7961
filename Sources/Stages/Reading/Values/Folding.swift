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

  /// The same as `header`, without the general rules where the usual letters allow it.
  static func heading(_ text: String) -> String {
    var text = text
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count * 2 + 1)
    defer { room.deallocate() }
    return text.withUTF8 { bytes in
      guard let count = heading(Bytes(bytes), into: room) else {
        return header(String(decoding: bytes, as: UTF8.self))
      }
      return String(decoding: room[..<count], as: UTF8.self)
    }
  }

  /// Writes the `header` of a cell in UTF-8 into `room`, or as much of it as there is room for.
  ///
  /// Returns how many bytes it has there; `nil` where the general rules are needed.
  static func heading(_ cell: Bytes, into room: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    var count = 0
    var isPending = false
    var place = 0
    while place < cell.count, count < room.count {
      let byte = cell[place]
      let next = place + 1 < cell.count ? cell[place + 1] : 0
      var letter: UInt8?
      switch byte {
      case 0x30...0x39, 0x61...0x7A: letter = byte
      case 0x41...0x5A: letter = byte | 0x20
      case 0x2E where next == 0xC2 && place + 2 < cell.count && isOrdinal(cell[place + 2]):
        place += 1
        continue
      case ..<0x80: break
      case 0xC2 where isOrdinal(next): letter = next == 0xAA ? 0x61 : 0x6F
      case 0xC2 where isLatinSign(next): break
      case 0xC3 where latinLetter(next) != nil: letter = latinLetter(next)
      // General punctuation: dashes, quotation marks, blanks.
      case 0xE2 where next == 0x80 && place + 2 < cell.count && cell[place + 2] & 0xC0 == 0x80:
        place += 1
      // A byte that no character can begin with, or whose character is broken off: no UTF-8.
      case _ where isBroken(byte, next): break
      default: return nil
      }
      place += byte < 0x80 || isBroken(byte, next) ? 1 : 2
      guard let letter else {
        isPending = true
        continue
      }
      if isPending, count > 0 {
        room[count] = 0x5F
        count &+= 1
        guard count < room.count else { return count }
      }
      isPending = false
      room[count] = letter
      count &+= 1
    }
    return count
  }

  /// Whether a byte of 0x80 or more begins no character of two bytes or more, given the next one.
  private static func isBroken(_ byte: UInt8, _ next: UInt8) -> Bool {
    byte >= 0x80 && (byte < 0xC2 || byte > 0xF4 || next & 0xC0 != 0x80)
  }

  /// Whether a byte behind 0xC2 makes an ordinal sign, `ª` or `º`.
  private static func isOrdinal(_ byte: UInt8) -> Bool { byte == 0xAA || byte == 0xBA }

  /// Whether a byte behind 0xC2 makes a sign that has neither a letter nor a digit in it.
  private static func isLatinSign(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC...0xBE: false
    default: byte & 0xC0 == 0x80
    }
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

  /// The text of well-formed UTF-8 bytes in NFC, as UTF-8.
  package static func bytes(_ bytes: Bytes) -> [UInt8] {
    isSurelyNFC(bytes) ? Array(bytes) : Array(string(bytes).utf8)
  }

  /// The text as a diagnostic quotes it: at most 80 characters (Unicode scalars).
  package static func quoted(_ bytes: Bytes) -> String {
    guard bytes.count > 80 else { return String(decoding: bytes, as: UTF8.self) }
    let prefix = bytes.count > 400 ? bytes.slice(0, 400) : bytes
    let scalars = String(decoding: prefix, as: UTF8.self).unicodeScalars
    guard scalars.count > 80 else { return String(scalars) }
    return String(String.UnicodeScalarView(scalars.prefix(80)))
  }

  /// Whether a control character (Cc) other than tab, LF and CR stands in the text.
  package static func hasControl(_ bytes: Bytes) -> Bool {
    var place = 0
    while place &+ 8 <= bytes.count {
      let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      if mayHoldControl(eight), hasControl(bytes, place..<place &+ 8) { return true }
      place &+= 8
    }
    return hasControl(bytes, place..<bytes.count)
  }

  /// Whether one of eight bytes is below 0x20, 0x7F, or the 0xC2 before the controls of Latin-1.
  @inline(__always)
  private static func mayHoldControl(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let delete = eight ^ (0x7F &* ones)
    let latin = eight ^ (0xC2 &* ones)
    let below = (eight &- 0x20 &* ones) & ~eight
    let equal = (delete &- ones) & ~delete | (latin &- ones) & ~latin
    return (below | equal) & (0x80 &* ones) != 0
  }

  private static func hasControl(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
    for place in range {
      let byte = bytes[place]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return true }
      if byte == 0x7F { return true }
      if byte == 0xC2, place + 1 < bytes.count, bytes[place + 1] < 0xA0 { return true }
    }
    return false
  }

  /// Latin letters below U+0300 and general punctuation alone can't be decomposed.
  private static func isSurelyNFC(_ bytes: Bytes) -> Bool {
    let tops: UInt64 = 0x8080_8080_8080_8080
    var place = 0
    while place &+ 8 <= bytes.count {
      let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      // The top bit of each byte of 0xC4 and above.
      let leads = ((eight & ~tops) &+ 0x3C3C_3C3C_3C3C_3C3C) & eight & tops
      if leads != 0, !isSurelyNFC(bytes, place..<place &+ 8) { return false }
      place &+= 8
    }
    return isSurelyNFC(bytes, place..<bytes.count)
  }

  private static func isSurelyNFC(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
    for place in range where bytes[place] >= 0xC4 {
      guard bytes[place] == 0xE2, place + 1 < bytes.count, bytes[place + 1] == 0x80 else {
        return false
      }
    }
    return true
  }
}
