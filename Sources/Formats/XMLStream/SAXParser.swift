internal import CLibXML2

/// The push parser of libxml2 under our own rules; nothing of libxml2 leaves this file and
/// `ParserEvents`.
///
/// Only our own callbacks are set: the library's defaults would take our context for theirs. What
/// is found out about a document is in the events' `refusal`: the parser's own `wellFormed` stays 1
/// when it is stopped. Options: no network; never entities replaced, DTD loaded, XInclude, recovery,
/// or the library's limits lifted. Used by one thread.
final class SAXParser {
  private let context: xmlParserCtxtPtr?
  private let source: XMLSource
  /// What the callbacks work on. They run inside `xmlParseChunk`, so that no access to it may last
  /// over that call; hence a pointer, not a property.
  private let events: UnsafeMutablePointer<ParserEvents>

  init(sink: EventSink, source: XMLSource) {
    LibraryRules.apply()
    self.source = source
    events = .allocate(capacity: 1)
    var handler = Callbacks.handler
    context = xmlCreatePushParserCtxt(&handler, events, nil, 0, nil)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    _ = xmlCtxtUseOptions(context, Int32(options))
    events.initialize(to: ParserEvents(context: context, sink: sink, source: source))
  }

  deinit {
    if context != nil { xmlFreeParserCtxt(context) }
    events.deinitialize(count: 1)
    events.deallocate()
  }

  var refusal: XMLRefusal? { events.pointee.refusal }

  var verdict: XMLRefusal? { events.pointee.verdict }

  /// Parses what the window holds, as far as it holds whole tags; at the document's end, all.
  func parseNext(isLast: Bool) {
    let cut = events.pointee.scan(isLast: isLast)
    parse(from: cut.first, to: cut.last)
    if let tag = events.pointee.scanner.overlong {
      events.pointee.refuse(.limit(.startTag), line: tag.line)
    } else if events.pointee.scanner.sectionIsOverlong(source) {
      events.pointee.overlongSection()
    } else if isLast {
      finish()
    }
    source.discard(before: cut.last)
  }

  /// The document is not UTF-8 behind what the window holds.
  func refuseIllFormed() {
    refuseAtEnd(XMLFault(.notUTF8))
  }

  private func parse(from first: Int, to last: Int) {
    guard refusal == nil, last > first else { return }
    let piece = source.bytes(from: first, to: last)
    settle(
      xmlParseChunk(
        context, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count), 0))
  }

  /// Ends the document: whatever is not proven well formed by now is refused.
  private func finish() {
    guard refusal == nil else { return }
    settle(xmlParseChunk(context, nil, 0, 1))
    let isWhole = context?.pointee.wellFormed == 1 && events.pointee.sawRootEnd
    if refusal == nil, !isWhole { refuseAtEnd(XMLFault(.unfinished)) }
  }

  /// A result that no callback has explained is a fault all the same.
  private func settle(_ result: Int32) {
    guard refusal == nil, result != 0, result != Int32(XML_WAR_NS_URI.rawValue) else { return }
    refuseAtEnd(XMLFault(.syntax))
  }

  private func refuseAtEnd(_ fault: XMLFault) {
    let line = events.pointee.scanner.lineAtEnd(of: source)
    events.pointee.refuse(.notWellFormed(fault), line: line)
  }
}

/// What the library calls.
private enum Callbacks {
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { events, name, _, uri, _, _, count, _, attributes in
      guard let name else { return }
      Callbacks.events(events)?.pointee.startElement(
        name, uri: uri, attributes: attributes, count: Int(count))
    }
    handler.endElementNs = { events, name, _, uri in
      guard let name else { return }
      Callbacks.events(events)?.pointee.endElement(name, uri: uri)
    }
    handler.characters = characters
    handler.ignorableWhitespace = characters
    handler.cdataBlock = characters
    handler.internalSubset = declaration
    handler.externalSubset = declaration
    handler.serror = { events, error in
      guard let error else { return }
      Callbacks.events(events)?.pointee.fault(error.pointee)
    }
    return handler
  }

  private static let characters: charactersSAXFunc = { events, text, count in
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
    Callbacks.events(events)?.pointee.characters(bytes)
  }

  private static let declaration: internalSubsetSAXFunc = { events, _, _, _ in
    Callbacks.events(events)?.pointee.documentType()
  }

  @inline(__always)
  private static func events(
    _ context: UnsafeMutableRawPointer?
  ) -> UnsafeMutablePointer<ParserEvents>? {
    context?.assumingMemoryBound(to: ParserEvents.self)
  }
}

/// What holds for the whole process: the library is set up once, and loads nothing on its own.
private enum LibraryRules {
  private static let once: Void = {
    xmlInitParser()
    xmlSetExternalEntityLoader { _, _, _ in nil }
  }()

  static func apply() { once }
}
