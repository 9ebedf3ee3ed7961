import Model

/// Looks at the head of a file for what its root element may be; the parser decides.
package enum XMLSniffer {
  package enum Root: Equatable, Sendable {
    /// The first character that is no blank is not `<`.
    case notXML
    case element(String)
    case unknown
  }

  /// The root of a document, given its head in UTF-8 without byte order mark.
  package static func root(_ head: UnsafeRawBufferPointer) -> Root {
    let text = head.trimmed
    guard text.first == 0x3C else { return .notXML }
    var place = 0
    while place < text.count, text[place] == 0x3C {
      guard place + 1 < text.count else { return .unknown }
      let next = text[place + 1]
      if next == 0x3F {
        guard let end = find("?>", in: text, from: place) else { return .unknown }
        place = end
      } else if next == 0x21 {
        guard text.slice(place, text.count).starts(with: "<!--".utf8),
          let end = find("-->", in: text, from: place + 4)
        else { return .unknown }
        place = end
      } else {
        return name(in: text, from: place + 1)
      }
      while place < text.count, Whitespace.lengthAtStart(text, place, text.count) == 1 {
        place += 1
      }
    }
    return .unknown
  }

  private static func find(_ mark: StaticString, in text: Bytes, from start: Int) -> Int? {
    let length = mark.utf8CodeUnitCount
    var place = start
    while place + length <= text.count {
      if text.slice(place, place + length).equals(mark) { return place + length }
      place += 1
    }
    return nil
  }

  private static func name(in text: Bytes, from start: Int) -> Root {
    var end = start
    while end < text.count, !isDelimiter(text[end]) { end += 1 }
    guard end > start, end < text.count else { return .unknown }
    let qualified = String(decoding: text.slice(start, end), as: UTF8.self)
    let local = qualified.split(separator: ":").last.map(String.init) ?? qualified
    return .element(local)
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x3E || byte == 0x2F || byte == 0x3C
  }
}
