import Glibc
import Publishing
import PublishingFaults
import Testing

/// SQLite's habit: the n-th call fails, for n = 1, 2, … until nothing fails any more, and each time
/// what was published before must be whole, and the next run must succeed and tidy up.
@Suite struct FaultTests {
  /// What stands in the output before the faulty run, and what that run does.
  enum Scenario: String, CaseIterable {
    case nothingPublished, newRun, newRunAndPrune, sameRun, earlierRun, damagedCurrent
    case leftovers
  }

  enum Fault: CaseIterable {
    /// The call does nothing.
    case refused
    /// The call does its work and reports an error all the same.
    case doneAndRefused
    /// From this call on none succeeds, as on a disk that broke.
    case refusedFromThenOn

    func strikes(_ call: SystemCall, at number: Int) -> Bool {
      switch self {
      case .refused: call.moment == .before && call.number == number
      case .doneAndRefused: call.moment == .after && call.number == number
      case .refusedFromThenOn: call.moment == .before && call.number >= number
      }
    }
  }

  private static let old = SampleRun("vieja")
  private static let new = SampleRun("nueva")

  @Test(arguments: Scenario.allCases, Fault.allCases)
  func theOutputOutlivesAnyFault(scenario: Scenario, fault: Fault) throws {
    for (number, code) in zip(1..., [ENOSPC, EIO, EACCES].cycled) {
      let output = try TestOutput()
      try FaultTests.prepare(output, scenario)
      let files = InterceptedFileSystem { (call) throws(SystemError) in
        if fault.strikes(call, at: number) { throw SystemError(code: code) }
      }
      let keep = scenario == .newRunAndPrune ? 1 : nil
      let outcome = Result { try FaultTests.new.publish(to: output.path, files, keep: keep) }
      let comment: Comment = "\(scenario), call \(number) \(fault)"
      if case .failure(let error) = outcome {
        #expect(error is PublishingError, comment)
      }
      FaultTests.checkWhole(output, scenario, comment)
      try FaultTests.new.publish(to: output.path, keep: keep)
      FaultTests.checkTidy(output, scenario, comment)
      if files.calls < number { return }
    }
  }

  /// A damaged run is no loss: before it is replaced, `current` may name it still.
  static func checkWhole(_ output: TestOutput, _ scenario: Scenario, _ comment: Comment) {
    let current = output.target(ofLink: output.current)
    switch scenario {
    case .nothingPublished, .leftovers:
      #expect(current == nil || current == new.run.description, comment)
    case .damagedCurrent:
      #expect(current == new.run.description, comment)
      #expect(verify(run: output.place(of: old)) == [], comment)
      let problems = verify(run: output.current)
      #expect(problems == [] || problems == [.missing(path: "html/index.html")], comment)
      return
    case .newRun, .newRunAndPrune, .sameRun, .earlierRun:
      #expect(current == old.run.description || current == new.run.description, comment)
      if scenario != .newRunAndPrune {
        #expect(verify(run: output.place(of: old)) == [], comment)
      }
    }
    if current != nil { #expect(verify(run: output.current) == [], comment) }
  }

  static func checkTidy(_ output: TestOutput, _ scenario: Scenario, _ comment: Comment) {
    let alone = [.nothingPublished, .newRunAndPrune, .leftovers].contains(scenario)
    let runs = alone ? [new] : [old, new]
    let expected = (runs.map(\.run.description) + ["current"]).sorted()
    #expect(output.names(in: output.period) == expected, comment)
    #expect(output.names(in: output.path) == [".pmi.lock", "2025"], comment)
    #expect(output.target(ofLink: output.current) == new.run.description, comment)
    #expect(verify(run: output.current) == [], comment)
  }

  static func prepare(_ output: TestOutput, _ scenario: Scenario) throws {
    switch scenario {
    case .nothingPublished: return
    case .newRun, .newRunAndPrune: try old.publish(to: output.path)
    case .sameRun:
      try old.publish(to: output.path)
      try new.publish(to: output.path)
    case .earlierRun:
      try new.publish(to: output.path)
      try old.publish(to: output.path)
    case .damagedCurrent:
      try old.publish(to: output.path)
      try new.publish(to: output.path)
      output.remove(output.current + "/html/index.html")
    case .leftovers:
      mkdir(output.path, 0o755)
      mkdir(output.period, 0o755)
      for name in [".staging-" + new.run.description, ".removed-x"] {
        mkdir("\(output.period)/\(name)", 0o755)
        mkdir("\(output.period)/\(name)/csv", 0o755)
        try output.write("x", to: "\(output.period)/\(name)/csv/x")
      }
      symlink("x", output.period + "/.current-" + new.run.description)
    }
  }

  @Test func interruptedAndShortCallsAreRepeated() throws {
    let output = try TestOutput()
    let files = InterceptedFileSystem(largestWrite: 7001) { (call) throws(SystemError) in
      if call.moment == .before && call.number % 2 == 1 && call.name != "close" {
        throw SystemError(code: EINTR)
      }
    }
    #expect(try FaultTests.new.publish(to: output.path, files).outcome == .published)
    #expect(verify(run: output.current) == [])
    #expect(try Manifest.of(run: output.current)?.outputs.count == 4)
  }

  @Test func afterAFailedWriteADocumentNeverFinishes() throws {
    let output = try TestOutput()
    let files = InterceptedFileSystem { (call) throws(SystemError) in
      if call.name == "write" { throw SystemError(code: ENOSPC) }
    }
    let publisher = try Publisher(output: output.path, period: 2025, fileSystem: files)
    let staged = try publisher.staging(for: FaultTests.new.run)
    let file = try staged.file("a")
    let full = PublishingError.refused(
      .writeFile, path: "\(output.period)/.staging-\(FaultTests.new.run)/a", errno: ENOSPC)
    #expect(throws: full) { try file.write([UInt8](repeating: 0, count: 100_000)) }
    #expect(throws: full) { try file.close() }
    #expect(throws: PublishingError.unfinished(path: "a")) {
      _ = try staged.publish(FaultTests.new.description)
    }
  }

  /// The medium begins with a document before all are written; where it can't, nothing is lost.
  @Test(arguments: [false, true]) func documentsAreBegunEarly(fails: Bool) throws {
    let output = try TestOutput()
    let names = CallLog()
    let files = InterceptedFileSystem { (call) throws(SystemError) in
      guard call.moment == .before else { return }
      names.append(call.name)
      if fails, call.name == "beginSynchronizing" { throw SystemError(code: EIO) }
    }
    let publisher = try Publisher(output: output.path, period: 2025, fileSystem: files)
    let staged = try publisher.staging(for: FaultTests.new.run)
    let file = try staged.file("a")
    for _ in 0..<10 { try file.write([UInt8](repeating: 7, count: 1 << 20)) }
    try file.close()
    #expect(try staged.publish(FaultTests.new.description).outcome == .published)
    #expect(
      names.all.count { $0 == "beginSynchronizing" } == 3, "twice on the way, once at its end")
    #expect(verify(run: output.current) == [])
  }

  /// What must be on the medium before what: without these a power cut could lose a run that
  /// `current` names already.
  @Test func theMediumHasEachStepBeforeTheNext() throws {
    let output = try TestOutput()
    let names = CallLog()
    let files = InterceptedFileSystem { (call) throws(SystemError) in
      if call.moment == .before { names.append(call.name) }
    }
    try FaultTests.new.publish(to: output.path, files)
    let steps: Set = ["synchronize", "synchronizeDisk", "rename", "makeLink", "create", "write"]
    let tail = names.all.filter(steps.contains).suffix(11)
    #expect(
      Array(tail) == [
        "create", "synchronizeDisk", "create", "write", "synchronize", "synchronize", "rename",
        "synchronize", "makeLink", "rename", "synchronize",
      ])
  }
}

extension Array {
  /// The elements over and over.
  fileprivate var cycled: some Sequence<Element> {
    sequence(first: 0) { $0 + 1 }.lazy.map { self[$0 % self.count] }
  }
}
