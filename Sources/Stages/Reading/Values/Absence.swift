/// Spellings that stand for no value (contract 1 §3).
package enum Absence {
  /// Whether trimmed bytes are nothing but blanks, `_` and `-`: no value in any type.
  @inline(__always)
  package static func isDash(_ bytes: Bytes) -> Bool {
    guard let first = bytes.first else { return true }
    return (first == 0x2D || first == 0x5F) && Folding.word(bytes).isEmpty
  }

  /// Whether trimmed bytes are `N/A`, `NA`, `NO APLICA`, `SIN INFORMACION`, `S/D`, compared like
  /// words, or a dash.
  @inline(__always)
  package static func isMarker(_ bytes: Bytes) -> Bool {
    guard let first = bytes.first else { return true }
    switch first {
    case 0x4E, 0x6E, 0x53, 0x73, 0x2D, 0x5F: return isSpelledOut(bytes)
    default: return false
    }
  }

  private static let markers: Set<[UInt8]> = Set(
    ["n/a", "na", "no aplica", "sin informacion", "s/d", ""].map { Array($0.utf8) })

  private static func isSpelledOut(_ bytes: Bytes) -> Bool {
    guard bytes.count <= 256 || bytes[0] == 0x2D || bytes[0] == 0x5F else { return false }
    if isLikelyWord(bytes) { return false }
    return markers.contains(Folding.word(bytes))
  }

  /// The second letter rules nearly every word out without a comparison.
  @inline(__always)
  private static func isLikelyWord(_ bytes: Bytes) -> Bool {
    guard bytes.count > 1 else { return bytes[0] != 0x2D && bytes[0] != 0x5F }
    switch bytes[1] {
    case 0x41, 0x61, 0x4F, 0x6F, 0x2F, 0x49, 0x69, 0x2D, 0x5F, 0x20: return false
    case 0x80...: return false
    default: return bytes[0] != 0x2D && bytes[0] != 0x5F
    }
  }
}
