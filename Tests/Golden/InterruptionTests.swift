import Foundation
import TestSupport
import Testing

/// What a user or the system does to a run while it works (contract 4, Publishing).
@Suite struct InterruptionTests {
  private let folder: TemporaryFolder
  private var output: String { folder.path + "/salida" }
  private var arguments: [String] {
    ["run", "--input", folder.path + "/entrada", "--output", output] + PublishedRun.Period.arguments
  }

  init() throws {
    folder = try TemporaryFolder()
    let ending = try Executable.run(SampleArguments.arguments(output: folder.path + "/entrada"))
    try #require(ending.status == 0, "\(ending.complaint)")
  }

  /// The process dies of the signal, and of what it wrote nothing stays but the lock.
  @Test(arguments: [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP")])
  func aSignalEndsTheRunCleanly(number: Int32, name: String) throws {
    let started = try Executable.start(arguments)
    // From then on there is something to be given up.
    let period = output + "/2025"
    while (try? FileManager.default.contentsOfDirectory(atPath: period))?.isEmpty ?? true {
      usleep(500)
    }
    #expect(kill(started.process, number) == 0)
    let ending = try started.wait()
    #expect(ending.signal == number)
    #expect(ending.complaint.contains("se interrumpió con \(name); no se publicó nada"))
    let left = try FileManager.default.subpathsOfDirectory(atPath: output)
    #expect(Set(left).isSubset(of: [".pmi.lock", "2025"]), "\(left)")
    #expect(try Executable.run(arguments).status == 0)
    #expect(try Executable.run(["verify", output + "/2025/current"]).status == 0)
  }

  @Test func anIgnoredSignalStaysIgnored() throws {
    let ending = try Executable.run(
      arguments, shell: "trap '' HUP && { (sleep 0.05; kill -HUP $$) & true; }")
    #expect(ending.status == 0, "\(ending.complaint)")
  }

  /// The next file that is opened must not become what the report is written to.
  @Test(arguments: [">&-", "2>&-", "<&- >&- 2>&-", "> /dev/full"])
  func aRunPublishesWhateverItsStreamsAre(redirection: String) throws {
    #expect(try Executable.run(arguments, redirection: redirection).status == 0)
    #expect(try Executable.run(["verify", output + "/2025/current"]).status == 0)
    let lock = try Data(contentsOf: URL(fileURLWithPath: output + "/.pmi.lock"))
    #expect(lock.isEmpty)
  }

  @Test func findingsThatCannotBeWrittenAreAFailure() throws {
    let validate = ["validate", "--input", folder.path + "/entrada"]
    let full = try Executable.run(validate, redirection: "> /dev/full")
    #expect(full.status == 2 && full.complaint.contains("salida estándar"))
    // A reader that has enough is none.
    let ending = try Executable.run(validate, redirection: "| head -n 1")
    #expect(ending.status == 0)
    #expect(ending.text.split(separator: "\n").count == 1)
    #expect(!ending.complaint.contains("salida estándar"))
  }

  /// A file larger than the limit is an error of a write, not the end by a signal.
  @Test func aLimitOfFileSizeIsAFailure() throws {
    let ending = try Executable.run(arguments, shell: "ulimit -f 4")
    #expect(ending.status == 2)
    #expect(ending.complaint.contains("supera el tamaño"), "\(ending.complaint)")
    #expect(try Executable.run(arguments).status == 0)
  }

  /// What there are too few descriptors to read is no fault of the files.
  @Test(arguments: [6, 8, 9, 10, 12]) func fewOpenFiles(limit: Int) throws {
    let whole = try Executable.run(arguments)
    let ending = try Executable.run(
      arguments + ["--outputs", "csv", "--jobs", "7"], shell: "ulimit -n \(limit)")
    #expect(whole.status == 0 && [0, 2].contains(ending.status), "\(ending.complaint)")
    let findings = output + "/2025/current/csv/diagnosticos.csv"
    let text = try String(contentsOfFile: findings, encoding: .utf8)
    #expect(!text.contains("del sistema"))
  }
}
