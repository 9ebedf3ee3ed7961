/// Hands the document to the parser: pulls its bytes, decodes them, and lets the scanner look at
/// them first.
///
/// Where a fault is found ahead of the parser (not UTF-8, a start tag over the limit), the document
/// ends for the parser at that place, so that a fault before it is found first, and the fault found
/// ahead counts if there is none.
final class DocumentFeed {
  /// Bytes asked for at a time.
  static let pieceLength = 65_536
  /// How far behind what it has been given the parser may be, a start tag being read included.
  private static let greatestLag = 2 * XMLLimit.startTag.greatest

  private let source: XMLSource
  private let events: UnsafeMutablePointer<ParserEvents>
  private let pull: (UnsafeMutableRawBufferPointer) -> Int
  private let decoder: TextDecoder
  private let input: RawInput
  /// Offset up to which the parser has been given the document.
  private var given = 0
  /// Offset up to which it may be given.
  private var cut = 0
  private var hasBegun = false
  private var isIllFormed = false
  private(set) var isUndecodable = false

  static func makeSource() -> XMLSource {
    XMLSource(
      capacity: XMLLimit.startTag.greatest + greatestLag
        + TextDecoder.greatestGrowth * pieceLength)
  }

  init(
    _ input: RawInput, encoding: XMLEncoding, source: XMLSource,
    events: UnsafeMutablePointer<ParserEvents>,
    pull: @escaping (UnsafeMutableRawBufferPointer) -> Int
  ) {
    self.input = input
    self.source = source
    self.events = events
    self.pull = pull
    decoder = TextDecoder(encoding)
  }

  // MARK: - For the parser

  /// Fills `room`, or less at the document's end: the parser takes a short answer for the end.
  func read(into room: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < room.count, !events.pointee.isStopped {
      if given == cut {
        guard advance() else { break }
      } else {
        let count = min(cut - given, room.count - filled)
        let piece = source.bytes(from: given, to: given + count)
        UnsafeMutableRawBufferPointer(rebasing: room[filled...]).copyMemory(from: piece)
        given += count
        filled += count
      }
    }
    return filled
  }

  /// Makes more of the document available; `false` at its end.
  private func advance() -> Bool {
    guard !isUndecodable, !events.pointee.hasFaultAhead, hasMore() else { return false }
    discard()
    decode()
    guard !isUndecodable else { return false }
    cut = events.pointee.scan(isLast: input.isAtEnd || isIllFormed)
    if isIllFormed { events.pointee.meetIllFormed() }
    // The blank is not of the document: what the parser finds behind it is no fault of the document.
    if events.pointee.hasFaultAhead { cut = source.endWithBlank(at: cut) }
    return true
  }

  /// Whether there are bytes to decode, or the end to be noted.
  private func hasMore() -> Bool {
    guard hasBegun else {
      hasBegun = true
      return true
    }
    guard !input.isAtEnd else { return false }
    input.refill(pull)
    return true
  }

  private func discard() {
    let needed = min(events.pointee.earliestNeeded, given) - 2 * TagScanner.checkpointDistance
    source.discard(before: max(needed, given - DocumentFeed.greatestLag))
  }

  private func decode() {
    let (used, fault) = decoder.decode(input.bytes, isLast: input.isAtEnd, into: source)
    input.skip(used)
    isUndecodable = fault == .undecodable
    isIllFormed = fault == .illFormed
  }

  // MARK: - After the parser

  /// Looks for undecodable bytes in what the parser was not given.
  func sweep() {
    while !isUndecodable {
      if isIllFormed {
        isUndecodable = input.bytes.contains(0)
        input.skip(input.bytes.count)
      } else {
        source.discard(before: source.end)
        decode()
        if isIllFormed { continue }
      }
      guard !input.isAtEnd else { return }
      input.refill(pull)
    }
  }
}
