/// The stages of a run, in their order.
package enum RunStage: Int, CaseIterable, Sendable {
  case templates, listing, directory, records, routes, versions, figures, tables, pages
  case publication

  /// The stages that read the input for the first time.
  var isReading: Bool { self == .directory || self == .records || self == .routes }
}

/// What is counted while a run goes on.
package enum RunCounter: Int, CaseIterable, Sendable {
  /// Files of the input read to their end or refused, and records in them.
  case files, rows
  /// Bytes that were read from the input, those of a second reading too.
  case bytesRead
  case pages
  /// Bytes of documents.
  case bytesWritten
}

/// Work inside a stage that is timed by itself, over all threads.
package enum RunPart: Int, CaseIterable, Sendable {
  /// SHA-256 of the input
  case digest
  /// Giving decoded rows to their routes and registers.
  case taking
}

/// What a stage has cost, in seconds and by counter.
package struct StageCost: Sendable {
  package var wall = 0.0
  /// Of all threads.
  package var cpu = 0.0
  fileprivate var counts = [Int](repeating: 0, count: RunCounter.allCases.count)

  package subscript(counter: RunCounter) -> Int {
    get { counts[counter.rawValue] }
    set { counts[counter.rawValue] = newValue }
  }

  static func += (left: inout StageCost, right: StageCost) {
    left.wall += right.wall
    left.cpu += right.cpu
    for counter in RunCounter.allCases { left[counter] += right[counter] }
  }
}

/// How far a run is.
package struct RunProgress: Sendable {
  package let stage: RunStage
  /// Of all stages so far.
  package let done: StageCost
  /// What is to be expected, where that is known; else 0.
  package let expected: StageCost
  /// Seconds that this stage, or the reading as a whole, may still take.
  package let remaining: Double?
}
