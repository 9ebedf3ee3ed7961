internal import CLibXML2
import Glibc

/// What a parser has told so far, and the rules by which its events reach the visitor.
struct ParserEvents: ~Copyable {
  private let context: xmlParserCtxtPtr?
  private let sink: EventSink
  private let source: XMLSource
  private(set) var scanner = TagScanner()

  /// Why the document is refused; nothing more is given to the parser then.
  private(set) var refusal: XMLRefusal?
  /// The visitor's F001 or F005, which counts if the document has no other fault.
  private(set) var verdict: XMLRefusal?
  private(set) var sawRootEnd = false

  /// The lines of the open elements.
  private var openLines: [Int] = []
  /// Whether the last tag was a start tag.
  private var isLeaf = false
  private var text = ByteStore()
  private let attributes: UnsafeMutableBufferPointer<XMLAttribute>
  private var unescaped = ByteStore()
  /// Where the piece being parsed begins.
  private var anchor = TagPlace(offset: 0, line: 1)

  init(context: xmlParserCtxtPtr?, sink: EventSink, source: XMLSource) {
    self.context = context
    self.sink = sink
    self.source = source
    attributes = .allocate(capacity: XMLLimit.attributes.greatest)
    openLines.reserveCapacity(XMLLimit.depth.greatest + 1)
    // The values of a tag are no longer than the tag: the store won't move while it is filled.
    unescaped.reserve(XMLLimit.startTag.greatest)
  }

  deinit {
    attributes.deallocate()
  }

  /// Scans what the window holds; returns the range that may be parsed now.
  mutating func scan(isLast: Bool) -> (first: Int, last: Int) {
    anchor = scanner.cut
    return (anchor.offset, scanner.scan(source, isLast: isLast).offset)
  }

  /// Takes a refusal, unless there is one already, and stops the parser.
  mutating func refuse(_ reason: XMLRefusal.Reason, line: Int?) {
    guard refusal == nil else { return }
    refusal = XMLRefusal(reason, line: line)
    if context != nil { xmlStopParser(context) }
  }

  // MARK: - Elements

  mutating func startElement(
    _ name: UnsafePointer<xmlChar>, uri: UnsafePointer<xmlChar>?,
    attributes raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    guard refusal == nil else { return }
    flushStrayText()
    let place = scanner.takePlace() ?? anchor
    source.tagStart = place.offset
    openLines.append(place.line)
    isLeaf = true
    guard openLines.count <= XMLLimit.depth.greatest else {
      return refuse(.limit(.depth), line: place.line)
    }
    guard count <= XMLLimit.attributes.greatest else {
      return refuse(.limit(.attributes), line: place.line)
    }
    guard verdict == nil else { return }
    let element = XMLElement(
      name: XMLName(local: name, uri: uri), attributes: read(raw, count: count),
      line: place.line, depth: openLines.count)
    do { try sink.start(element, source: source) } catch { take(error) }
  }

  mutating func endElement(_ name: UnsafePointer<xmlChar>, uri: UnsafePointer<xmlChar>?) {
    guard refusal == nil else { return }
    if !isLeaf { flushStrayText() }
    source.tagEnd = parsedOffset
    isLeaf = false
    _ = openLines.popLast()
    sawRootEnd = openLines.isEmpty
    if verdict == nil {
      let name = XMLName(local: name, uri: uri)
      do { try sink.end(name, text: text.bytes, source: source) } catch { take(error) }
    }
    text.removeAll()
  }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) {
    guard refusal == nil else { return }
    guard text.count &+ bytes.count <= XMLLimit.text.greatest else {
      return refuse(.limit(.text), line: openLines.last ?? anchor.line)
    }
    text.append(bytes)
  }

  /// A CDATA section is too long to be given to the parser whole.
  mutating func overlongSection() {
    refuse(.limit(.text), line: openLines.last ?? anchor.line)
  }

  mutating func documentType() {
    refuse(.documentType, line: scanner.declaration?.line ?? anchor.line)
  }

  private mutating func flushStrayText() {
    guard text.count > 0 else { return }
    if verdict == nil {
      do { try sink.stray(text.bytes) } catch { take(error) }
    }
    text.removeAll()
  }

  private mutating func take(_ found: XMLRefusal) {
    if found.yieldsToLaterFaults { verdict = found } else { refuse(found.reason, line: found.line) }
  }

  // MARK: - Attributes

  /// The attributes of the current tag; `raw` holds five pointers for each: local name, prefix,
  /// namespace, value and its end.
  private mutating func read(
    _ raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) -> UnsafeBufferPointer<XMLAttribute> {
    guard let raw, count > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
    unescaped.removeAll()
    var kept = 0
    for index in 0..<count {
      let five = raw + index &* 5
      guard let name = five[0], let first = five[3], let last = five[4] else { continue }
      let value = UnsafeRawBufferPointer(start: first, count: last - first)
      attributes.initializeElement(
        at: kept, to: XMLAttribute(name: XMLName(local: name, uri: five[2]), value: plain(value)))
      kept &+= 1
    }
    return UnsafeBufferPointer(rebasing: attributes[..<kept])
  }

  /// A value as it is meant: where entities are not replaced, the parser hands an ampersand out as
  /// `&#38;`, and only so.
  @inline(__always)
  private mutating func plain(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard let base = value.baseAddress, memchr(base, 0x26, value.count) != nil else {
      return value
    }
    return unescaped.appendUnescaped(value)
  }

  // MARK: - Faults and places

  mutating func fault(_ error: xmlError) {
    let isWarning = error.level.rawValue < XML_ERR_ERROR.rawValue
    guard !isWarning, error.code != Int32(XML_WAR_NS_URI.rawValue) else { return }
    let message = error.message.map { String(cString: $0).prefix(200) } ?? ""
    let fault = XMLFault(
      kind(ofCode: error.code, message: message), message: message.filter { $0 != "\n" })
    refuse(.notWellFormed(fault), line: faultLine(parsersLine: Int(error.line)))
  }

  private func kind(ofCode code: Int32, message: some StringProtocol) -> XMLFault.Kind {
    switch xmlParserErrors(UInt32(bitPattern: code)) {
    case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_END:
      sawRootEnd ? .contentAfterRoot : openLines.isEmpty ? .emptyDocument : .unfinished
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_CDATA_NOT_FINISHED, XML_ERR_COMMENT_NOT_FINISHED,
      XML_ERR_PI_NOT_FINISHED:
      .unfinished
    case XML_ERR_TAG_NAME_MISMATCH: .mismatchedTag
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY, XML_ERR_ENTITYREF_SEMICOL_MISSING,
      XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_HEX_CHARREF:
      .entity
    // The same code stands for a `<` without a name.
    case XML_ERR_NAME_REQUIRED where message.hasPrefix("xmlParseEntityRef"): .entity
    case XML_ERR_ATTRIBUTE_REDEFINED: .repeatedAttribute
    case XML_ERR_INVALID_CHAR: .character
    case XML_ERR_INVALID_ENCODING: .notUTF8
    case XML_NS_ERR_UNDEFINED_NAMESPACE: .undeclaredPrefix
    default: .syntax
    }
  }

  /// The parser's line; but it counts no CR that stands alone, so that where there are such the
  /// line ends are counted here.
  private func faultLine(parsersLine: Int) -> Int {
    guard scanner.hasLoneReturns else { return max(1, parsersLine) }
    return TagScanner.line(of: parsedOffset, from: anchor, in: source)
  }

  /// The offset behind what the parser has read.
  private var parsedOffset: Int {
    guard let input = context?.pointee.input else { return anchor.offset }
    return Int(input.pointee.consumed) &+ (input.pointee.cur - input.pointee.base)
  }
}
