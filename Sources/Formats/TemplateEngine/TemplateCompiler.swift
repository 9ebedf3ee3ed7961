/// Turns a parsed template into a program.
///
/// Names become slots, inclusions their content, literal text that of the output format. It goes on
/// after an error to find the others.
struct TemplateCompiler<Context: OutputContext> {
  /// How many parts (tags and lines of text) a template may have with all it includes.
  static var sizeLimit: Int { 200_000 }
  /// How many bytes of literal text it may have.
  static var literalLimit: Int { 1 << 26 }
  /// How many errors are looked for, which bounds the cost of finding nearest names.
  static var errorLimit: Int { 1000 }

  let set: TemplateSet
  var context: Context
  var scope: NameScope
  var program = Program()
  private(set) var errors: [TemplateError] = []

  /// The template whose nodes are being compiled, and how it was reached.
  var current: ParsedTemplate
  var usedFrom: [TemplatePlace] = []
  /// The partials that stand open, to find one that includes itself.
  var openPartials: [String]
  /// The replacements that hold for blocks here.
  var replacements: [String: Replacement] = [:]
  /// The blocks met since the innermost parent tag.
  var metBlocks: Set<String> = []
  private var indentation: [UInt8] = []
  private var depth = 0
  /// Literals before this operation are not continued: something jumps here.
  private var jumpTarget = 0
  private var partCount = 0
  /// Set by an error after which going on would only repeat it.
  private var hasGivenUp = false

  /// The content that replaces a block, and where it was written.
  final class Replacement {
    let block: Block
    let template: ParsedTemplate
    let usedFrom: [TemplatePlace]
    /// What held outside the parent tag that it stands in.
    let outer: [String: Replacement]

    init(
      block: Block, template: ParsedTemplate, usedFrom: [TemplatePlace],
      outer: [String: Replacement]
    ) {
      self.block = block
      self.template = template
      self.usedFrom = usedFrom
      self.outer = outer
    }
  }

  init(_ template: ParsedTemplate, in set: TemplateSet, for shape: Shape, context: Context) {
    self.set = set
    self.context = context
    scope = NameScope(shape)
    current = template
    openPartials = [template.name]
  }

  /// The program, or every error of the template and of what it includes.
  mutating func compile() throws(TemplateErrors) -> Program {
    program.literals = context.prologue
    if !program.literals.isEmpty {
      program.operations = [.literal(start: 0, count: program.literals.count)]
    }
    let template = current
    compileWhole(template)
    if let problem = emit({ context, output in context.finish(into: &output) }) {
      report(problem, line: lastLine(of: template), column: 1)
    }
    guard errors.isEmpty else {
      throw TemplateErrors(errors: withoutRepetitions(errors))
    }
    return program
  }

  private func lastLine(of template: ParsedTemplate) -> Int {
    template.source.dropLast().count { $0 == Ascii.lineFeed } + 1
  }

  // MARK: Nodes

  mutating func compileWhole(_ template: ParsedTemplate) {
    errors += template.errors.map { error in
      TemplateError(
        place: error.place, tag: error.tag, problem: error.problem, usedFrom: usedFrom)
    }
    compile(template.nodes)
  }

  mutating func compile(_ nodes: [Node]) {
    depth += 1
    defer { depth -= 1 }
    for node in nodes where !hasGivenUp {
      partCount += 1
      switch node {
      case .text(let piece): compile(piece)
      case .variable(let tag): compileVariable(tag)
      case .section(let tag, let body): nested(tag) { $0.compileSection(tag, body) }
      case .partial(let tag): nested(tag) { $0.compilePartial(tag) }
      case .parent(let tag, let blocks): nested(tag) { $0.compileParent(tag, blocks) }
      case .block(let block): nested(block.tag) { $0.compileBlock(block) }
      }
    }
  }

  private mutating func nested(_ tag: Tag, _ body: (inout Self) -> Void) {
    guard depth <= TemplateParser.depthLimit else {
      hasGivenUp = true
      return report(.tooDeep(limit: TemplateParser.depthLimit), at: tag)
    }
    guard partCount < Self.sizeLimit, program.literals.count < Self.literalLimit else {
      hasGivenUp = true
      return report(.tooLarge, at: tag)
    }
    body(&self)
  }

  private mutating func compile(_ piece: TextPiece) {
    let text = current.source[piece.range]
    let isEmptyLine = text.last == Ascii.lineFeed && text.allSatisfy(Ascii.isBlank)
    if piece.startsLine, !isEmptyLine { literal(indentation[...], of: piece) }
    literal(text, of: piece)
  }

  private mutating func literal(_ bytes: ArraySlice<UInt8>, of piece: TextPiece) {
    guard !bytes.isEmpty else { return }
    if let problem = emit({ context, output in context.literal(bytes, into: &output) }) {
      report(problem, line: piece.line, column: piece.column)
    }
  }

  /// Lets the context append literal bytes, and makes them part of the program.
  private mutating func emit(
    _ body: (inout Context, inout [UInt8]) -> TemplateError.Problem?
  ) -> TemplateError.Problem? {
    let start = program.literals.count
    let problem = body(&context, &program.literals)
    let added = program.literals.count - start
    guard added > 0 else { return problem }
    if program.operations.count > jumpTarget,
      case .literal(let first, let count)? = program.operations.last
    {
      let last = program.operations.count - 1
      program.operations[last] = .literal(start: first, count: count + added)
    } else {
      program.operations.append(.literal(start: start, count: added))
    }
    return problem
  }

  private mutating func compileVariable(_ tag: Tag) {
    guard let found = resolve(tag) else { return }
    guard let writer = context.writer(for: found.kind) else {
      return report(.variableOverStructure(name: tag.name, kind: found.kind), at: tag)
    }
    if let problem = context.value(found.kind) { report(problem, at: tag) }
    program.operations.append(.value(reference: reference(to: found, at: tag), writer))
  }

  private mutating func compileSection(_ tag: Tag, _ body: [Node]) {
    let isInverted = tag.kind == .inverted
    guard let found = resolve(tag), let section = section(tag, over: found) else { return }
    let index = program.operations.count
    program.operations.append(.section(section))
    let before = context
    let opened = isInverted ? nil : found.kind.shape
    if let opened { scope.open(opened, repeats: section.test == .rows) }
    jumpTarget = program.operations.count
    compile(body)
    jumpTarget = program.operations.count
    if opened != nil { scope.close() }
    var ended = section
    ended.end = program.operations.count
    program.operations[index] = .section(ended)
    let repeats = section.test == .rows && !isInverted
    if let problem = context.leaveSection(from: before, repeats: repeats) {
      report(problem, at: tag)
    }
  }

  private mutating func section(_ tag: Tag, over found: NameScope.Found) -> Program.Section? {
    let test: Program.Section.Test
    switch found.kind {
    case .flag: test = .flag
    case .record: test = .record
    case .list: test = .rows
    case .stream:
      test = .rows
      if tag.kind == .section, !scope.claimStream(found) {
        report(.streamReadTwice(name: tag.name), at: tag)
      }
    default:
      report(.sectionOverPlainValue(name: tag.name, kind: found.kind), at: tag)
      return nil
    }
    return Program.Section(
      reference: reference(to: found, at: tag), test: test, isInverted: tag.kind == .inverted,
      fieldCount: found.kind.shape?.fields.count ?? 0, end: 0)
  }

  private mutating func resolve(_ tag: Tag) -> NameScope.Found? {
    switch scope.resolve(tag.path) {
    case .success(let found): return found
    case .failure(let failure):
      report(failure.problem, at: tag)
      return nil
    }
  }

  private mutating func reference(to found: NameScope.Found, at tag: Tag) -> Int {
    let restStart = program.slots.count
    program.slots += found.rest
    program.references.append(
      Program.Reference(
        frame: found.frame, slot: found.slot, restStart: restStart,
        restEnd: program.slots.count))
    program.sites.append(
      Program.Site(
        place: place(tag.line, tag.column), tag: tag.text, name: tag.name, kind: found.kind))
    return program.references.count - 1
  }

  // MARK: Inclusions

  /// Compiles the content of another template, or of another's block, in its own name.
  mutating func including(
    _ template: ParsedTemplate, usedFrom trail: [TemplatePlace], indentedBy added: [UInt8] = [],
    _ body: (inout Self) -> Void
  ) {
    let outer = (current, usedFrom, indentation)
    (current, usedFrom, indentation) = (template, trail, indentation + added)
    body(&self)
    (current, usedFrom, indentation) = outer
  }

  func place(_ line: Int, _ column: Int) -> TemplatePlace {
    TemplatePlace(template: current.name, line: line, column: column)
  }

  mutating func report(_ problem: TemplateError.Problem, at tag: Tag) {
    report(problem, line: tag.line, column: tag.column, tag: tag.text)
  }

  private mutating func report(
    _ problem: TemplateError.Problem, line: Int, column: Int, tag: String = ""
  ) {
    errors.append(
      TemplateError(
        place: place(line, column), tag: tag, problem: problem, usedFrom: usedFrom))
    if errors.count >= Self.errorLimit { hasGivenUp = true }
  }
}
