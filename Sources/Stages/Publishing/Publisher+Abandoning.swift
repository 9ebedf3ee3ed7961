import Glibc

extension Publisher {
  /// Ends the work on this output from another thread, whatever is being done: afterwards nothing
  /// is made in it, and what was staged is gone.
  ///
  /// Answers whether a run had been put in its place: then it stays, and `current` names it. Waits
  /// for as long as that one step takes. The publisher's other methods throw `.abandoned` from then
  /// on, or whatever comes of their files being gone.
  package func abandon() -> Bool {
    phase.withLock { phase in
      defer { phase = .abandoned }
      sweepInPassing()
      return phase == .settled
    }
  }

  /// Removes what is staged while other threads may be removing the same, or setting something aside in
  /// it (`StagedRun.place`), which a folder can't be removed with: then once more.
  ///
  /// What stays for another reason goes when the next publisher opens.
  private func sweepInPassing() {
    for _ in 0..<100 {
      do { return try folder.sweep() } catch { usleep(1000) }
    }
  }

  /// Does what makes a name in a staging folder, unless the work was abandoned.
  func whileOpen<Result>(
    _ body: () throws(PublishingError) -> Result
  ) throws(PublishingError) -> Result {
    try phase.withLock { phase throws(PublishingError) in
      guard phase != .abandoned else { throw .abandoned }
      return try body()
    }
  }

  /// Puts a run in its place and makes `current` name it, unless the work was abandoned.
  func settle(
    _ run: RunID, _ place: () throws(PublishingError) -> Void
  ) throws(PublishingError) {
    try phase.withLock { phase throws(PublishingError) in
      guard phase != .abandoned else { throw .abandoned }
      try place()
      try pointCurrent(at: run)
      phase = .settled
    }
  }
}
