import Delimited
import Glibc
import XMLStream

/// Cuts a plain document into tags and the texts of its leaves.
///
/// The bytes that mean something (`ByteMask.markup`) are found 64 at a time and passed one after the
/// other; lines are counted as their ends are passed.
struct PlainTokenizer: ~Copyable {
  enum Token {
    /// A start tag: `name`, `element` and `tagStart` tell of it.
    case start
    /// An end tag, of `name`; `text` is what stands in the element if it has no child elements.
    case end
    /// The document is whole.
    case finish
    /// It is none of the subset.
    case other
  }

  /// Elements that may be open, attributes of a tag and bytes of a tag: fewer than a document may have.
  private static let deepest = 48
  private static let mostAttributes = 64
  private static let longestTag = XMLLimit.startTag.greatest / 2

  private let base: UnsafeRawPointer
  private let count: Int
  private let hasTabs: Bool
  /// The offset of the 64 bytes in which marks are looked for, and those of them not yet passed.
  private var group = 0
  private var marks: UInt64 = 0
  /// Of the byte at the last mark.
  private var line: Int
  /// Behind the last tag.
  private(set) var position: Int

  private(set) var tagStart = 0
  private(set) var isEmptyElement = false
  private(set) var name = XMLName(local: StaticString("").utf8Start, uri: nil)
  /// What stands before the tag, or in the element that it ends, as far as it is wanted.
  private(set) var text = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Whether the element that an end tag ends has no child elements.
  private(set) var isLeafEnd = false
  private var elementLine = 1
  private var elementDepth = 0
  private var attributeCount = 0

  private var depth = 0
  private var hasBegun = false
  /// Whether the last tag was a start tag.
  private var isLeaf = false
  private let keepsStrayText: Bool
  private let names: NameStore
  private var namespaces = Namespaces()
  private let open:
    UnsafeMutablePointer<(whole: UnsafePointer<UInt8>, key: NameStore.Key, name: XMLName)>
  private let attributes: UnsafeMutablePointer<XMLAttribute>
  /// Of the attributes.
  private let prefixes: UnsafeMutablePointer<UnsafePointer<UInt8>?>
  private var hasPrefixes = false
  private var resolved: [UInt8] = []

  /// A tokenizer of a document from its first tag on; with `keepsStrayText` what stands beside child
  /// elements is told as well.
  ///
  /// The names that it tells live as long as `names`.
  init(_ document: PlainDocument, names: NameStore, keepsStrayText: Bool) {
    self.names = names
    let bytes = document.block.bytes
    let start = document.start
    line = document.line
    self.keepsStrayText = keepsStrayText
    // A block's memory is never empty.
    base = bytes.baseAddress.unsafelyUnwrapped
    count = bytes.count
    hasTabs = memchr(base, 0x09, bytes.count) != nil
    open = .allocate(capacity: PlainTokenizer.deepest)
    attributes = .allocate(capacity: PlainTokenizer.mostAttributes)
    prefixes = .allocate(capacity: PlainTokenizer.mostAttributes)
    position = start
    group = start & ~63
    load()
    marks &= ~0 &<< UInt64(start & 63)
  }

  deinit {
    open.deallocate()
    attributes.deallocate()
    prefixes.deallocate()
  }

  /// The start tag just read.
  var element: XMLElement {
    XMLElement(
      name: name, attributes: UnsafeBufferPointer(start: attributes, count: attributeCount),
      line: elementLine, depth: elementDepth)
  }

  // MARK: - Marks

  private mutating func load() {
    guard group < count else { return marks = 0 }
    marks = ByteMask.markup(base + group)
    let left = count &- group
    if left < 64 { marks &= (1 &<< UInt64(left)) &- 1 }
  }

  /// The place of the next mark; `count` if there is none.
  @inline(__always)
  private mutating func mark() -> Int {
    while marks == 0 {
      guard group < count else { return count }
      group &+= 64
      load()
    }
    return group &+ marks.trailingZeroBitCount
  }

  @inline(__always)
  private mutating func pass() {
    marks &= marks &- 1
  }

  @inline(__always)
  private func byte(_ place: Int) -> UInt8 {
    base.load(fromByteOffset: place, as: UInt8.self)
  }

  @inline(__always)
  private func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + start, count: end &- start)
  }

  /// Counts the line that a CR ends, unless a LF behind it does.
  @inline(__always)
  private mutating func passReturn(_ place: Int) {
    if place &+ 1 == count || byte(place &+ 1) != 0x0A { line &+= 1 }
  }

  // MARK: - Tokens

  mutating func next(_ keep: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer) -> Token {
    let start = position
    var isRaw = false
    while true {
      let place = mark()
      guard place < count else { return isWhole(start) ? .finish : .other }
      pass()
      switch byte(place) {
      case 0x3C:
        guard endText(start, place, isRaw: isRaw, keep) else { return .other }
        return byte(place &+ 1) == 0x2F ? endTag(place &+ 2) : startTag(place, keep)
      case 0x0A: line &+= 1
      case 0x0D:
        passReturn(place)
        isRaw = true
      case 0x26: isRaw = true
      case 0x22: break
      default: return .other
      }
    }
  }

  private func isWhole(_ start: Int) -> Bool {
    depth == 0 && hasBegun && isBlank(start, count)
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    slice(start, end).allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
  }

  /// Takes the text before a tag; `isRaw` if it has to be resolved.
  @inline(__always)
  private mutating func endText(
    _ start: Int, _ end: Int, isRaw: Bool,
    _ keep: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer
  ) -> Bool {
    guard end &- start < XMLLimit.text.greatest else { return false }
    if depth == 0 { return isBlank(start, end) }
    let isWanted = isLeaf || keepsStrayText
    text = slice(start, isWanted ? end : start)
    guard isRaw else { return true }
    guard PlainText.resolve(slice(start, end), isAttribute: false, into: &resolved) else {
      return false
    }
    if isWanted { text = resolved.withUnsafeBytes { keep($0) } }
    return true
  }

  /// Reads an end tag whose name begins at `start`.
  @inline(__always)
  private mutating func endTag(_ start: Int) -> Token {
    guard depth > 0 else { return .other }
    let (whole, key, opened) = open[depth &- 1]
    let end = mark()
    let nameEnd = start &+ key.count
    guard end < count, nameEnd <= end, byte(end) == 0x3E,
      NameStore.Key(base + start, key.count) == key,
      key.isWhole || memcmp(base + start, whole, key.count) == 0,
      end == nameEnd || isBlank(nameEnd, end)
    else { return .other }
    pass()
    position = end &+ 1
    depth &-= 1
    isLeafEnd = isLeaf
    isLeaf = false
    name = opened
    if !namespaces.isEmpty { namespaces.leave(to: depth) }
    return .end
  }

  /// Reads a start tag whose `<` stands at `place`.
  @inline(__always)
  private mutating func startTag(
    _ place: Int, _ keep: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer
  ) -> Token {
    guard depth < PlainTokenizer.deepest, depth > 0 || !hasBegun else { return .other }
    let nameEnd = endOfName(place &+ 1)
    guard let (kept, key) = keepName(place &+ 1, nameEnd), !kept.declares else { return .other }
    (tagStart, elementLine) = (place, line)
    attributeCount = 0
    hasPrefixes = false
    var next = nameEnd
    while true {
      switch byte(next) {
      case 0x3E:
        guard endStartTag(next, place), nameElement(kept) else { return .other }
        open[depth] = (kept.whole, key, name)
        depth &+= 1
        return begin(isEmpty: false)
      case 0x2F:
        guard byte(next &+ 1) == 0x3E, endStartTag(next &+ 1, place), nameElement(kept) else {
          return .other
        }
        if !namespaces.isEmpty { namespaces.leave(to: depth) }
        return begin(isEmpty: true)
      case 0x20, 0x09, 0x0A, 0x0D:
        next = passBlanks(next)
        let first = byte(next)
        if first == 0x3E || first == 0x2F { continue }
        guard let end = readAttribute(next, keep) else { return .other }
        next = end
      default: return .other
      }
    }
  }

  /// Passes the `>` of a start tag, if it is one of the document and the tag is not too long.
  @inline(__always)
  private mutating func endStartTag(_ end: Int, _ start: Int) -> Bool {
    guard mark() == end, end < count, end &- start < PlainTokenizer.longestTag else { return false }
    pass()
    position = end &+ 1
    return true
  }

  @inline(__always)
  private mutating func begin(isEmpty: Bool) -> Token {
    hasBegun = true
    isEmptyElement = isEmpty
    isLeaf = !isEmpty
    elementDepth = isEmpty ? depth &+ 1 : depth
    return .start
  }

  /// Passes the blanks from `start` on, the ends of lines among them.
  @inline(__always)
  private mutating func passBlanks(_ start: Int) -> Int {
    var place = start
    while true {
      switch byte(place) {
      case 0x20, 0x09: break
      case 0x0A where mark() == place:
        pass()
        line &+= 1
      case 0x0D where mark() == place:
        pass()
        passReturn(place)
      default: return place
      }
      place &+= 1
    }
  }

  // MARK: - Names and attributes

  /// Where the name of an element ends that begins at `start`: at a blank, a `/` or a mark.
  @inline(__always)
  private mutating func endOfName(_ start: Int) -> Int {
    let limit = mark()
    var end = start
    while end < limit {
      // Bytes below 0x30; of these `-` and `.` may stand in a name. Behind a block more may be read.
      let group = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: end, as: UInt64.self))
      let low = (group &- 0x3030_3030_3030_3030) & ~group & 0x8080_8080_8080_8080
      if low == 0 {
        end &+= 8
        continue
      }
      end &+= low.trailingZeroBitCount &>> 3
      guard end < limit, byte(end) == 0x2D || byte(end) == 0x2E else { break }
      end &+= 1
    }
    return min(end, limit)
  }

  /// The kept copy of a name and its key; `nil` if what stands there is none of the subset.
  @inline(__always)
  private mutating func keepName(
    _ start: Int, _ end: Int
  ) -> (name: NameStore.Name, key: NameStore.Key)? {
    guard end > start, end &- start <= NameStore.longest else { return nil }
    let key = NameStore.Key(base + start, end &- start)
    guard let name = names.keep(base + start, key) else { return nil }
    return (name, key)
  }

  /// Gives the tag's element and attributes their namespaces, once all that it declares is known;
  /// `false` if a prefix is not declared.
  @inline(__always)
  private mutating func nameElement(_ kept: NameStore.Name) -> Bool {
    guard !namespaces.isEmpty || kept.prefix != nil || hasPrefixes else {
      name = XMLName(local: kept.local, uri: nil)
      return true
    }
    let uri = namespaces.uri(of: kept.prefix)
    guard uri != nil || kept.prefix == nil else { return false }
    name = XMLName(local: kept.local, uri: uri)
    return !hasPrefixes || namespaces.name(attributes, prefixes, attributeCount)
  }

  /// Reads an attribute whose name begins at `start`; returns the place behind it.
  ///
  /// The next mark is the quote before its value, so that its name ends two bytes before.
  @inline(__always)
  private mutating func readAttribute(
    _ start: Int, _ keep: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer
  ) -> Int? {
    let quote = mark()
    let nameEnd = quote &- 1
    guard quote < count, byte(quote) == 0x22, nameEnd > start, byte(nameEnd) == 0x3D,
      attributeCount < PlainTokenizer.mostAttributes, let (kept, _) = keepName(start, nameEnd),
      kept.declares || isNew(kept.local)
    else { return nil }
    pass()
    let first = quote &+ 1
    guard let (end, isRaw) = passValue() else { return nil }
    var value = slice(first, end)
    guard !kept.declares else {
      let prefix = kept.prefix == nil ? nil : kept.local
      return namespaces.declare(prefix, as: value, depth: depth &+ 1) ? end &+ 1 : nil
    }
    if isRaw || (hasTabs && memchr(base + first, 0x09, value.count) != nil) {
      guard PlainText.resolve(value, isAttribute: true, into: &resolved) else { return nil }
      value = resolved.withUnsafeBytes { keep($0) }
    }
    (attributes + attributeCount).initialize(
      to: XMLAttribute(name: XMLName(local: kept.local, uri: nil), value: value))
    (prefixes + attributeCount).initialize(to: kept.prefix)
    if kept.prefix != nil { hasPrefixes = true }
    attributeCount &+= 1
    return end &+ 1
  }

  /// Passes the value of an attribute and its closing quote; returns the quote's place and whether the
  /// value has to be resolved.
  @inline(__always)
  private mutating func passValue() -> (end: Int, isRaw: Bool)? {
    var isRaw = false
    while true {
      let place = mark()
      guard place < count else { return nil }
      pass()
      switch byte(place) {
      case 0x22: return (place, isRaw)
      case 0x26: isRaw = true
      case 0x0A:
        line &+= 1
        isRaw = true
      case 0x0D:
        passReturn(place)
        isRaw = true
      case 0x3E: break
      default: return nil
      }
    }
  }

  /// Whether the tag has no attribute of that name yet.
  @inline(__always)
  private func isNew(_ local: UnsafePointer<UInt8>) -> Bool {
    let identity = UnsafeRawPointer(local)
    for place in 0..<attributeCount where attributes[place].name.identity == identity {
      return false
    }
    return true
  }
}
