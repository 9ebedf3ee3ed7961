import Foundation
import Glibc

/// What a run costs by stage, and how far it is: counters that are added to once a block, never once
/// a row.
///
/// Nothing of it enters a result.
package final class RunMeter: @unchecked Sendable {
  // Unchecked: everything that changes is only touched under the lock.
  private static let pause = 0.2
  /// Seconds after which a rate says something.
  private static let warmUp = 1.0

  private let lock = NSLock()
  private let timesParts: Bool
  private let show: (@Sendable (RunProgress) -> Void)?
  private var stage: RunStage?
  private var entered = (wall: 0.0, cpu: 0.0)
  private var readingBegan: Double?
  private var lastShown = -Double.infinity
  private var costs = [StageCost](repeating: StageCost(), count: RunStage.allCases.count)
  private var parts = [Double](repeating: 0, count: RunPart.allCases.count)
  private var done = StageCost()
  private var expected = StageCost()

  /// `show` is called when a stage begins and as work goes on, at most five times a second, from any
  /// thread.
  package init(timesParts: Bool = false, show: (@Sendable (RunProgress) -> Void)? = nil) {
    self.timesParts = timesParts
    self.show = show
  }

  /// What each stage has cost, in their order.
  package var stages: [(stage: RunStage, cost: StageCost)] {
    lock.withLock { RunStage.allCases.map { ($0, costs[$0.rawValue]) } }
  }

  /// What all stages have cost.
  package var total: StageCost {
    stages.reduce(into: StageCost()) { $0 += $1.cost }
  }

  /// Seconds of all threads in each part; 0 where parts are not timed.
  package var partTimes: [(part: RunPart, cpu: Double)] {
    lock.withLock { RunPart.allCases.map { ($0, parts[$0.rawValue]) } }
  }

  // MARK: - What a run tells

  /// Ends the stage that was and begins another.
  func enter(_ stage: RunStage) {
    let news = lock.withLock {
      let now = settle()
      self.stage = stage
      if stage.isReading { readingBegan = readingBegan ?? now }
      return due(now)
    }
    if let news { show?(news) }
  }

  /// Ends the last stage.
  func finish() {
    lock.withLock {
      _ = settle()
      stage = nil
    }
  }

  func expect(_ counter: RunCounter, _ count: Int) {
    lock.withLock { expected[counter] += count }
  }

  func add(_ counter: RunCounter, _ count: Int) {
    let news = lock.withLock {
      done[counter] += count
      if let stage { costs[stage.rawValue][counter] += count }
      return show == nil ? nil : due(RunMeter.now(CLOCK_MONOTONIC))
    }
    if let news { show?(news) }
  }

  func time<Result>(_ part: RunPart, _ body: () throws -> Result) rethrows -> Result {
    guard timesParts else { return try body() }
    let start = RunMeter.now(CLOCK_THREAD_CPUTIME_ID)
    defer {
      let spent = RunMeter.now(CLOCK_THREAD_CPUTIME_ID) - start
      lock.withLock { parts[part.rawValue] += spent }
    }
    return try body()
  }

  // MARK: - Under the lock

  /// Gives the current stage what passed since it began; returns the time.
  private func settle() -> Double {
    let now = (
      wall: RunMeter.now(CLOCK_MONOTONIC), cpu: RunMeter.now(CLOCK_PROCESS_CPUTIME_ID)
    )
    if let stage {
      costs[stage.rawValue].wall += now.wall - entered.wall
      costs[stage.rawValue].cpu += now.cpu - entered.cpu
    }
    entered = now
    return now.wall
  }

  private func due(_ now: Double) -> RunProgress? {
    guard show != nil, let stage, now - lastShown >= RunMeter.pause else { return nil }
    lastShown = now
    return RunProgress(
      stage: stage, done: done, expected: expected, remaining: remaining(stage, now))
  }

  private func remaining(_ stage: RunStage, _ now: Double) -> Double? {
    let work: (began: Double, counter: RunCounter)
    switch stage {
    case .directory, .records, .routes: work = (readingBegan ?? now, .bytesRead)
    case .pages: work = (entered.wall, .pages)
    default: return nil
    }
    let passed = now - work.began
    let (done, total) = (done[work.counter], expected[work.counter])
    guard passed >= RunMeter.warmUp, done > 0, done < total else { return nil }
    return passed * Double(total - done) / Double(done)
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
