/// A tag as it stands in a template.
struct Tag: Sendable {
  enum Kind: Sendable {
    case variable, section, inverted, close, comment, partial, parent, block, delimiters
    /// Reported already; stands for nothing.
    case invalid
  }

  var kind: Kind
  /// The name without blanks; empty for comments, delimiters and invalid tags.
  var name: String
  var line: Int
  var column: Int
  /// As written, cut at 80 characters.
  var text: String
  /// What a close tag closes, by order alone; `nil` for other tags and where nothing is open.
  var closes: Kind?
  /// The blanks before a partial or parent that stands alone on its line.
  var indentation: [UInt8] = []

  /// The parts of a dotted name; `.` alone has none.
  var path: [String] {
    guard name.utf8.contains(Ascii.dot) || name.isEmpty else { return [name] }
    return name.split(separator: ".").map(String.init)
  }
}

/// A run of literal text, at most one line with its end.
struct TextPiece: Sendable {
  /// In bytes of the source.
  var range: Range<Int>
  var line: Int
  var column: Int
  /// Whether a line of output begins here, so that an indentation goes before it.
  var startsLine = false
}

enum Token: Sendable {
  case text(TextPiece)
  case tag(Tag)
}

/// A part of a parsed template.
indirect enum Node: Sendable {
  case text(TextPiece)
  case variable(Tag)
  case section(Tag, [Node])
  case partial(Tag)
  case parent(Tag, blocks: [Block])
  case block(Block)
}

/// A named part that a template offers for replacement, or the replacement itself.
struct Block: Sendable {
  let tag: Tag
  let nodes: [Node]
}

/// One template, parsed, with what was wrong in it.
struct ParsedTemplate: Sendable {
  let name: String
  let source: [UInt8]
  let nodes: [Node]
  let errors: [TemplateError]

  init(name: String, source: [UInt8]) {
    self.name = name
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.source = source.starts(with: mark) ? Array(source.dropFirst(3)) : source
    var scanner = TemplateScanner(self.source)
    let tokens = aloneLinesRemoved(scanner.scan(), source: self.source)
    var parser = TemplateParser(source: self.source)
    nodes = parser.parse(tokens)
    errors = (scanner.problems + parser.problems).map { found in
      TemplateError(
        place: TemplatePlace(template: name, line: found.tag.line, column: found.tag.column),
        tag: found.tag.text, problem: found.problem, usedFrom: [])
    }
  }
}

/// A problem with a tag, before the name of the template is known.
struct TagProblem: Sendable {
  let tag: Tag
  let problem: TemplateError.Problem
}
