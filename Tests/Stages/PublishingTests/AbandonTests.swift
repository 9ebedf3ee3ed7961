import Dispatch
import Glibc
import Publishing
import PublishingFaults
import Synchronization
import Testing

/// A run that is given up from another thread leaves nothing behind, and nothing half published.
@Suite struct AbandonTests {
  private let output: TestOutput
  private let old = SampleRun("vieja")
  private let new = SampleRun("nueva")

  init() throws {
    output = try TestOutput()
    try old.publish(to: output.path)
  }

  @Test func beforePublishing() throws {
    let publisher = try Publisher(output: output.path, period: 2025)
    let staged = try new.stage(in: publisher)
    #expect(!publisher.abandon())
    #expect(output.names(in: output.period) == [old.run.description, "current"])
    #expect(throws: PublishingError.abandoned) { _ = try staged.file("html/tarde.html") }
    #expect(throws: (any Error).self) { _ = try staged.publish(new.description) }
    #expect(throws: PublishingError.abandoned) { _ = try publisher.staging(for: new.run) }
    #expect(throws: PublishingError.abandoned) { _ = try publisher.reuse(old.run) }
    #expect(output.names(in: output.period) == [old.run.description, "current"])
    #expect(output.target(ofLink: output.current) == old.run.description)
  }

  @Test func afterPublishing() throws {
    let publisher = try Publisher(output: output.path, period: 2025)
    _ = try new.stage(in: publisher).publish(new.description)
    #expect(publisher.abandon())
    #expect(output.target(ofLink: output.current) == new.run.description)
    #expect(verify(run: output.current) == [])
  }

  /// A thread that sets something aside while the folder is removed does not keep it.
  @Test func whatIsSetAsideInTheMeantimeGoesToo() throws {
    let place = "\(output.period)/.staging-\(new.run.description)/"
    let removals = Mutex(0)
    let files = InterceptedFileSystem { (call) throws(SystemError) in
      guard call.name == "removeFolder", call.moment == .before else { return }
      let number = removals.withLock { removals in
        removals += 1
        return removals
      }
      if number % 2 == 1, number < 10 { close(creat(place + "aparte-\(number)", 0o600)) }
    }
    let publisher = try Publisher(output: output.path, period: 2025, fileSystem: files)
    let staged = try new.stage(in: publisher)
    #expect(!publisher.abandon())
    #expect(output.names(in: output.period) == [old.run.description, "current"])
    #expect(removals.withLock { $0 } > 3)
    withExtendedLifetime(staged) {}
  }

  /// At any call of the publishing: what abandoning finds settled is what `current` names.
  @Test func atEveryCall() throws {
    for number in 1... {
      let output = try TestOutput()
      try old.publish(to: output.path)
      let abandoned = Mutex<(publisher: Publisher?, wasPublished: Bool?)>((nil, nil))
      let files = InterceptedFileSystem { (call) throws(SystemError) in
        guard call.number == number, call.moment == .before else { return }
        let publisher = abandoned.withLock { $0.publisher }
        let isDone = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
          let wasPublished = publisher?.abandon() ?? true
          abandoned.withLock { $0.wasPublished = wasPublished }
          isDone.signal()
        }
        // The step that settles a run is waited for, so it must be gone on with.
        _ = isDone.wait(timeout: .now() + .milliseconds(20))
      }
      let publisher = try Publisher(output: output.path, period: 2025, fileSystem: files)
      abandoned.withLock { $0.publisher = publisher }
      let outcome = Result { try new.stage(in: publisher).publish(new.description) }
      while files.calls >= number, abandoned.withLock({ $0.wasPublished == nil }) { usleep(100) }
      let current = output.target(ofLink: output.current)
      let wasPublished = abandoned.withLock { $0.wasPublished } ?? true
      #expect(current == (wasPublished ? new : old).run.description, "call \(number)")
      #expect(verify(run: output.current) == [], "call \(number)")
      if case .success = outcome { #expect(wasPublished) }
      let hidden = output.names(in: output.period).filter { $0.hasPrefix(".") }
      #expect(hidden == [], "call \(number)")
      if files.calls < number { break }
    }
  }
}
