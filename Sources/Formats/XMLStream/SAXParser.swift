internal import CLibXML2

/// The SAX parser of libxml2 under our own rules; nothing of libxml2 leaves this file and
/// `ParserEvents`.
///
/// Only our own callbacks are set: the library's defaults would take our context for theirs. What
/// is found out about a document is in the events' `refusal`: the parser's own `wellFormed` stays 1
/// when it is stopped. Options: no network; never entities replaced, DTD loaded, XInclude, recovery,
/// or the library's limits lifted. The parser asks for the document's bytes, a few KiB at a time:
/// given pieces instead, it spends a fifth more time on looking ahead for their ends.
final class SAXParser {
  private let context: xmlParserCtxtPtr?
  /// What the callbacks work on.
  ///
  /// A pointer, not a property: they run inside the library, while no access to it may last.
  private let events: UnsafeMutablePointer<ParserEvents>

  /// A parser of the document that `feed` decodes; both must outlive it.
  init(feed: DocumentFeed, events: UnsafeMutablePointer<ParserEvents>) {
    LibraryRules.apply()
    self.events = events
    var handler = Callbacks.handler
    context = xmlCreateIOParserCtxt(
      &handler, events, Callbacks.read, nil, Unmanaged.passUnretained(feed).toOpaque(),
      XML_CHAR_ENCODING_NONE)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    _ = xmlCtxtUseOptions(context, Int32(options))
    events.pointee.context = context
  }

  deinit {
    events.pointee.context = nil
    if context != nil { xmlFreeParserCtxt(context) }
  }

  /// Parses the document; whatever is not proven well formed is refused.
  func parse() {
    let result = xmlParseDocument(context)
    let isWellFormed = context?.pointee.wellFormed == 1
    events.pointee.finish(isWhole: result == 0 && isWellFormed)
  }
}

/// What the library calls.
private enum Callbacks {
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = {
      events, name, _, uri, namespaces, _, count, _, attributes in
      guard let name else { return }
      Callbacks.events(events)?.pointee.startElement(
        name, uri: uri, namespaces: Int(namespaces), attributes: attributes, count: Int(count))
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

  static let read: xmlInputReadCallback = { feed, buffer, count in
    guard let feed, let buffer else { return 0 }
    let room = UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
    return Unmanaged<DocumentFeed>.fromOpaque(feed)._withUnsafeGuaranteedRef {
      Int32($0.read(into: room))
    }
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
