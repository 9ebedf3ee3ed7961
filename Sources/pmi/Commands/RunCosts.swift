import Foundation
import Pipeline

/// What a run cost by stage, for `--timings`.
enum RunCosts {
  private static let nameWidth = 30
  private static let numberWidth = 12

  /// A table of seconds and bytes, aligned for a terminal.
  static func text(_ meter: RunMeter) -> String {
    let stages = meter.stages.map { line($0.stage.spanish, $0.cost) }
    let parts = meter.partTimes.map { part, seconds in
      row("  de ello, \(part.spanish)", ["", decimal(seconds, places: 3)])
    }
    let heading = row("Etapa", ["reloj (s)", "CPU (s)", "leídos (B)", "escritos (B)"])
    let lines = [heading] + stages + [line("total", meter.total)] + parts
    return (lines + [peak].compactMap { $0 }).joined(separator: "\n")
  }

  private static func line(_ name: String, _ cost: StageCost) -> String {
    row(
      name,
      [
        decimal(cost.wall, places: 3), decimal(cost.cpu, places: 3), amount(cost[.bytesRead]),
        amount(cost[.bytesWritten]),
      ])
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    let padding = String(repeating: " ", count: max(0, nameWidth - name.count))
    return cells.reduce(name + padding) { line, cell in
      line + String(repeating: " ", count: max(1, numberWidth + 1 - cell.count)) + cell
    }
  }

  private static func amount(_ count: Int) -> String {
    count == 0 ? "–" : SpanishNumber.grouped(count)
  }

  /// The largest resident memory, as the system counted it for this program alone.
  private static var peak: String? {
    guard let status = FileManager.default.contents(atPath: "/proc/self/status") else { return nil }
    let words = String(decoding: status, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let peak = zip(words, words.dropFirst()).first { $0.0 == "VmHWM:" }
    guard let peak, let kibibytes = Int(peak.1) else { return nil }
    return "Memoria máxima: \(decimal(Double(kibibytes) / 1024, places: 1)) MiB"
  }

  private static func decimal(_ value: Double, places: Int) -> String {
    SpanishNumber.decimal(value, places: places)
  }
}
