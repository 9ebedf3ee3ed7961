/// Where in an HTML document the literal text of a template has come to, and so whether a value may
/// stand here: a reduction of the states of the HTML tokenizer.
struct HTMLContext: OutputContext {
  private enum Place: Equatable {
    case text, tagOpen, tagName, tag, endTag
    case attributeName, afterName, beforeValue, unquoted
    case quoted(UInt8)
    /// After `<!`, in a comment, and in any other declaration.
    case markup, comment, declaration
    /// Inside an element whose content is no HTML.
    case rawText
  }

  private var place = Place.text
  private var element: [UInt8] = []
  private var attribute: [UInt8] = []
  /// The attribute's value so far without blanks, at its beginning.
  private var value: [UInt8] = []
  /// The last bytes of a comment, a declaration's beginning or raw text.
  private var tail: [UInt8] = []

  /// Beyond this no name, value beginning or tail makes a difference.
  private static let memory = 32

  private static let rawElements: Set<String> = [
    "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
  ]
  private static let urlAttributes: Set<String> = [
    "href", "src", "srcset", "action", "formaction", "poster", "data", "cite", "background",
    "ping", "manifest", "xlink:href",
  ]
  private static let codeSchemes = ["javascript:", "vbscript:", "data:"].map { Array($0.utf8) }

  var prologue: [UInt8] { [] }

  func writer(for kind: Kind) -> Writer? {
    switch kind {
    case .text: .htmlText
    case .plain: .plain
    case .link: .link
    case .integer: .htmlInteger
    case .decimal: .htmlDecimal
    case .number: .htmlNumber
    case .measure: .measure
    case .date: .htmlDate
    case .yesNo: .htmlYesNo
    case .image: .image
    case .flag, .record, .list, .stream: nil
    }
  }

  // MARK: Literal text

  mutating func literal(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8])
    -> TemplateError.Problem?
  {
    output += bytes
    var rest = bytes
    while !rest.isEmpty {
      if let byte = awaited {
        guard let found = rest.firstIndex(of: byte) else { return nil }
        rest = rest[found...]
      }
      take(rest.removeFirst())
    }
    return nil
  }

  /// The only byte that makes a difference here; `nil` where others do too.
  private var awaited: UInt8? {
    switch place {
    case .text: Ascii.less
    case .rawText: tail.isEmpty ? Ascii.less : nil
    case .quoted(let mark): value.count < Self.memory ? nil : mark
    case .endTag, .declaration: Ascii.greater
    default: nil
    }
  }

  private mutating func take(_ byte: UInt8) {
    switch place {
    case .text: if byte == Ascii.less { place = .tagOpen }
    case .tagOpen: takeTagOpen(byte)
    case .endTag, .declaration: if byte == Ascii.greater { place = .text }
    case .markup: takeMarkup(byte)
    case .comment: takeComment(byte)
    case .rawText: takeRawText(byte)
    case .quoted(let mark):
      if byte == mark {
        place = .tag
      } else if byte > Ascii.blank {
        Self.remember(byte, in: &value)
      }
    case .tagName, .tag, .attributeName, .afterName, .beforeValue, .unquoted:
      takeInsideTag(byte)
    }
  }

  private mutating func takeTagOpen(_ byte: UInt8) {
    switch byte {
    case _ where Ascii.isLetter(byte):
      element = [Ascii.lowercased(byte)]
      place = .tagName
    case Ascii.slash: place = .endTag
    case Ascii.exclamation:
      tail = []
      place = .markup
    case Ascii.question: place = .declaration
    case Ascii.less: break
    default: place = .text
    }
  }

  private mutating func takeInsideTag(_ byte: UInt8) {
    switch (place, byte) {
    case (.unquoted, Ascii.slash): break
    case (_, Ascii.greater): endStartTag()
    case (.tagName, _) where byte != Ascii.slash && !Ascii.isBlank(byte):
      Self.remember(byte, in: &element)
    case (.beforeValue, _) where Ascii.isBlank(byte): break
    case (.beforeValue, Ascii.quote), (.beforeValue, Ascii.apostrophe):
      value = []
      place = .quoted(byte)
    case (.beforeValue, _): place = .unquoted
    case (.attributeName, _) where Ascii.isBlank(byte): place = .afterName
    case (.afterName, _) where Ascii.isBlank(byte): break
    case (_, Ascii.slash): place = .tag
    case (_, _) where Ascii.isBlank(byte): place = .tag
    case (.attributeName, Ascii.equals), (.afterName, Ascii.equals): place = .beforeValue
    case (.attributeName, _): Self.remember(byte, in: &attribute)
    case (.tag, _), (.afterName, _):
      attribute = [Ascii.lowercased(byte)]
      place = .attributeName
    default: break
    }
  }

  private mutating func endStartTag() {
    tail = []
    let isRaw = Self.rawElements.contains(String(decoding: element, as: UTF8.self))
    place = isRaw ? .rawText : .text
  }

  private mutating func takeMarkup(_ byte: UInt8) {
    tail.append(byte)
    if byte == Ascii.greater {
      place = .text
    } else if tail.elementsEqual("--".utf8) {
      place = .comment
    } else if tail.count >= 2 {
      place = .declaration
    }
  }

  private mutating func takeComment(_ byte: UInt8) {
    if byte == Ascii.greater, endsTail(with: "--") || endsTail(with: "--!") {
      place = .text
    } else {
      rememberTail(byte)
    }
  }

  /// Follows what stands from the last `<` on, as long as it may be the end tag of the element.
  private mutating func takeRawText(_ byte: UInt8) {
    let isEnd = byte == Ascii.greater || byte == Ascii.slash || Ascii.isBlank(byte)
    if byte == Ascii.less {
      tail = [byte]
    } else if isEnd, tail.dropFirst(2).elementsEqual(element), tail.starts(with: "</".utf8) {
      place = byte == Ascii.greater ? .text : .endTag
    } else if tail.count < element.count + 2 {
      tail.append(Ascii.lowercased(byte))
    } else {
      tail = []
    }
  }

  private static func remember(_ byte: UInt8, in bytes: inout [UInt8]) {
    if bytes.count < memory { bytes.append(Ascii.lowercased(byte)) }
  }

  private mutating func rememberTail(_ byte: UInt8) {
    tail.append(Ascii.lowercased(byte))
    if tail.count > 2 * Self.memory { tail.removeFirst(Self.memory) }
  }

  private func endsTail(with text: String) -> Bool {
    tail.suffix(text.utf8.count).elementsEqual(text.utf8)
  }

  // MARK: Values

  mutating func value(_ kind: Kind) -> TemplateError.Problem? {
    unsafePlace(for: kind).map { .unsafePlace($0) }
  }

  private func unsafePlace(for kind: Kind) -> TemplateError.UnsafePlace? {
    if kind == .image { return isImageSource ? nil : .notAnImageSource }
    return switch place {
    case .text: nil
    case .quoted: unsafeAttribute(for: kind)
    case .rawText: .rawText(element: String(decoding: element, as: UTF8.self))
    case .markup, .comment, .declaration: .comment
    case .beforeValue, .unquoted: .unquotedAttribute
    case .tagOpen, .tagName, .tag, .endTag, .attributeName, .afterName: .tag
    }
  }

  /// Whether this is the beginning of the `src` of an `img`.
  private var isImageSource: Bool {
    guard case .quoted = place else { return false }
    return element.elementsEqual("img".utf8) && attribute.elementsEqual("src".utf8)
      && value.isEmpty
  }

  private func unsafeAttribute(for kind: Kind) -> TemplateError.UnsafePlace? {
    let name = String(decoding: attribute, as: UTF8.self)
    if name.hasPrefix("on") { return .eventAttribute(name) }
    if name == "srcdoc" { return .codeAttribute(name) }
    if name == "style", kind != .measure, kind != .plain { return .styleAttribute }
    guard Self.urlAttributes.contains(name), mayBecomeCode(kind) else { return nil }
    return .linkStart(attribute: name)
  }

  /// Whether a value of this kind, here, could complete the scheme of a link that runs code.
  private func mayBecomeCode(_ kind: Kind) -> Bool {
    switch kind {
    case .text, .plain: break
    case .link: if value.isEmpty { return false }
    default: return false
    }
    return Self.codeSchemes.contains { $0.starts(with: value) || value.starts(with: $0) }
  }

  // MARK: Sections

  /// A section may begin and end in text, in one attribute's value, or between the attributes of
  /// one tag; after it all is as before it, which is the case that allows the least.
  mutating func leaveSection(from before: HTMLContext, repeats: Bool) -> TemplateError.Problem? {
    defer { self = before }
    switch (before.place, place) {
    case (.text, .text): return nil
    case (.tagName, .tagName), (.tagName, .tag), (.tag, .tag):
      return before.element == element ? nil : .sectionBreaksMarkup
    case (.tagName, .attributeName), (.tagName, .afterName), (.tag, .attributeName),
      (.tag, .afterName):
      return before.element == element && !repeats ? nil : .sectionBreaksMarkup
    default:
      let isSame =
        before.place == place && before.element == element && before.attribute == attribute
      return isSame ? nil : .sectionBreaksMarkup
    }
  }

  mutating func finish(into output: inout [UInt8]) -> TemplateError.Problem? {
    place == .text ? nil : .unclosedMarkup
  }
}
