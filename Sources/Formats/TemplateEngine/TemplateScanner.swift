/// Cuts the bytes of a template into lines of text and tags, with their places.
///
/// One pass over the source: every byte is looked at a bounded number of times.
struct TemplateScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var column = 1
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private var tokens: [Token] = []
  private var openKinds: [Tag.Kind] = []
  private(set) var problems: [TagProblem] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func scan() -> [Token] {
    guard isUTF8() else { return [] }
    while position < bytes.count {
      let start = find(opening, from: position) ?? bytes.count
      takeText(upTo: start)
      guard start < bytes.count else { break }
      takeTag()
    }
    return tokens
  }

  private mutating func isUTF8() -> Bool {
    guard String(validating: bytes, as: UTF8.self) == nil else { return true }
    let valid = firstInvalidByte()
    advance(to: valid)
    report(.notUTF8, at: emptyTag())
    return false
  }

  /// Where the first bytes that are not UTF-8 begin: the longest valid beginning, by halving.
  private func firstInvalidByte() -> Int {
    var low = 0
    var high = bytes.count
    while low < high {
      let middle = (low + high + 1) / 2
      if String(validating: bytes[..<characterStart(middle)], as: UTF8.self) != nil {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return characterStart(low)
  }

  /// The position or the start of the character that it would cut.
  private func characterStart(_ position: Int) -> Int {
    var start = position
    while start > 0, start < bytes.count, position - start < 3, bytes[start] & 0xC0 == 0x80 {
      start -= 1
    }
    return start
  }

  // MARK: Text

  private mutating func takeText(upTo end: Int) {
    while position < end {
      let start = (position, line, column)
      let lineEnd = bytes[position..<end].firstIndex(of: Ascii.lineFeed).map { $0 + 1 } ?? end
      advance(to: lineEnd)
      tokens.append(.text(TextPiece(range: start.0..<lineEnd, line: start.1, column: start.2)))
    }
  }

  // MARK: Tags

  private mutating func takeTag() {
    var tag = emptyTag()
    let start = position
    let inside = start + opening.count
    let sigil = inside < bytes.count ? bytes[inside] : 0
    let isTriple = sigil == UInt8(ascii: "{") && opening == Array("{{".utf8)
    let isDelimiters = sigil == Ascii.equals
    let end = isTriple ? Array("}}}".utf8) : isDelimiters ? [Ascii.equals] + closing : closing
    let from = min(inside + (isDelimiters ? 1 : 0), bytes.count)
    guard let close = find(end, from: from) else {
      tag.text = excerpt(start..<bytes.count)
      report(.unclosedTag, at: tag)
      return advance(to: bytes.count)
    }
    tag.text = excerpt(start..<(close + end.count))
    advance(to: close + end.count)
    if isTriple || sigil == UInt8(ascii: "&") {
      report(.unescapedTag, at: tag)
    } else if isDelimiters {
      setDelimiters(bytes[from..<close], tag: &tag)
    } else {
      read(bytes[inside..<close], sigil: sigil, into: &tag)
    }
    tokens.append(.tag(tag))
  }

  private mutating func read(_ content: ArraySlice<UInt8>, sigil: UInt8, into tag: inout Tag) {
    let kind = Self.kinds[sigil]
    guard kind != .comment else {
      tag.kind = .comment
      return
    }
    let name = trimmed(kind == nil ? content : content.dropFirst())
    guard Self.isName(name, kind: kind ?? .variable) else {
      return report(.malformedTag, at: tag)
    }
    tag.kind = kind ?? .variable
    tag.name = String(decoding: name, as: UTF8.self)
    switch tag.kind {
    case .section, .inverted, .parent, .block: openKinds.append(tag.kind)
    case .close: tag.closes = openKinds.popLast()
    default: break
    }
  }

  private static let kinds: [UInt8: Tag.Kind] = [
    UInt8(ascii: "#"): .section, UInt8(ascii: "^"): .inverted, UInt8(ascii: "/"): .close,
    UInt8(ascii: "!"): .comment, UInt8(ascii: ">"): .partial, UInt8(ascii: "<"): .parent,
    UInt8(ascii: "$"): .block,
  ]

  /// Letters (of any script), digits, `_` and `-`; dots between the parts of a name.
  private static func isName(_ name: ArraySlice<UInt8>, kind: Tag.Kind) -> Bool {
    if kind == .variable, name.elementsEqual([Ascii.dot]) { return true }
    let parts = name.split(separator: Ascii.dot, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy {
          Ascii.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == Ascii.minus || $0 >= 0x80
        }
    }
  }

  /// The longest delimiter, in bytes: it bounds the cost of looking for one.
  private static let delimiterLimit = 16

  private mutating func setDelimiters(_ content: ArraySlice<UInt8>, tag: inout Tag) {
    let parts = content.split(whereSeparator: Ascii.isBlank)
    let isShort = parts.allSatisfy { $0.count <= Self.delimiterLimit }
    guard parts.count == 2, isShort, !content.contains(Ascii.equals) else {
      return report(.malformedDelimiters, at: tag)
    }
    tag.kind = .delimiters
    opening = Array(parts[0])
    closing = Array(parts[1])
  }

  // MARK: Bytes

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, bytes.count - start >= pattern.count else { return nil }
    for index in start...(bytes.count - pattern.count) where bytes[index] == first {
      if bytes[index..<(index + pattern.count)].elementsEqual(pattern) { return index }
    }
    return nil
  }

  private mutating func advance(to end: Int) {
    for byte in bytes[position..<end] {
      if byte == Ascii.lineFeed {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    position = end
  }

  private func trimmed(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result = content.drop(while: Ascii.isBlank)
    while let last = result.last, Ascii.isBlank(last) { result.removeLast() }
    return result
  }

  private func excerpt(_ range: Range<Int>) -> String {
    guard range.count > 80 else { return String(decoding: bytes[range], as: UTF8.self) }
    // 80 characters are at most 320 bytes; what is cut in the middle is beyond the 80th.
    let text = String(decoding: bytes[range].prefix(324), as: UTF8.self).unicodeScalars.prefix(80)
    return String(String.UnicodeScalarView(text))
  }

  private func emptyTag() -> Tag {
    Tag(kind: .invalid, name: "", line: line, column: column, text: "")
  }

  private mutating func report(_ problem: TemplateError.Problem, at tag: Tag) {
    problems.append(TagProblem(tag: tag, problem: problem))
  }
}
