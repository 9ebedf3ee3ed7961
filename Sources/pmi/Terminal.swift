import Glibc
import Synchronization

/// Writes to the terminal; nothing that goes there carries a control sequence.
enum Terminal {
  /// Why standard output took no more, if it didn't.
  private static let fault = Mutex<Int32>(0)

  /// Whether something of standard output was lost for another reason than that its reader had
  /// enough of it.
  static var hasLostOutput: Bool {
    fault.withLock { $0 != 0 && $0 != EPIPE }
  }

  /// To standard output, with a line end.
  static func say(_ text: String) {
    put(harmlessLines(text))
  }

  /// Data for another program to standard output, with a line end: as they are, unless somebody
  /// looks at them on a terminal.
  static func give(_ data: String) {
    put(isatty(STDOUT_FILENO) == 1 ? harmlessLines(data) : data)
  }

  /// To standard output as it is.
  static func write(_ text: String) {
    fault.withLock { fault in
      if fault == 0 { fault = write(text, to: STDOUT_FILENO) }
    }
  }

  /// To standard error, with a line end.
  static func complain(_ text: String) {
    // There is nobody left to tell that this can't be told.
    _ = write(harmlessLines(text) + "\n", to: STDERR_FILENO)
  }

  /// To standard error, as it is: for a line that is written over.
  static func overwrite(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
  }

  /// A text of the input: control and bidirectional characters are replaced.
  static func harmless(_ text: String) -> String {
    replaced(text) { isHarmful($0) }
  }

  /// Lines of our own, whose parts may be somebody else's.
  private static func harmlessLines(_ text: String) -> String {
    replaced(text) { $0 != "\n" && $0 != "\t" && isHarmful($0) }
  }

  private static func replaced(
    _ text: String, where isReplaced: (Unicode.Scalar) -> Bool
  ) -> String {
    guard text.unicodeScalars.contains(where: isReplaced) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(isReplaced(scalar) ? "\u{FFFD}" : scalar)
    }
    return result
  }

  /// Controls, line and paragraph separators, and what changes the direction of writing.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func put(_ text: String) {
    write(text + "\n")
  }

  /// Writes everything; answers why it could not, or 0.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      done += count
    }
    return 0
  }
}
