import Delimited
import Model

/// Looks at the head of a file for what it may be; who reads it decides.
package enum ContentSniffer {
  package enum Content: Equatable, Sendable {
    /// A table, if anything: the first character that is no blank is not `<`.
    case table
    /// A document with such a root element.
    case element(String)
    case unknownDocument
    /// A zip archive.
    case archive
    /// The container of old Excel books and of those that ask for a password.
    case compoundFile
  }

  /// What begins with these bytes: in UTF-8 without byte order mark if it is text.
  package static func content(_ head: UnsafeRawBufferPointer) -> Content {
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return .archive
    }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compoundFile }
    let text = head.trimmed
    guard text.first == 0x3C else { return .table }
    var place = 0
    while place < text.count, text[place] == 0x3C {
      guard place + 1 < text.count else { return .unknownDocument }
      let next = text[place + 1]
      if next == 0x3F {
        guard let end = text.end(of: "?>", from: place) else { return .unknownDocument }
        place = end
      } else if next == 0x21 {
        guard text.slice(place, text.count).starts(with: "<!--".utf8),
          let end = text.end(of: "-->", from: place + 4)
        else { return .unknownDocument }
        place = end
      } else {
        return name(in: text, from: place + 1)
      }
      while place < text.count, Whitespace.lengthAtStart(text, place, text.count) == 1 {
        place += 1
      }
    }
    return .unknownDocument
  }

  /// The root element that the first bytes of a file name as they stand, without decoding: that of most
  /// documents; `nil` says nothing.
  package static func rootElement(of file: RawFile) throws(FileFault) -> String? {
    let prolog = Block(capacity: ContentSniffer.usualProlog)
    prolog.grow(by: try file.read(at: 0, into: prolog.room))
    guard case .element(let name) = content(prolog.bytes) else { return nil }
    return name
  }

  /// Bytes in which most documents name their root element.
  private static let usualProlog = 512

  private static func name(in text: Bytes, from start: Int) -> Content {
    var end = start
    while end < text.count, !isDelimiter(text[end]) { end += 1 }
    guard end > start, end < text.count else { return .unknownDocument }
    let qualified = text.slice(start, end)
    let local = qualified.split(separator: 0x3A).last ?? qualified[...]
    return .element(String(decoding: local, as: UTF8.self))
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x3E || byte == 0x2F || byte == 0x3C
  }
}
