import Digest

/// The name of a run: its cut-off and the first 16 hexadecimal digits of the digest of everything
/// that decides its content, `2025-11-30-1a2b3c4d5e6f7a8b`.
///
/// Source: contract 4, «Publishing».
package struct RunID: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// Reads a name; `nil` where it has another form, so that no foreign folder counts as a run.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 27 else { return nil }
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 4, 7, 10: guard byte == UInt8(ascii: "-") else { return nil }
      case 0..<10: guard RunID.digits.contains(byte) else { return nil }
      default:
        guard RunID.digits.contains(byte) || RunID.letters.contains(byte) else { return nil }
      }
    }
    description = text
  }

  fileprivate init(year: Int, month: Int, day: Int, digest: SHA256Value) {
    let date = [(year, 4), (month, 2), (day, 2)].map { number, width in
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    description = date.joined(separator: "-") + "-" + digest.hex.prefix(16)
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  private static let letters = UInt8(ascii: "a")...UInt8(ascii: "f")
}

/// Everything that decides what a run writes, in a canonical order that the caller keeps.
///
/// The digest is taken over a mark of this format and then, for every part, the length of its name
/// in eight bytes (least significant first), the name, the length of its value, the value: no two
/// lists of parts look alike. Order counts. What must be added (contract 4): program version,
/// period, cut-off, dialect, outputs, effective configuration, every template's digest, every
/// input's path, size and digest. What must not: the clock, the machine, the number of threads,
/// absolute paths.
package struct RunIdentity: Sendable {
  private let cutOff: (year: Int, month: Int, day: Int)
  private var stream = SHA256Stream()

  /// Takes the cut-off as a civil date; it leads the name.
  package init(year: Int, month: Int, day: Int) {
    cutOff = (year, month, day)
    stream.update("pmi-run-1\n")
  }

  package mutating func add(_ name: String, _ value: String) {
    addCounted(name)
    addCounted(value)
  }

  package mutating func add(_ name: String, _ value: Int) {
    add(name, String(value))
  }

  /// The name that the parts added so far make.
  package var runID: RunID {
    RunID(year: cutOff.year, month: cutOff.month, day: cutOff.day, digest: stream.digest())
  }

  private mutating func addCounted(_ text: String) {
    withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { stream.update($0) }
    stream.update(text)
  }
}
