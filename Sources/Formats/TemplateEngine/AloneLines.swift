/// Removes the lines on which a structural tag stands alone, with their line ends.
///
/// Alone is one tag that writes nothing by itself (section, comment, partial, delimiters, block)
/// among blanks; also several tags of inheritance, unless a block opens and closes among them.
/// The other lines are marked where they start, for the indentation of partials.
func aloneLinesRemoved(_ tokens: [Token], source: [UInt8]) -> [Token] {
  var result: [Token] = []
  var line: [Token] = []
  for token in tokens {
    line.append(token)
    if case .text(let piece) = token, source[piece.range].last == Ascii.lineFeed {
      result += laidOut(line, source: source)
      line = []
    }
  }
  return result + laidOut(line, source: source)
}

private func laidOut(_ line: [Token], source: [UInt8]) -> [Token] {
  guard standsAlone(line, source: source) else { return markingStart(of: line) }
  var indentation: [UInt8] = []
  if case .text(let piece)? = line.first { indentation = Array(source[piece.range]) }
  return line.compactMap { token in
    guard case .tag(var tag) = token else { return nil }
    if tag.kind == .partial || tag.kind == .parent { tag.indentation = indentation }
    return .tag(tag)
  }
}

private func standsAlone(_ line: [Token], source: [UInt8]) -> Bool {
  var tags: [Tag] = []
  for token in line {
    switch token {
    case .text(let piece):
      guard source[piece.range].allSatisfy(Ascii.isBlank) else { return false }
    case .tag(let tag):
      guard tag.kind != .variable, tag.kind != .invalid else { return false }
      tags.append(tag)
    }
  }
  return tags.count == 1 || (tags.count > 1 && areOfInheritance(tags))
}

private func areOfInheritance(_ tags: [Tag]) -> Bool {
  let opensBlock = tags.contains { $0.kind == .block }
  return tags.allSatisfy { tag in
    switch tag.kind {
    case .parent, .block: true
    case .close: tag.closes == .parent || (tag.closes == .block && !opensBlock)
    default: false
    }
  }
}

private func markingStart(of line: [Token]) -> [Token] {
  switch line.first {
  case .text(var piece):
    piece.startsLine = true
    return [.text(piece)] + line.dropFirst()
  case .tag(let tag):
    let start = TextPiece(range: 0..<0, line: tag.line, column: tag.column, startsLine: true)
    return [.text(start)] + line
  case nil:
    return []
  }
}
