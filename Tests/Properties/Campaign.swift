import Foundation
import TestSupport
import Testing

/// On how many random territories the properties are tried, and on which.
///
/// `PMI_TERRITORIES` is their number; `PMI_SEED` repeats the one whose seed a failure named, or those
/// from one seed to another (`1500-3000`).
enum Campaign {
  static let seeds: [Int] = {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["PMI_SEED", default: ""].split(separator: "-").compactMap { Int($0) }
    if let first = named.first, let last = named.last { return Array(first...max(first, last)) }
    return Array(1...(environment["PMI_TERRITORIES"].flatMap { Int($0) } ?? 8))
  }()
}

/// A random territory with the tables of its run, and the properties that failed on it.
final class Trial {
  let seed: Int
  let territory: RandomExports
  let results: Results
  var random: SeededRandom
  private var failures = 0

  init(_ seed: Int, isSound: Bool = false) throws {
    self.seed = seed
    territory = RandomExports(seed: UInt64(seed), isSound: isSound)
    results = try Results(territory.exports, territory.judgement)
    random = SeededRandom(seed: UInt64(seed) &* 0x5851_F42D_4C95_7F2D)
  }

  /// The tables of a run over other exports, by the same cut-off.
  func results(of exports: Exports) throws -> Results {
    try Results(exports, territory.judgement)
  }

  func check(_ holds: Bool, _ explanation: @autoclosure () -> String) {
    guard !holds else { return }
    failures += 1
    if failures <= 3 { Issue.record("PMI_SEED=\(seed): \(explanation())") }
  }
}
