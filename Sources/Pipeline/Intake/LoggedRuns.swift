import Spool

/// The findings, or the rejects, of one file as they are set aside: runs of chunks in which keys never
/// fall.
///
/// A reading gives what it finds in the order of lines, but a file may be read several times, its kinds
/// may take turns, and some findings are made when all is read. So there are a few runs, whose order is
/// that of their first entries: alike keys are in the order in which they came, if those of an
/// earlier run are taken first.
struct LoggedRuns {
  /// Bytes of a chunk, about.
  private static let chunkLength = 1 << 16
  /// Entries of one key stand in one chunk, unless they have more bytes than this.
  private static let longestKey = 1 << 22
  /// Runs that may go on at a time.
  private static let openLimit = 16

  private struct OpenRun {
    let number: Int
    let bytes: ChunkBuffer
    var first: UInt64
    var last: UInt64
  }

  private let chunkLength: Int
  private(set) var runs: [[FindingChunk]] = []
  private var open: [OpenRun] = []

  init(chunkLength: Int = LoggedRuns.chunkLength) {
    self.chunkLength = chunkLength
  }

  /// Where an entry of a key is to be written at once: the end of the first run that does not stand above
  /// the key.
  mutating func buffer(at key: UInt64, of store: FindingStore) throws(SpoolError) -> ChunkBuffer {
    var place = 0
    while place < open.count, open[place].last > key { place += 1 }
    if place == open.count { place = try begin(at: key, in: store) }
    let length = open[place].bytes.count
    if length >= chunkLength, key != open[place].last || length >= LoggedRuns.longestKey {
      try spill(place, to: store)
    }
    if open[place].bytes.count == 0 { open[place].first = key }
    open[place].last = key
    return open[place].bytes
  }

  /// Puts what is still in memory aside; what comes from now on begins new runs.
  mutating func close(in store: FindingStore) throws(SpoolError) {
    for place in open.indices { try spill(place, to: store) }
    open = []
  }

  /// Forgets all runs but the first ones, and what is in memory.
  mutating func forget(since count: Int) {
    open = []
    runs.removeLast(runs.count - count)
  }

  private mutating func begin(at key: UInt64, in store: FindingStore) throws(SpoolError) -> Int {
    if open.count == LoggedRuns.openLimit {
      try spill(0, to: store)
      open.removeFirst()
    }
    let bytes = ChunkBuffer(capacity: chunkLength / 8)
    open.append(OpenRun(number: runs.count, bytes: bytes, first: key, last: key))
    runs.append([])
    return open.count - 1
  }

  private mutating func spill(_ place: Int, to store: FindingStore) throws(SpoolError) {
    guard open[place].bytes.count > 0 else { return }
    let keys = open[place].first...open[place].last
    let chunk = try store.store(open[place].bytes.bytes, keys: keys)
    runs[open[place].number].append(chunk)
    open[place].bytes.removeAll()
  }
}

/// Cuts the runs of a file into stretches of keys, of which each can be put in order by itself.
///
/// A large chunk is taken, unread, with those of the other runs that have the same keys; one that
/// reaches into several stretches is part of each. So all entries of a key are in one stretch.
struct RunStretches {
  struct Stretch {
    /// Those of an earlier run first.
    let chunks: [FindingChunk]
    /// The keys whose entries are meant.
    let keys: ClosedRange<UInt64>
  }

  private let weight: Int
  private var runs: [ArraySlice<FindingChunk>]
  /// The key behind the last stretch.
  private var reached: UInt64 = 0

  /// Where the others come to more than `weight` bytes beside one chunk, they are cut.
  init(_ runs: [[FindingChunk]], weight: Int) {
    self.weight = weight
    self.runs = runs.map { $0[...] }
  }

  /// The next stretch; `nil` at the end and ever after.
  mutating func next() -> Stretch? {
    guard let end = nextEnd() else { return nil }
    defer {
      for place in runs.indices { runs[place] = runs[place].drop { $0.last <= end } }
      reached = end &+ 1
    }
    return Stretch(
      chunks: runs.flatMap { $0.prefix { $0.first <= end } }, keys: reached...end)
  }

  /// The last key of the next stretch: that of the largest chunk which comes next in a run, unless the
  /// others come to too many bytes before.
  private func nextEnd() -> UInt64? {
    let largest = runs.indices.max { (runs[$0].first?.count ?? 0) < (runs[$1].first?.count ?? 0) }
    guard let largest, let chunk = runs[largest].first else { return nil }
    var others = runs
    others[largest] = []
    var taken = 0
    while let (run, next) = RunStretches.firstToEnd(others), next.last < chunk.last {
      taken += next.count
      if taken >= weight { return next.last }
      others[run].removeFirst()
    }
    return chunk.last
  }

  /// Of the chunks that come next in each run, the one that ends first.
  private static func firstToEnd(
    _ runs: [ArraySlice<FindingChunk>]
  ) -> (run: Int, chunk: FindingChunk)? {
    var found: (run: Int, chunk: FindingChunk)?
    for (run, chunks) in runs.enumerated() {
      guard let chunk = chunks.first, chunk.last < found?.chunk.last ?? UInt64.max else { continue }
      found = (run, chunk)
    }
    return found
  }
}
