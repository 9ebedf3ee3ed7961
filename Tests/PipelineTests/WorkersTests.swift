import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

@Suite struct WorkersTests {
  @Test(arguments: [-1, 0, 1, 2, 7, 32]) func resultsComeInTheOrderOfThePieces(threads: Int) {
    for total in [0, 1, 2, 29, 400] {
      var committed: [Int] = []
      Workers(threads).ordered(
        total,
        work: { place -> Int in
          var random = SeededRandom(seed: UInt64(place))
          if random.number(0...9) == 0 { usleep(UInt32(random.number(0...800))) }
          return place * place
        },
        commit: { place, square in
          #expect(square == place * place)
          committed.append(place)
        })
      #expect(committed == Array(0..<total), "\(threads) threads")
    }
  }

  @Test(arguments: [1, 2, 7]) func aRefusalEndsThePulling(threads: Int) {
    var pulled = 0
    var committed: [Int] = []
    Workers(threads).pull(
      { () -> Int? in
        guard pulled < 10_000 else { return nil }
        pulled += 1
        return pulled
      }, work: { $0 },
      commit: { piece, _ in
        committed.append(piece)
        return piece < 5
      })
    #expect(committed == [1, 2, 3, 4, 5])
    #expect(pulled < 10_000)
  }

  @Test(arguments: [1, 2, 7]) func whatStandsAsideIsDoneOnce(threads: Int) {
    for total in [0, 1, 100] {
      var done = 0
      var committed: [Int] = []
      var next = 0
      Workers(threads).pull(
        { () -> Int? in
          guard next < total else { return nil }
          defer { next += 1 }
          return next
        }, work: { $0 },
        commit: { piece, _ in
          committed.append(piece)
          return true
        },
        aside: {
          usleep(300)
          done += 1
        })
      #expect(done == 1 && committed == Array(0..<total))
    }
  }

  @Test func aLongPieceIsDoneBesideTheOthers() {
    let (hasBegun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let done = Mutex(0)
    Workers(3).beside {
      hasBegun.signal()
      mayEnd.wait()
      done.withLock { $0 += 1 }
    } rest: { others, finish in
      #expect(others.count == 2)
      hasBegun.wait()
      #expect(done.withLock { $0 } == 0)
      mayEnd.signal()
      finish()
      #expect(done.withLock { $0 } == 1)
      finish()
    }
    #expect(done.withLock { $0 } == 1)
  }

  @Test func oneThreadDoesTheLongPieceWhenItIsWanted() {
    var steps: [String] = []
    Workers(1).beside {
      steps.append("largo")
    } rest: { others, finish in
      #expect(others.count == 1)
      steps.append("antes")
      finish()
      finish()
      steps.append("después")
    }
    #expect(steps == ["antes", "largo", "después"])
  }

  @Test func whatFailsBesideALongPieceWaitsForIt() {
    struct Broken: Error {}
    let done = Mutex(false)
    #expect(throws: Broken.self) {
      try Workers(2).beside {
        Thread.sleep(forTimeInterval: 0.05)
        done.withLock { $0 = true }
      } rest: { _, _ in
        throw Broken()
      }
    }
    #expect(done.withLock { $0 })
  }

  /// Pieces are pulled only a window ahead of what is committed, so that memory stays bounded.
  @Test func pullingDoesNotRunAhead() {
    var pulled = 0
    var committed = 0
    var furthest = 0
    // One thread pulls while another commits.
    let lock = NSLock()
    Workers(2).pull(
      { () -> Int? in
        guard pulled < 500 else { return nil }
        pulled += 1
        lock.withLock { furthest = max(furthest, pulled - committed) }
        return pulled
      }, work: { $0 },
      commit: { _, _ in
        usleep(50)
        lock.withLock { committed += 1 }
        return true
      })
    #expect(committed == 500)
    #expect(furthest <= 2 * 4 + 2)
  }
}
