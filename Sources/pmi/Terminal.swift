import Glibc

/// Writes to the terminal; nothing that goes there carries a control sequence.
enum Terminal {
  /// To standard output, with a line end.
  static func say(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// To standard output as it is.
  static func write(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  /// To standard error, with a line end.
  static func complain(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// To standard error, as it is: for a line that is written over.
  static func overwrite(_ text: String) {
    write(text, to: STDERR_FILENO)
  }

  /// A text of the input: control and bidirectional characters are replaced.
  static func harmless(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isBidi =
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      let isControl = scalar.properties.generalCategory == .control
      result.unicodeScalars.append(isBidi || isControl ? "\u{FFFD}" : scalar)
    }
    return result
  }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return
      }
      done += count
    }
  }
}
