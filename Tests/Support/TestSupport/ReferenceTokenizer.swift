/// The plain path: delimited text read one byte at a time, written down from RFC 4180 and contract 1
/// §2 without a look at the tokenizer.
package struct ReferenceTokenizer {
  package struct Record: Equatable {
    package var fields: [[UInt8]]
    /// 1-based line at which it starts.
    package var line: Int
    /// The record as it stands, without its line end.
    package var source: [UInt8]

    package init(fields: [[UInt8]] = [], line: Int, source: [UInt8] = []) {
      self.fields = fields
      self.line = line
      self.source = source
    }
  }

  /// A quoted field that never ends, with the 1-based line of its opening quote.
  package struct Unclosed: Error, Equatable {
    package let line: Int
  }

  private let text: [UInt8]
  private let separator: [UInt8]
  private var place = 0
  private var line = 1

  package static func records(of text: [UInt8], separator: [UInt8]) throws(Unclosed) -> [Record] {
    var tokenizer = ReferenceTokenizer(text: text, separator: separator)
    var records: [Record] = []
    while tokenizer.place < text.count { records.append(try tokenizer.record()) }
    return records
  }

  private init(text: [UInt8], separator: [UInt8]) {
    self.text = text
    self.separator = separator
  }

  private mutating func record() throws(Unclosed) -> Record {
    var record = Record(line: line)
    let start = place
    while true {
      record.fields.append(try field())
      if isAtSeparator {
        place += separator.count
        continue
      }
      record.source = Array(text[start..<place])
      takeLineEnd()
      return record
    }
  }

  private mutating func field() throws(Unclosed) -> [UInt8] {
    var value: [UInt8] = []
    if place < text.count, text[place] == UInt8(ascii: "\"") { value = try quotedPart() }
    while place < text.count, !isAtSeparator, !isAtLineEnd {
      value.append(text[place])
      place += 1
    }
    return value
  }

  private mutating func quotedPart() throws(Unclosed) -> [UInt8] {
    let opening = line
    var value: [UInt8] = []
    place += 1
    while place < text.count {
      if text[place] == UInt8(ascii: "\"") {
        place += 1
        guard place < text.count, text[place] == UInt8(ascii: "\"") else { return value }
        value.append(UInt8(ascii: "\""))
        place += 1
      } else if isAtLineEnd {
        let start = place
        takeLineEnd()
        value += text[start..<place]
      } else {
        value.append(text[place])
        place += 1
      }
    }
    throw Unclosed(line: opening)
  }

  private var isAtSeparator: Bool { text[place...].starts(with: separator) }

  private var isAtLineEnd: Bool {
    place < text.count && (text[place] == 0x0A || text[place] == 0x0D)
  }

  /// CRLF is one line end.
  private mutating func takeLineEnd() {
    guard place < text.count else { return }
    let isPair = text[place] == 0x0D && place + 1 < text.count && text[place + 1] == 0x0A
    place += isPair ? 2 : 1
    line += 1
  }
}
