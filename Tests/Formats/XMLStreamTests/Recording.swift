import XMLStream

/// What a visitor saw, in lines that tests compare.
struct Recording: XMLVisitor {
  var events: [String] = []
  var extracts: [String] = []
  var keeping = "fila"
  /// Throws this at the element of that name.
  var objection: (element: String, refusal: XMLRefusal)?

  static var wantsStrayText: Bool { true }

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    var event = "\(element.line) <\(label(element.name))"
    for attribute in element.attributes {
      event += " \(label(attribute.name))=[\(string(attribute.value))]"
    }
    events.append(event)
    if element.name.string == keeping { source.keep() }
    if let objection, objection.element == element.name.string { throw objection.refusal }
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    events.append("\(label(name))> \(string(text))")
    if name.string == keeping { extracts.append(string(source.extract())) }
  }

  mutating func strayText(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {
    let text = string(text)
    if text.utf8.contains(where: { $0 > 0x20 }) { events.append("~ \(text)") }
  }

  private func label(_ name: XMLName) -> String {
    name.namespace.map { "{\(string($0))}" + name.string } ?? name.string
  }

  private func string(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

/// A document read to its end.
struct Reading {
  var recording: Recording
  let outcome: XMLOutcome

  var events: [String] { recording.events }
  var code: String { outcome.refusal?.code ?? "ok" }
  var line: Int? { outcome.refusal?.line }
  var fault: XMLFault.Kind? {
    if case .notWellFormed(let fault) = outcome.refusal?.reason { return fault.kind }
    return nil
  }
}

/// Reads a document that comes in pieces of at most `chunk` bytes.
func read(
  _ bytes: [UInt8], chunk: Int = 4_096, keeping: String = "fila",
  objecting objection: (element: String, refusal: XMLRefusal)? = nil
) -> Reading {
  var recording = Recording(keeping: keeping, objection: objection)
  var place = 0
  let outcome = XMLReader.read(&recording) { buffer in
    let count = min(chunk, buffer.count, bytes.count - place)
    buffer.copyBytes(from: bytes[place..<place + count])
    place += count
    return count
  }
  return Reading(recording: recording, outcome: outcome)
}

func read(_ text: String, chunk: Int = 4_096) -> Reading {
  read(Array(text.utf8), chunk: chunk)
}

func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
  let mark: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
  return mark
    + text.utf16.flatMap { unit -> [UInt8] in
      let high = UInt8(unit >> 8)
      let low = UInt8(unit & 0xFF)
      return bigEndian ? [high, low] : [low, high]
    }
}
