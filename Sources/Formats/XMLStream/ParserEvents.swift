internal import CLibXML2
import Glibc

/// What a parser has told so far, and the rules by which its events reach the visitor.
struct ParserEvents: ~Copyable {
  /// Of the parser whose events these are, while it lives.
  var context: xmlParserCtxtPtr?
  private let sink: EventSink
  private let source: XMLSource
  private var scanner = TagScanner()

  /// Why the document is refused; nothing more is given to the parser then.
  private(set) var refusal: XMLRefusal?
  /// The visitor's F001 or F005, which counts if the document has no other fault.
  private(set) var verdict: XMLRefusal?
  private var sawRootEnd = false

  /// The lines of the open elements, and how many namespaces each declares.
  private var open = OpenElements()
  private var namespacesInScope = 0
  /// Whether the last tag was a start tag.
  private var isLeaf = false
  private let keepsStrayText: Bool
  /// The text since the last tag, as far as it may be asked for, and the length of all of it.
  private var text = ByteStore()
  private var textLength = 0
  private let attributes: UnsafeMutableBufferPointer<XMLAttribute>
  private var unescaped = ByteStore()
  /// What was found ahead of the parser, and the offset where the document ends for the parser.
  private var ahead: (refusal: XMLRefusal, end: Int)?

  init(sink: EventSink, source: XMLSource) {
    self.sink = sink
    keepsStrayText = sink.wantsStrayText
    self.source = source
    attributes = .allocate(capacity: XMLLimit.attributes.greatest)
    // The values of a tag are no longer than the tag: the store won't move while it is filled.
    unescaped.reserve(XMLLimit.startTag.greatest)
  }

  deinit {
    attributes.deallocate()
  }

  // MARK: - Ahead of the parser

  var isStopped: Bool { refusal != nil }

  var hasFaultAhead: Bool { ahead != nil }

  /// The first offset that the window must still hold.
  var earliestNeeded: Int { min(parsedOffset, scanner.firstPlace?.offset ?? Int.max) }

  /// Scans what the window holds; returns up to which offset it may be parsed now.
  mutating func scan(isLast: Bool) -> Int {
    let cut = scanner.scan(source, isLast: isLast)
    switch scanner.fault {
    case .startTag(let place): ahead = (XMLRefusal(.limit(.startTag), line: place.line), cut)
    case .section: ahead = (XMLRefusal(.limit(.text)), cut)
    case nil: break
    }
    return cut
  }

  /// The document is not UTF-8 behind what the window holds.
  mutating func meetIllFormed() {
    guard ahead == nil else { return }
    let line = scanner.line(of: source.end, in: source)
    ahead = (XMLRefusal(.notWellFormed(XMLFault(.notUTF8)), line: line), source.end)
  }

  /// The parser has come to its end; `isWhole` if it found nothing amiss.
  mutating func finish(isWhole: Bool) {
    guard refusal == nil else { return }
    if let found = ahead?.refusal {
      refusal = XMLRefusal(found.reason, line: found.line ?? open.lastLine)
    } else if !isWhole || !sawRootEnd {
      let line = scanner.line(of: source.end, in: source)
      refusal = XMLRefusal(.notWellFormed(XMLFault(.unfinished)), line: line)
    }
  }

  /// Takes a refusal, unless there is one already, and stops the parser.
  mutating func refuse(_ reason: XMLRefusal.Reason, line: Int?) {
    guard refusal == nil else { return }
    refusal = XMLRefusal(reason, line: line)
    if context != nil { xmlStopParser(context) }
  }

  // MARK: - Elements

  mutating func startElement(
    _ name: UnsafePointer<xmlChar>, uri: UnsafePointer<xmlChar>?, namespaces: Int,
    attributes raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    guard refusal == nil else { return }
    flushStrayText()
    let place = scanner.takePlace() ?? TagPlace(offset: parsedOffset, line: 1)
    source.tagStart = place.offset
    open.append(line: place.line, namespaces: namespaces)
    namespacesInScope &+= namespaces
    isLeaf = true
    if let limit = exceededLimit(attributes: count) {
      return refuse(.limit(limit), line: place.line)
    }
    guard verdict == nil else { return }
    let element = XMLElement(
      name: XMLName(local: name, uri: uri), attributes: read(raw, count: count),
      line: place.line, depth: open.count)
    do { try sink.start(element, source: source) } catch { take(error) }
  }

  mutating func endElement(_ name: UnsafePointer<xmlChar>, uri: UnsafePointer<xmlChar>?) {
    guard refusal == nil else { return }
    if !isLeaf { flushStrayText() }
    source.tagEnd = parsedOffset
    isLeaf = false
    namespacesInScope &-= open.removeLast()
    sawRootEnd = open.count == 0
    if verdict == nil {
      let name = XMLName(local: name, uri: uri)
      do { try sink.end(name, text: text.bytes, source: source) } catch { take(error) }
    }
    forgetText()
  }

  @inline(__always)
  private func exceededLimit(attributes: Int) -> XMLLimit? {
    if open.count > XMLLimit.depth.greatest { return .depth }
    if attributes > XMLLimit.attributes.greatest { return .attributes }
    return namespacesInScope > XMLLimit.namespaces.greatest ? .namespaces : nil
  }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) {
    guard refusal == nil else { return }
    textLength &+= bytes.count
    guard textLength <= XMLLimit.text.greatest else {
      return refuse(.limit(.text), line: open.lastLine)
    }
    if isLeaf || keepsStrayText { text.append(bytes) }
  }

  mutating func documentType() {
    refuse(.documentType, line: scanner.declaration?.line)
  }

  private mutating func flushStrayText() {
    if keepsStrayText, text.count > 0, verdict == nil {
      do { try sink.stray(text.bytes) } catch { take(error) }
    }
    forgetText()
  }

  @inline(__always)
  private mutating func forgetText() {
    text.removeAll()
    textLength = 0
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
    if let ahead, parsedOffset > ahead.end { return }
    let message = error.message.map { String(cString: $0).prefix(200) } ?? ""
    let fault = XMLFault(
      kind(ofCode: error.code, message: message), message: message.filter { $0 != "\n" })
    refuse(.notWellFormed(fault), line: faultLine(parsersLine: Int(error.line)))
  }

  private func kind(ofCode code: Int32, message: some StringProtocol) -> XMLFault.Kind {
    switch xmlParserErrors(UInt32(bitPattern: code)) {
    case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_END:
      sawRootEnd ? .contentAfterRoot : open.count == 0 ? .emptyDocument : .unfinished
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
    return scanner.line(of: parsedOffset, in: source)
  }

  /// The offset behind what the parser has read.
  private var parsedOffset: Int {
    guard let input = context?.pointee.input else { return 0 }
    return Int(input.pointee.consumed) &+ (input.pointee.cur - input.pointee.base)
  }
}
