import Model
import Spool

/// Goes over the findings of a file; holds those of one line at a time.
final class FindingCursor {
  private let store: FindingStore
  private let isUnordered: Bool
  private let counts: (Int32) -> Bool
  private var chunks: ArraySlice<FindingChunk>
  private var reader = ByteReader([])
  private var ahead: Finding?
  private var group: ArraySlice<Finding> = []

  init(
    store: FindingStore, chunks: [FindingChunk], isUnordered: Bool,
    counts: @escaping (Int32) -> Bool
  ) {
    self.store = store
    self.chunks = chunks[...]
    self.isUnordered = isUnordered
    self.counts = counts
  }

  /// The next finding; `nil` at the end and ever after.
  func next() throws(SpoolError) -> Finding? {
    if let first = group.popFirst() { return first }
    guard let first = try takeAhead() else { return nil }
    // Most lines have one finding.
    guard let second = try pull() else { return first }
    guard isUnordered || second.line == first.line else {
      ahead = second
      return first
    }
    return try gather(first, second)
  }

  private func takeAhead() throws(SpoolError) -> Finding? {
    guard let held = ahead else { return try pull() }
    ahead = nil
    return held
  }

  /// Sorts the findings of a line, or of a whole file that is out of order, and gives the first.
  private func gather(_ first: Finding, _ second: Finding) throws(SpoolError) -> Finding? {
    var gathered = [first, second]
    while let finding = try pull() {
      guard isUnordered || finding.line == first.line else {
        ahead = finding
        break
      }
      gathered.append(finding)
    }
    gathered.sort(by: Finding.precedes)
    group = gathered[...]
    return group.popFirst()
  }

  private func pull() throws(SpoolError) -> Finding? {
    while true {
      while let logged = reader.finding() {
        if logged.part < 0 || counts(logged.part) { return logged.finding }
      }
      guard let chunk = chunks.popFirst() else { return nil }
      reader = ByteReader(try store.load(chunk))
    }
  }
}

/// Goes over the rejects of a file.
final class RejectCursor {
  private let store: FindingStore
  private var chunks: ArraySlice<FindingChunk>
  private var reader = ByteReader([])
  private var sorted: ArraySlice<LoggedReject>?
  private let isUnordered: Bool

  init(store: FindingStore, chunks: [FindingChunk], isUnordered: Bool) {
    self.store = store
    self.chunks = chunks[...]
    self.isUnordered = isUnordered
  }

  /// The next reject; `nil` at the end and ever after.
  func next() throws(SpoolError) -> Reject? {
    guard isUnordered else { return try pull()?.reject }
    if sorted == nil {
      var held: [LoggedReject] = []
      while let reject = try pull() { held.append(reject) }
      held.sort { ($0.reject.line, $0.rank) < ($1.reject.line, $1.rank) }
      sorted = held[...]
    }
    return sorted?.popFirst()?.reject
  }

  private func pull() throws(SpoolError) -> LoggedReject? {
    while true {
      if let reject = reader.reject() { return reject }
      guard let chunk = chunks.popFirst() else { return nil }
      reader = ByteReader(try store.load(chunk))
    }
  }
}
