/// Takes the events of a document; a class, since C callbacks can't be generic but must reach a
/// generic visitor.
class EventSink {
  let wantsStrayText: Bool

  init(wantsStrayText: Bool) {
    self.wantsStrayText = wantsStrayText
  }

  func start(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {}
  func end(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {}
  func stray(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {}
}

/// Hands events to a visitor that lives as long as the sink.
final class VisitorSink<Visitor: XMLVisitor>: EventSink {
  private let visitor: UnsafeMutablePointer<Visitor>

  init(_ visitor: UnsafeMutablePointer<Visitor>) {
    self.visitor = visitor
    super.init(wantsStrayText: Visitor.wantsStrayText)
  }

  override func start(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    try visitor.pointee.startElement(element, source: source)
  }

  override func end(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    try visitor.pointee.endElement(name, text: text, source: source)
  }

  override func stray(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {
    try visitor.pointee.strayText(text)
  }
}
