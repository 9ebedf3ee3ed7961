import Glibc
import Publishing
import PublishingFaults
import Testing

@Suite struct OutputLockTests {
  private let output: TestOutput

  init() throws {
    output = try TestOutput()
  }

  @Test func theSecondRunEndsAtOnce() throws {
    let holder = try Publisher(output: output.path, period: 2025)
    let lock = output.path + "/.pmi.lock"
    for period in [2025, 2024] {
      #expect(throws: PublishingError.heldByAnotherRun(lock: lock)) {
        _ = try Publisher(output: output.path, period: period)
      }
    }
    withExtendedLifetime(holder) {}
  }

  @Test func theHoldEndsWithItsHolder() throws {
    var holder: Publisher? = try Publisher(output: output.path, period: 2025)
    let staged = try #require(try holder?.staging(for: SampleRun("a").run))
    holder = nil
    #expect(throws: PublishingError.self) { _ = try Publisher(output: output.path, period: 2025) }
    try staged.discard()
    withExtendedLifetime(staged) {}
  }

  @Test func theHoldIsFreeAfterwardsAndItsFileStays() throws {
    try SampleRun("a").publish(to: output.path)
    #expect(output.names(in: output.path) == [".pmi.lock", "2025"])
    #expect(output.mode(of: output.path + "/.pmi.lock") == 0o644)
    try SampleRun("b").publish(to: output.path)
  }

  @Test func aLinkInTheLocksPlaceIsNotFollowed() throws {
    mkdir(output.path, 0o755)
    symlink(output.root + "/ajeno", output.path + "/.pmi.lock")
    #expect(throws: PublishingError.self) { _ = try Publisher(output: output.path, period: 2025) }
    #expect(output.names(in: output.root) == ["salida"])
  }

  @Test func whatHoldsNothingSweepsNothing() throws {
    let publisher = try Publisher(output: output.path, period: 2025)
    let staged = try publisher.staging(for: SampleRun("a").run)
    #expect(throws: PublishingError.self) { _ = try Publisher(output: output.path, period: 2025) }
    #expect(output.names(in: output.period) == [".staging-" + SampleRun("a").run.description])
    withExtendedLifetime(staged) {}
  }
}
