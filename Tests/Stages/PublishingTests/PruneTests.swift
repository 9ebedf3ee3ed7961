import Glibc
import Publishing
import PublishingFaults
import Testing

@Suite struct PruneTests {
  private let output: TestOutput
  private let samples = ["a", "b", "c", "d"].map { SampleRun($0) }

  /// Four runs, published in the order of `samples`; the last is current.
  init() throws {
    output = try TestOutput()
    for (hour, sample) in samples.enumerated() {
      try sample.publish(to: output.path)
      try setTime(of: sample, 1_700_000_000 + 3600 * hour)
    }
  }

  @Test(arguments: 0...5) func theOldestGoFirst(count: Int) throws {
    let removed = try prune(keeping: count)
    let kept = min(max(count, 1), 4)
    #expect(removed == samples.prefix(4 - kept).map(\.run))
    #expect(standing() == names(samples.suffix(kept)))
    #expect(verify(run: output.current) == [])
  }

  @Test func theCurrentRunStaysHoweverOld() throws {
    #expect(try samples[0].publish(to: output.path).outcome == .alreadyPublished)
    #expect(try prune(keeping: 2) == [samples[1].run, samples[2].run])
    #expect(standing() == names([samples[0], samples[3]]))
    #expect(output.target(ofLink: output.current) == samples[0].run.description)
  }

  @Test func theCurrentRunStaysHoweverItsLinkIsWritten() throws {
    output.remove(output.current)
    symlink("../2025/./" + samples[0].run.description + "/", output.current)
    #expect(try prune(keeping: 1) == samples[1...].map(\.run))
    #expect(standing() == names([samples[0]]))
  }

  @Test func equalTimesGoByName() throws {
    for sample in samples { try setTime(of: sample, 1_700_000_000) }
    let byName = samples.dropLast().map(\.run.description).sorted()
    #expect(try prune(keeping: 2).map(\.description) == Array(byName.prefix(2)))
  }

  @Test func foreignFoldersAreNotTouched() throws {
    mkdir(output.period + "/notas", 0o755)
    mkdir(output.period + "/2025-11-30-copia", 0o755)
    _ = try prune(keeping: 1)
    #expect(
      output.names(in: output.period)
        == ([samples[3].run.description, "2025-11-30-copia", "current", "notas"]).sorted {
          $0.utf8.lexicographicallyPrecedes($1.utf8)
        })
  }

  @Test func withoutCurrentTheNewestStay() throws {
    output.remove(output.current)
    #expect(try prune(keeping: 1) == samples.dropLast().map(\.run))
  }

  private func prune(keeping count: Int) throws -> [RunID] {
    try Publisher(output: output.path, period: 2025).prune(keeping: count)
  }

  private func standing() -> [String] {
    output.names(in: output.period).filter { $0 != "current" }
  }

  private func names(_ samples: some Sequence<SampleRun>) -> [String] {
    samples.map(\.run.description).sorted()
  }

  private func setTime(of sample: SampleRun, _ seconds: Int) throws {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    guard utimensat(AT_FDCWD, output.place(of: sample) + "/manifest.json", [time, time], 0) == 0
    else { throw SystemError(code: errno) }
  }
}
