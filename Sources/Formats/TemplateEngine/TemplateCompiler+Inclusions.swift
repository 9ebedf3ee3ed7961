extension TemplateCompiler {
  /// A partial is compiled where it stands, against the names that are known there.
  mutating func compilePartial(_ tag: Tag) {
    guard let template = included(tag) else { return }
    guard !openPartials.contains(tag.name) else {
      return report(.recursion(openPartials + [tag.name]), at: tag)
    }
    openPartials.append(tag.name)
    including(template, from: tag) {
      $0.compileWhole(template)
    }
    openPartials.removeLast()
  }

  /// A parent is compiled like a partial, with the blocks that stand in the tag in place of its
  /// own; those that a template further out put there go first.
  mutating func compileParent(_ tag: Tag, _ blocks: [Block]) {
    guard let template = included(tag) else { return }
    let outer = (replacements, metBlocks)
    for block in blocks where replacements[block.tag.name] == nil {
      replacements[block.tag.name] = Replacement(
        block: block, template: current, usedFrom: usedFrom, outer: outer.0)
    }
    metBlocks = []
    including(template, from: tag) {
      $0.compileWhole(template)
    }
    for block in blocks where !metBlocks.contains(block.tag.name) {
      let nearest = nearestName(to: block.tag.name, among: Array(metBlocks))
      report(.unknownBlock(block.tag.name, nearest: nearest), at: block.tag)
    }
    (replacements, metBlocks) = (outer.0, outer.1.union(metBlocks))
  }

  mutating func compileBlock(_ block: Block) {
    metBlocks.insert(block.tag.name)
    guard let replacement = replacements[block.tag.name] else { return compile(block.nodes) }
    let inner = replacements
    replacements = replacement.outer
    let trail = usedFrom + [place(block.tag.line, block.tag.column)]
    including(replacement.template, usedFrom: trail) {
      $0.compile(replacement.block.nodes)
    }
    replacements = inner
  }

  private mutating func including(
    _ template: ParsedTemplate, from tag: Tag, _ body: (inout Self) -> Void
  ) {
    let trail = usedFrom + [place(tag.line, tag.column)]
    including(template, usedFrom: trail, indentedBy: tag.indentation, body)
  }

  private mutating func included(_ tag: Tag) -> ParsedTemplate? {
    if let template = set.template(named: tag.name) { return template }
    let nearest = nearestName(to: tag.name, among: set.names)
    report(.missingTemplate(tag.name, nearest: nearest), at: tag)
    return nil
  }
}
