import Foundation
import Glibc
import Pipeline

/// How far a run is, on one line of the terminal that is written over and cleared at the end.
///
/// It uses neither colours nor control sequences, only carriage returns.
final class ProgressLine: @unchecked Sendable {
  // Unchecked: the width is only touched under the lock.
  private let lock = NSLock()
  private var shownWidth = 0

  private init() {}

  /// A line where standard error is a terminal that can write over one; otherwise none, as under cron.
  static func onTerminal() -> ProgressLine? {
    let kind = ProcessInfo.processInfo.environment["TERM"]
    guard isatty(STDERR_FILENO) == 1, let kind, !kind.isEmpty, kind != "dumb" else { return nil }
    return ProgressLine()
  }

  func show(_ progress: RunProgress) {
    replace(with: ProgressText.line(progress, width: ProgressLine.columns - 1))
  }

  func clear() {
    replace(with: "")
  }

  private func replace(with text: String) {
    lock.withLock {
      guard shownWidth > 0 || !text.isEmpty else { return }
      let padding = String(repeating: " ", count: max(0, shownWidth - text.count))
      Terminal.overwrite("\r" + text + padding + (text.isEmpty ? "\r" : ""))
      shownWidth = text.count
    }
  }

  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
