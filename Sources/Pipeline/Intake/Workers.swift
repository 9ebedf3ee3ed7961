import Foundation
import Glibc

/// Runs pieces of work on several threads and hands the results on in the order of the pieces.
///
/// The results don't depend on the number of threads: `commit` sees them one after the other, in
/// order, whoever made them.
package struct Workers: Sendable {
  package let count: Int

  /// `count` threads, at least one.
  package init(_ count: Int) {
    self.count = max(1, count)
  }

  /// Runs `work` for 0..<`total` and `commit` on the results, in order; `ahead` and `aside` as in
  /// `pull`.
  package func ordered<Result>(
    _ total: Int, ahead: Int = 2, work: (Int) -> Result, commit: (Int, Result) -> Void,
    aside: () -> Void = {}
  ) {
    var next = 0
    pull(
      {
        guard next < total else { return nil }
        defer { next += 1 }
        return next
      }, ahead: ahead, work: { work($0) },
      commit: {
        commit($0, $1); return true
      }, aside: aside)
  }

  /// What `work` makes of each item, side by side.
  func all<Item, Result>(_ items: [Item], _ work: (Item) -> Result) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(items.count)
    // All results are held anyway.
    ordered(
      items.count, ahead: max(1, items.count), work: { work(items[$0]) },
      commit: { results.append($1) })
    return results
  }

  /// The results of some pieces of work, made side by side.
  func sideBySide<each Result>(
    _ work: repeat @escaping () -> each Result
  ) -> (repeat each Result) {
    let pieces = (repeat Awaited(each work))
    var all: [() -> Void] = []
    repeat all.append((each pieces).run)
    ordered(all.count, work: { all[$0]() }, commit: { _, _ in })
    return (repeat (each pieces).result)
  }

  /// Pulls pieces one at a time, works on them side by side and commits the results in order, until
  /// there is none left or `commit` answers `false`.
  ///
  /// For each thread `ahead` pieces are pulled at most before the first of them is committed, so many
  /// results are held. `aside` is one long piece of work beside the others: one of the threads begins
  /// with it.
  package func pull<Piece, Result>(
    _ next: () -> Piece?, ahead: Int = 2, work: (Piece) -> Result,
    commit: (Piece, Result) -> Bool, aside: () -> Void = {}
  ) {
    guard count > 1 else {
      aside()
      while let piece = next() {
        guard commit(piece, work(piece)) else { return }
      }
      return
    }
    let turns = Turns<Piece, Result>(window: count * ahead)
    withoutActuallyEscaping(next) { next in
      withoutActuallyEscaping(work) { work in
        withoutActuallyEscaping(commit) { commit in
          withoutActuallyEscaping(aside) { aside in
            SharedBody {
              if turns.isFirst() { aside() }
              turns.run(next: next, work: work, commit: commit)
            }.run(onThreads: count)
          }
        }
      }
    }
  }
}

extension Workers {
  /// Does `long` on one of the threads and `rest` on the others meanwhile.
  ///
  /// `rest` is given those others and a call that ends `long`, which it has to make: that waits for
  /// the thread, or does it all where there is none to spare.
  func beside(
    _ long: () -> Void, rest: (_ others: Workers, _ finish: () -> Void) throws -> Void
  ) rethrows {
    try withoutActuallyEscaping(long) { long in
      let piece = LongPiece(long)
      let hasBegun = count > 1 && piece.begin()
      defer { piece.wait() }
      try rest(hasBegun ? Workers(count - 1) : self, piece.finish)
    }
  }
}

/// A piece of work for a thread of its own.
private final class LongPiece: @unchecked Sendable {
  // Unchecked: the work is done once, by its thread or by the one that finishes it; what else is here
  // is touched by those that begin, finish and wait, one after the other.
  private let work: () -> Void
  private var thread: pthread_t?
  private var isDone = false

  init(_ work: @escaping () -> Void) {
    self.work = work
  }

  /// Begins on a new thread; `false` where the system has none to give.
  func begin() -> Bool {
    var thread = pthread_t()
    let own = Unmanaged.passUnretained(self).toOpaque()
    guard pthread_create(&thread, nil, LongPiece.start, own) == 0 else { return false }
    self.thread = thread
    isDone = true
    return true
  }

  func finish() {
    wait()
    guard !isDone else { return }
    isDone = true
    work()
  }

  /// Waits for the thread, if there is one; only then may this be let go.
  func wait() {
    guard let thread else { return }
    pthread_join(thread, nil)
    self.thread = nil
  }

  private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
    { own in
      if let own { Unmanaged<LongPiece>.fromOpaque(own).takeUnretainedValue().work() }
      return nil
    }
}

/// A piece of work whose result is wanted later.
private final class Awaited<Result> {
  private let work: () -> Result
  private var made: Result?

  init(_ work: @escaping () -> Result) {
    self.work = work
  }

  func run() { made = work() }

  var result: Result { made ?? work() }
}

/// A closure that several threads may run.
private final class SharedBody: @unchecked Sendable {
  // Unchecked: the closures inside are called under `Turns`' lock, but for `work`, which only reads.
  private let body: () -> Void

  init(_ body: @escaping () -> Void) {
    self.body = body
  }

  /// Runs the body on this thread and on further ones, and waits for all.
  ///
  /// On fewer where the system has no more threads to give: one is enough, and Dispatch would wait
  /// for the others for ever.
  func run(onThreads count: Int) {
    let own = Unmanaged.passUnretained(self).toOpaque()
    var threads: [pthread_t] = []
    for _ in 1..<count {
      var thread = pthread_t()
      let failure = pthread_create(&thread, nil, SharedBody.start, own)
      guard failure == 0 else { break }
      threads.append(thread)
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }

  private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
    { own in
      if let own { Unmanaged<SharedBody>.fromOpaque(own).takeUnretainedValue().body() }
      return nil
    }
}

/// The turns of threads that work on pieces and commit them in order.
///
/// The next piece is pulled under a lock of its own, since reading one takes long: meanwhile others
/// bring their results and commit them.
private final class Turns<Piece, Result> {
  private let pulling = NSLock()
  private let state = NSCondition()
  private let window: Int
  /// There are no more pieces, or none is wanted; under the first lock.
  private var isDry = false
  /// Pieces that were pulled; changed under both locks.
  private var taken = 0
  private var committed = 0
  private var isCommitting = false
  private var hasStopped = false
  private var hasBegun = false
  private var waiting: [Int: (Piece, Result)] = [:]

  init(window: Int) {
    self.window = window
  }

  /// Whether no other thread asked before.
  func isFirst() -> Bool {
    state.withLock {
      defer { hasBegun = true }
      return !hasBegun
    }
  }

  func run(
    next: () -> Piece?, work: (Piece) -> Result, commit: (Piece, Result) -> Bool
  ) {
    while let (turn, piece) = take(next) {
      deliver(turn, piece, work(piece), commit)
    }
  }

  private func take(_ next: () -> Piece?) -> (Int, Piece)? {
    pulling.lock()
    defer { pulling.unlock() }
    guard !isDry, mayPull(), let piece = next() else {
      isDry = true
      return nil
    }
    return state.withLock {
      defer { taken += 1 }
      return (taken, piece)
    }
  }

  /// Waits until there are few enough results to come; `false` where no more pieces are wanted.
  private func mayPull() -> Bool {
    state.withLock {
      while !hasStopped, taken - committed >= window { state.wait() }
      return !hasStopped
    }
  }

  /// Puts a result in its turn; the thread that brings the one whose turn it is commits what is ready.
  private func deliver(
    _ turn: Int, _ piece: Piece, _ result: Result, _ commit: (Piece, Result) -> Bool
  ) {
    state.lock()
    defer { state.unlock() }
    waiting[turn] = (piece, result)
    guard !isCommitting else { return }
    isCommitting = true
    while !hasStopped, let (piece, result) = waiting.removeValue(forKey: committed) {
      state.unlock()
      let goesOn = commit(piece, result)
      state.lock()
      committed += 1
      hasStopped = !goesOn
      state.broadcast()
    }
    isCommitting = false
  }
}
