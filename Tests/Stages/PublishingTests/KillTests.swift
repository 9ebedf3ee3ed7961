import Glibc
import Publishing
import PublishingFaults
import Testing

/// A process killed at any call leaves what was published, and the next run finds the lock free and
/// tidies up.
@Suite struct KillTests {
  @Test(arguments: [FaultTests.Scenario.newRun, .newRunAndPrune, .damagedCurrent])
  func theOutputOutlivesAKill(scenario: FaultTests.Scenario) throws {
    var number = 1
    while true {
      let output = try TestOutput()
      try FaultTests.prepare(output, scenario)
      let keep = scenario == .newRunAndPrune ? ["1"] : []
      let wasKilled = try KillTests.runProbe([output.path, "nueva", String(number)] + keep)
      let comment: Comment = "\(scenario), call \(number)"
      FaultTests.checkWhole(output, scenario, comment)
      try SampleRun("nueva").publish(to: output.path, keep: keep.isEmpty ? nil : 1)
      FaultTests.checkTidy(output, scenario, comment)
      guard wasKilled else { break }
      number += 1
    }
    #expect(number > 50)
  }

  /// Whether the probe died of SIGKILL; else it must have ended well.
  private static func runProbe(_ arguments: [String]) throws -> Bool {
    let probe = try folderOfThisProcess() + "/PublishProbe"
    var words: [UnsafeMutablePointer<CChar>?] = ([probe] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var process: pid_t = 0
    let failure = posix_spawn(&process, probe, nil, nil, words, environ)
    guard failure == 0 else { throw SystemError(code: failure) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw SystemError(code: errno) }
    }
    if status & 0x7f == SIGKILL { return true }
    #expect(status == 0)
    return false
  }

  private static func folderOfThisProcess() throws -> String {
    let path = try LinuxFileSystem().target(ofLink: "/proc/self/exe", in: AT_FDCWD)
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}
