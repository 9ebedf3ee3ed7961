import Glibc

/// Where a start tag's `<` stands.
struct TagPlace {
  let offset: Int
  /// 1-based.
  let line: Int
}

/// Finds the start tags of a document before the parser sees them.
///
/// Read this first. Three things have to be known ahead of the parser: that no start tag is longer
/// than the limit (the parser's time is quadratic in the attributes of a tag), the line of each
/// `<` (the parser counts no CR, and tells the line of the tag's end), and where the document can
/// be cut so that no tag is ever given to the parser in two pieces. The scanner looks at line ends
/// and `<` only, 64 bytes at a time; a `<` can't stand inside a tag of a well-formed document, and
/// inside comments, CDATA sections and processing instructions it is passed over. In a document
/// that is not well formed scanner and parser agree up to the fault, which is all that counts.
struct TagScanner {
  /// Markup in which a `<` means nothing, by what ends it.
  private enum Passage {
    case comment, section, instruction

    var terminator: StaticString {
      switch self {
      case .comment: "-->"
      case .section: "]]>"
      case .instruction: "?>"
      }
    }
  }

  static let checkpointDistance = 4_096
  private static let checkpointCount = 512

  enum Fault {
    /// A start tag over the limit.
    case startTag(TagPlace)
    /// A CDATA section over the limit of a text.
    case section
  }

  /// The start tags found and not yet taken by the parser.
  private var places = PlaceQueue()
  /// The first `<!D…` outside comments, which is a document type declaration if it is anything.
  private(set) var declaration: TagPlace?
  /// What the document must not be given to the parser for, from the last cut on.
  private(set) var fault: Fault?
  private(set) var hasLoneReturns = false

  private var scanned = 0
  /// Of the byte at `scanned`.
  private var line = 1
  private var endedInReturn = false
  /// A `<` before this offset means nothing.
  private var passedUntil = 0
  /// A passage whose terminator is not in the window yet, and where that may begin.
  private var openPassage: (passage: Passage, resume: Int)?
  private var overlong: TagPlace?
  /// Up to where the parser may read the document.
  private var cut = 0
  /// Some places with their lines, rising, so near each other that any window holds one close to
  /// its start.
  private var checkpoints = [TagPlace(offset: 0, line: 1)]
  /// The last `<` that means something.
  private var lastToken = 0
  /// The last start tag, until it is known to be within the limit.
  private var openTag: TagPlace?

  /// The `<` of the first start tag that the parser has not taken.
  var firstPlace: TagPlace? { places.first }

  @inline(__always)
  mutating func takePlace() -> TagPlace? {
    places.removeFirst()
  }

  /// Scans what the window holds, and returns up to which offset the parser may read it.
  mutating func scan(_ source: XMLSource, isLast: Bool) -> Int {
    if let (passage, resume) = openPassage { seek(passage, from: resume, in: source) }
    var sawAll = true
    while sawAll, scanned < source.end {
      let stretch = scanned + TagScanner.checkpointDistance
      sawAll = scanGroups(source, until: min(stretch, source.end), isLast: isLast)
      addCheckpoint()
    }
    if let tag = openTag { checkLength(of: tag, before: source.end, in: source) }
    if let overlong {
      fault = .startTag(overlong)
      cut = overlong.offset
    } else if sectionIsOverlong(source) {
      fault = .section
      cut = scanned
    } else if !isLast, sawAll, openPassage == nil, mayBeUnfinished(source) {
      cut = lastToken
    } else {
      cut = scanned
    }
    return cut
  }

  /// Whether what the last `<` opened may still be open, so that the parser must wait for it.
  private func mayBeUnfinished(_ source: XMLSource) -> Bool {
    lastToken >= cut && source.end - lastToken <= XMLLimit.startTag.greatest
  }

  private mutating func addCheckpoint() {
    // A CR that may belong to a CRLF is not counted yet.
    let place = TagPlace(offset: endedInReturn ? scanned - 1 : scanned, line: line)
    guard place.offset - (checkpoints.last?.offset ?? 0) >= TagScanner.checkpointDistance / 2 else {
      return
    }
    if checkpoints.count == TagScanner.checkpointCount {
      checkpoints.removeFirst(TagScanner.checkpointCount / 2)
    }
    checkpoints.append(place)
  }

  /// The line of an offset in the window, for where the parser's own count does not serve.
  func line(of offset: Int, in source: XMLSource) -> Int {
    let known = checkpoints.last { $0.offset <= offset && $0.offset >= source.start }
    var line = known?.line ?? 1
    var place = known?.offset ?? source.start
    let last = min(offset, source.end)
    while place < last {
      let byte = source.byte(at: place)
      let isPair = byte == 0x0D && place + 1 < source.end && source.byte(at: place + 1) == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isPair) { line += 1 }
      place += 1
    }
    return line
  }

  /// Whether an unfinished CDATA section is over the limit of a text, whatever its line ends.
  ///
  /// A CRLF counts as one byte of text. The parser would keep the section whole, however long.
  private func sectionIsOverlong(_ source: XMLSource) -> Bool {
    guard let openPassage, openPassage.passage == .section else { return false }
    return source.end - lastToken > XMLLimit.text.greatest * 2 + 64
  }

  // MARK: - Groups

  /// Scans up to `end`; `false` if it stopped at a `<` whose kind is not yet to be seen.
  private mutating func scanGroups(_ source: XMLSource, until end: Int, isLast: Bool) -> Bool {
    while scanned < end {
      let width = min(64, end &- scanned)
      let group = ByteGroup(source.base + (scanned &- source.start), count: width)
      let lineEnds = lineEnds(group, width: width)
      var openers = group.openers
      while openers != 0 {
        let bit = openers.trailingZeroBitCount
        openers &= openers &- 1
        let offset = scanned &+ bit
        guard offset >= passedUntil, !noteEndTag(at: offset, in: source) else { continue }
        let before = lineEnds & ((1 &<< UInt64(bit)) &- 1)
        let place = TagPlace(offset: offset, line: line &+ before.nonzeroBitCount)
        guard note(place, in: source, isLast: isLast) else {
          scanned = offset
          line = place.line
          endedInReturn = false
          return false
        }
      }
      line &+= lineEnds.nonzeroBitCount
      scanned &+= width
    }
    return true
  }

  /// The line ends of a group: LF, and CR without LF.
  ///
  /// A CR at the group's end is settled by the next group.
  @inline(__always)
  private mutating func lineEnds(_ group: ByteGroup, width: Int) -> UInt64 {
    if endedInReturn, group.lineFeeds & 1 == 0 {
      line &+= 1
      hasLoneReturns = true
    }
    let returns = group.carriageReturns
    guard returns != 0 else {
      endedInReturn = false
      return group.lineFeeds
    }
    let last: UInt64 = 1 &<< UInt64(width &- 1)
    endedInReturn = returns & last != 0
    let lone = returns & ~(group.lineFeeds &>> 1) & ~last
    if lone != 0 { hasLoneReturns = true }
    return group.lineFeeds | lone
  }

  // MARK: - Tokens

  /// Takes note of a `<` if it opens an end tag within the limit of the start tag before it: the most
  /// frequent case, and the quickest.
  @inline(__always)
  private mutating func noteEndTag(at offset: Int, in source: XMLSource) -> Bool {
    guard offset &+ 1 < source.end, source.byte(at: offset &+ 1) == 0x2F,
      offset &- (openTag?.offset ?? offset) <= XMLLimit.startTag.greatest
    else { return false }
    openTag = nil
    lastToken = offset
    return true
  }

  /// Takes note of a `<`; `false` if more bytes are needed to see what it opens.
  @inline(__always)
  private mutating func note(_ place: TagPlace, in source: XMLSource, isLast: Bool) -> Bool {
    if let tag = openTag { checkLength(of: tag, before: place.offset, in: source) }
    guard overlong == nil else { return true }
    guard place.offset &+ 1 < source.end else { return isLast }
    switch source.byte(at: place.offset &+ 1) {
    case 0x2F: break
    case 0x21:
      guard isLast || place.offset + 9 <= source.end else { return false }
      noteDeclaration(place, in: source)
    case 0x3F: seek(.instruction, from: place.offset + 2, in: source)
    case let next where TagScanner.beginsName(next):
      openTag = place
      places.append(place)
    default: break
    }
    lastToken = place.offset
    return true
  }

  /// Whether a byte may begin a name: if it can't, the parser refuses the `<` before it.
  private static func beginsName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == 0x5F || byte == 0x3A || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  private mutating func noteDeclaration(_ place: TagPlace, in source: XMLSource) {
    let text = source.bytes(from: place.offset, to: source.end)
    if text.starts(with: "<!--".utf8) {
      seek(.comment, from: place.offset + 4, in: source)
    } else if text.starts(with: "<![CDATA[".utf8) {
      seek(.section, from: place.offset + 9, in: source)
    } else if declaration == nil, text.starts(with: "<!D".utf8) {
      declaration = place
    }
  }

  /// Passes over everything up to the terminator, however far it is.
  private mutating func seek(_ passage: Passage, from offset: Int, in source: XMLSource) {
    let first = min(max(offset, source.start), source.end)
    let length = passage.terminator.utf8CodeUnitCount
    if let end = TagScanner.end(of: passage.terminator, from: first, in: source) {
      passedUntil = end
      openPassage = nil
    } else {
      passedUntil = Int.max
      openPassage = (passage, max(first, source.end - length + 1))
    }
  }

  /// The offset behind the first occurrence of a text that ends in `>`.
  private static func end(
    of terminator: StaticString, from first: Int, in source: XMLSource
  ) -> Int? {
    let length = terminator.utf8CodeUnitCount
    var place = first
    while place < source.end {
      let rest = source.base + (place - source.start)
      guard let found = memchr(rest, 0x3E, source.end - place) else { return nil }
      place += UnsafeRawPointer(found) - rest + 1
      guard place - length >= first else { continue }
      let candidate = source.base + (place - length - source.start)
      if memcmp(candidate, terminator.utf8Start, length) == 0 { return place }
    }
    return nil
  }

  // MARK: - Length of a start tag

  /// Settles whether a start tag is within the limit, given that no `<` stands between it and
  /// `offset`, as soon as that distance does not settle it.
  @inline(__always)
  private mutating func checkLength(of tag: TagPlace, before offset: Int, in source: XMLSource) {
    if offset &- tag.offset > XMLLimit.startTag.greatest {
      if !isClosedInTime(tag, in: source) { overlong = tag }
      openTag = nil
    } else if offset < source.end {
      openTag = nil
    }
  }

  /// Whether a `>` outside quotes ends the tag within the limit.
  private func isClosedInTime(_ tag: TagPlace, in source: XMLSource) -> Bool {
    var quote: UInt8?
    for byte in source.bytes(from: tag.offset, to: tag.offset + XMLLimit.startTag.greatest) {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x3E {
        return true
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      }
    }
    return false
  }
}

/// First in, first out; the room of what has been taken is used again.
struct PlaceQueue {
  private var places: [TagPlace] = []
  private var next = 0

  var first: TagPlace? {
    next < places.count ? places[next] : nil
  }

  @inline(__always)
  mutating func append(_ place: TagPlace) {
    if next >= 1_024, next &* 2 >= places.count { compact() }
    places.append(place)
  }

  @inline(__always)
  mutating func removeFirst() -> TagPlace? {
    guard next < places.count else { return nil }
    next &+= 1
    return places[next &- 1]
  }

  private mutating func compact() {
    places.removeFirst(next)
    next = 0
  }
}
