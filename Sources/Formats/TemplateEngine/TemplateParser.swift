/// Builds the tree of a template from its tokens; goes on after an error to find the others.
struct TemplateParser {
  /// How deep sections, blocks and inclusions may nest: the bound of every recursion over them.
  static let depthLimit = 64

  private struct Open {
    let tag: Tag
    var nodes: [Node] = []
  }

  private let source: [UInt8]
  private var open: [Open] = []
  private var root: [Node] = []
  private(set) var problems: [TagProblem] = []

  init(source: [UInt8]) {
    self.source = source
  }

  mutating func parse(_ tokens: [Token]) -> [Node] {
    for token in tokens {
      switch token {
      case .text(let piece): append(.text(piece))
      case .tag(let tag):
        guard take(tag) else { return [] }
      }
    }
    while let last = open.last {
      report(.unclosedSection(name: last.tag.name), at: last.tag)
      closeInnermost()
    }
    return root
  }

  /// Takes a tag; `false` where the template is nested too deep to go on.
  private mutating func take(_ tag: Tag) -> Bool {
    switch tag.kind {
    case .variable: append(.variable(tag))
    case .partial: append(.partial(tag))
    case .section, .inverted, .parent, .block:
      guard open.count < Self.depthLimit else {
        report(.tooDeep(limit: Self.depthLimit), at: tag)
        return false
      }
      open.append(Open(tag: tag))
    case .close: close(tag)
    case .comment, .delimiters, .invalid: break
    }
    return true
  }

  private mutating func close(_ tag: Tag) {
    guard let index = open.lastIndex(where: { $0.tag.name == tag.name }) else {
      return report(.unopenedSection(name: tag.name), at: tag)
    }
    while open.count > index + 1, let last = open.last {
      report(.unclosedSection(name: last.tag.name), at: last.tag)
      closeInnermost()
    }
    closeInnermost()
  }

  private mutating func closeInnermost() {
    guard let closed = open.popLast() else { return }
    switch closed.tag.kind {
    case .parent: append(.parent(closed.tag, blocks: blocks(of: closed)))
    case .block: append(.block(Block(tag: closed.tag, nodes: closed.nodes)))
    default: append(.section(closed.tag, closed.nodes))
    }
  }

  /// The replacements inside a parent tag, beside which only blanks may stand.
  private mutating func blocks(of parent: Open) -> [Block] {
    var blocks: [Block] = []
    var names: Set<String> = []
    var isReported = false
    for node in parent.nodes {
      if case .block(let block) = node {
        if !names.insert(block.tag.name).inserted {
          report(.repeatedBlock(name: block.tag.name), at: block.tag)
        }
        blocks.append(block)
      } else if !isBlank(node), !isReported {
        isReported = true
        report(.contentOutsideBlocks(parent: parent.tag.name), at: parent.tag)
      }
    }
    return blocks
  }

  private func isBlank(_ node: Node) -> Bool {
    guard case .text(let piece) = node else { return false }
    return source[piece.range].allSatisfy(Ascii.isBlank)
  }

  private mutating func append(_ node: Node) {
    if open.isEmpty {
      root.append(node)
    } else {
      open[open.count - 1].nodes.append(node)
    }
  }

  private mutating func report(_ problem: TemplateError.Problem, at tag: Tag) {
    problems.append(TagProblem(tag: tag, problem: problem))
  }
}
