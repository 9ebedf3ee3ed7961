import Delimited
import XMLStream

/// A document in memory that may be a plain one, as UTF-8.
public struct PlainDocument {
  /// The text, decoded where the document is of another encoding.
  public let block: Block
  public let encoding: XMLEncoding
  /// Bytes of the mark, the declaration and Excel's instruction.
  let start: Int
  /// The line behind them, 1-based.
  let line: Int

  private static let instruction: StaticString = #"<?mso-application progid="Excel.Sheet"?>"#

  private static let declarations: [(text: StaticString, encoding: XMLEncoding)] = [
    (#"<?xml version="1.0" encoding="UTF-8"?>"#, .utf8),
    (#"<?xml version="1.0" encoding="utf-8"?>"#, .utf8),
    (#"<?xml version='1.0' encoding='UTF-8'?>"#, .utf8),
    (#"<?xml version='1.0' encoding='utf-8'?>"#, .utf8),
    (#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#, .utf8),
    (#"<?xml version="1.0"?>"#, .utf8),
    (#"<?xml version="1.0" encoding="windows-1252"?>"#, .windows1252),
    (#"<?xml version="1.0" encoding="Windows-1252"?>"#, .windows1252),
    (#"<?xml version="1.0" encoding="ISO-8859-1"?>"#, .iso88591),
    (#"<?xml version="1.0" encoding="iso-8859-1"?>"#, .iso88591),
  ]

  /// `nil` for a declaration that is none of the usual ones, or bytes that are no characters.
  public init?(_ block: Block) {
    let bytes = block.bytes
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let rest = UnsafeRawBufferPointer(rebasing: bytes[mark...])
    guard rest.starts(with: "<?".utf8) else {
      (self.block, start, line) = (block, mark, 1)
      encoding = mark == 3 ? .utf8BOM : .utf8
      return
    }
    let declaration = PlainDocument.declarations.first { text, _ in
      rest.count >= text.utf8CodeUnitCount
        && UnsafeRawBufferPointer(rebasing: rest[..<text.utf8CodeUnitCount]).equals(text)
    }
    guard let declaration else { return nil }
    (start, line) = PlainDocument.behindInstruction(
      bytes, from: mark + declaration.text.utf8CodeUnitCount)
    // Behind a mark it is UTF-8, whatever is declared.
    encoding = mark == 3 ? .utf8BOM : declaration.encoding
    guard encoding == .windows1252 || encoding == .iso88591 else {
      self.block = block
      return
    }
    let decoded = Block(capacity: 3 * bytes.count)
    let count = SingleByteText.decode(
      bytes, isLatin1: encoding == .iso88591, into: decoded.room)
    guard let count else { return nil }
    decoded.grow(by: count)
    self.block = decoded
  }

  /// The place and line behind Excel's instruction; where there is none, those behind the declaration.
  private static func behindInstruction(
    _ bytes: UnsafeRawBufferPointer, from start: Int
  ) -> (start: Int, line: Int) {
    let blanks = bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    let end = blanks.endIndex + instruction.utf8CodeUnitCount
    guard end <= bytes.count,
      UnsafeRawBufferPointer(rebasing: bytes[blanks.endIndex..<end]).equals(instruction)
    else { return (start, 1) }
    let lineEnds = blanks.indices.count { place in
      bytes[place] == 0x0A || (bytes[place] == 0x0D && bytes[place + 1] != 0x0A)
    }
    return (end, 1 + lineEnds)
  }
}
