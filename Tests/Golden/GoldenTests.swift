import Foundation
import TestSupport
import Testing

/// Every case through the real program, table by table.
///
/// With `PMI_RECORD=1` the tables become what is expected, and the tests fail, so that a recording is
/// never taken for a test: the difference is to be read in the repository.
@Suite struct GoldenTests {
  private static let isRecording = ProcessInfo.processInfo.environment["PMI_RECORD"] == "1"

  @Test func thereAreCases() {
    #expect(GoldenCase.all.count >= 39)
  }

  @Test(arguments: GoldenCase.all) func tables(of golden: GoldenCase) throws {
    let input = try golden.prepareInput()
    let run = try PublishedRun(input.path + "/input", period: try golden.arguments)
    try #require(run.ending.status == 0, "\(run.ending.complaint)")
    let found = try run.tables
    guard !GoldenTests.isRecording else {
      try golden.record(found)
      Issue.record("recorded \(golden.name)")
      return
    }
    let expected = try golden.expectedTables
    #expect(expected.count >= 22)
    for (name, bytes) in expected {
      let table = try #require(found[name], "\(name) is missing")
      if let bytes {
        guard table != bytes else { continue }
        Issue.record("\(golden.name)/expected/\(name): \(firstDifference(bytes, table))")
      } else {
        #expect(CSVTable(table).rows.isEmpty, "\(golden.name): \(name) has rows")
      }
    }
  }

  private func firstDifference(_ expected: Data, _ found: Data) -> String {
    let expected = String(decoding: expected, as: UTF8.self).components(separatedBy: "\n")
    let found = String(decoding: found, as: UTF8.self).components(separatedBy: "\n")
    for line in 0..<max(expected.count, found.count) {
      let left = line < expected.count ? expected[line] : "(no line)"
      let right = line < found.count ? found[line] : "(no line)"
      if left != right { return "line \(line + 1)\n  expected \(left)\n  found    \(right)" }
    }
    return "no difference"
  }
}
