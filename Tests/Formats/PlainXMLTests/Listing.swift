import Delimited
import PlainXML
import XMLStream

/// What a visitor saw, in lines that tests compare.
struct Listing: XMLVisitor, Equatable {
  var events: [String] = []
  /// Refuses the element of that name.
  var objection: String?

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    var event = "\(element.line) \(element.depth) <\(element.name.string)"
    for attribute in element.attributes {
      event += " \(attribute.name.string)=[\(string(attribute.value))]"
    }
    events.append(event)
    if element.depth == 2 { source.keep() }
    if element.name.string == objection {
      throw XMLRefusal(.structure(.invalidContent(element: element.name.string)))
    }
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    events.append("\(name.string)> [\(string(text))] \(string(source.extract()))")
  }

  private func string(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

/// What a visitor saw that asks for namespaces and for text beside child elements too.
struct FullListing: XMLVisitor, Equatable {
  static var wantsStrayText: Bool { true }

  var events: [String] = []

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    let attributes = element.attributes.map { "\(full($0.name))=[\(string($0.value))]" }
    events.append(
      "\(element.line) \(element.depth) <\(full(element.name)) \(attributes.joined(separator: " "))"
    )
    if element.depth == 2 { source.keep() }
  }

  mutating func strayText(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {
    events.append("[\(string(text))]")
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    events.append("\(full(name))> [\(string(text))] \(string(source.extract()))")
  }

  private func full(_ name: XMLName) -> String {
    "{\(name.namespace.map(string) ?? "")}\(name.string)"
  }

  private func string(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

/// What the parser says of a document.
func parse(_ document: [UInt8], objection: String? = nil) -> (listing: Listing, outcome: XMLOutcome)
{
  var listing = Listing(objection: objection)
  let outcome = parse(document, into: &listing)
  return (listing, outcome)
}

func parse(_ document: [UInt8], into visitor: inout some XMLVisitor) -> XMLOutcome {
  var place = 0
  return XMLReader.read(&visitor) { room in
    let count = min(room.count, document.count - place)
    room.copyBytes(from: document[place..<place + count])
    place += count
    return count
  }
}

/// What is read of a document without the parser; `nil` if it is none of the subset.
func readPlainly(
  _ document: [UInt8], objection: String? = nil
) -> (listing: Listing, encoding: XMLEncoding)? {
  var listing = Listing(objection: objection)
  return readPlainly(document, into: &listing).map { (listing, $0) }
}

/// Reads a document without the parser; `nil` if it is none of the subset, else its encoding.
func readPlainly(
  _ document: [UInt8], into visitor: inout some XMLVisitor, names: NameStore = NameStore()
) -> XMLEncoding? {
  var kept: [UnsafeMutableRawBufferPointer] = []
  defer { for memory in kept { memory.deallocate() } }
  // A block with text behind its end shows whether that is taken for the document's.
  let block = Block(capacity: document.count + 8)
  document.withUnsafeBytes { block.append($0) }
  Array("<a>\"&\n>".utf8).withUnsafeBytes { block.append($0) }
  block.grow(by: -7)
  guard let plain = PlainDocument(block) else { return nil }
  let isPlain = PlainReader.read(plain, into: &visitor, names: names) { bytes in
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
    copy.copyMemory(from: bytes)
    kept.append(copy)
    return UnsafeRawBufferPointer(rebasing: copy[..<bytes.count])
  }
  return isPlain ? plain.encoding : nil
}
