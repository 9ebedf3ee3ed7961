import Delimited
import PlainXML
import XMLStream

/// The XML stream, given whole and in small pieces.
func fuzzXML(_ input: [UInt8]) {
  guard let first = input.first else { return }
  let content = Array(input.dropFirst())
  let whole = read(content, piece: 1 << 16)
  expectSame(whole, read(content, piece: 1 + Int(first % 32)), "pieces of \(1 + first % 32)")
}

/// A document read without the parser, if it can be, and by it.
func fuzzPlainXML(_ input: [UInt8]) {
  let content = Array(input.dropFirst())
  var visitor = Listing()
  var kept: [UnsafeMutableRawBufferPointer] = []
  defer { for memory in kept { memory.deallocate() } }
  guard let document = PlainDocument(Block(content)) else { return }
  let isPlain = PlainReader.read(document, into: &visitor) { bytes in
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
    copy.copyMemory(from: bytes)
    kept.append(copy)
    return UnsafeRawBufferPointer(rebasing: copy[..<bytes.count])
  }
  guard isPlain else { return }
  expectSame(visitor.events, read(content, piece: 1 << 16), "with and without the parser")
}

private func read(_ content: [UInt8], piece: Int) -> [String] {
  var visitor = Listing()
  var place = 0
  let outcome = XMLReader.read(&visitor) { room in
    let count = min(piece, room.count, content.count - place)
    room.copyBytes(from: content[place..<place + count])
    place += count
    return count
  }
  // The place where the parser gives up a faulty document may depend on how far it has looked.
  guard outcome.refusal == nil else { return [outcome.refusal?.code ?? ""] }
  return visitor.events
}

private struct Listing: XMLVisitor {
  var events: [String] = []

  static var wantsStrayText: Bool { true }

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    var event = "\(element.line) \(element.depth) <\(full(element.name))"
    for attribute in element.attributes {
      event += " \(full(attribute.name))=\(String(decoding: attribute.value, as: UTF8.self))"
    }
    events.append(event)
    if element.depth == 2 { source.keep() }
  }

  mutating func strayText(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {
    events.append(String(decoding: text, as: UTF8.self))
  }

  private func full(_ name: XMLName) -> String {
    "{\(name.namespace.map { String(decoding: $0, as: UTF8.self) } ?? "")}\(name.string)"
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    events.append("\(name.string)> \(String(decoding: text, as: UTF8.self))")
    events.append(String(decoding: source.extract(), as: UTF8.self))
  }
}
