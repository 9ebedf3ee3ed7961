/// The literal text of a CSV template, and what it becomes in a dialect.
///
/// The template writes `,` between fields and LF (or CRLF) after lines. Every tag is a whole field,
/// every section holds whole lines, and every line has as many fields as the first one.
struct CSVSkeleton: OutputContext {
  private enum Place {
    case fieldStart, bare, quoted, quoteClosed, afterValue
  }

  private let dialect: CSVDialect
  private var place = Place.fieldStart
  /// The content of the literal field that stands open.
  private var field: [UInt8] = []
  /// Fields of this line, with the one that stands open.
  private var fields = 1
  private var expected: Int?

  init(dialect: CSVDialect) {
    self.dialect = dialect
  }

  var prologue: [UInt8] {
    dialect.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
  }

  func writer(for kind: Kind) -> Writer? {
    switch kind {
    case .text, .plain, .link: .csvText
    case .integer: .csvInteger
    case .decimal, .measure: .csvDecimal
    case .number: .csvNumber
    case .date: .csvDate
    case .yesNo: .csvYesNo
    case .image, .flag, .record, .list, .stream: nil
    }
  }

  mutating func literal(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8])
    -> TemplateError.Problem?
  {
    for byte in bytes {
      if let problem = take(byte, into: &output) {
        if bytes.last == Ascii.lineFeed { beginLine() }
        return problem
      }
    }
    return nil
  }

  /// Leaves a line that is wrong behind, so that the next one is judged by itself.
  private mutating func beginLine() {
    field = []
    fields = 1
    place = .fieldStart
  }

  private mutating func take(_ byte: UInt8, into output: inout [UInt8]) -> TemplateError.Problem? {
    switch (place, byte) {
    case (.quoted, Ascii.quote): place = .quoteClosed
    case (.quoted, _): field.append(byte)
    case (.quoteClosed, Ascii.quote):
      field.append(byte)
      place = .quoted
    case (_, Ascii.comma):
      endField(into: &output)
      output.append(dialect.separator)
      fields += 1
    case (_, Ascii.carriageReturn): break
    case (_, Ascii.lineFeed): return endLine(into: &output)
    case (.fieldStart, Ascii.quote): place = .quoted
    case (.bare, Ascii.quote), (.quoteClosed, _): return .malformedQuotes
    case (.afterValue, _): return .notAWholeField
    case (.fieldStart, _), (.bare, _):
      field.append(byte)
      place = .bare
    }
    return nil
  }

  private mutating func endField(into output: inout [UInt8]) {
    if field.contains(where: dialect.needsQuotes) {
      output.append(Ascii.quote)
      for byte in field {
        if byte == Ascii.quote { output.append(byte) }
        output.append(byte)
      }
      output.append(Ascii.quote)
    } else {
      output += field
    }
    field = []
    place = .fieldStart
  }

  private mutating func endLine(into output: inout [UInt8]) -> TemplateError.Problem? {
    endField(into: &output)
    output += dialect.lineEnd
    return countFields()
  }

  private mutating func countFields() -> TemplateError.Problem? {
    let found = fields
    fields = 1
    guard let expected else {
      expected = found
      return nil
    }
    return found == expected ? nil : .otherFieldCount(expected: expected, found: found)
  }

  mutating func value(_ kind: Kind) -> TemplateError.Problem? {
    guard place == .fieldStart else { return .notAWholeField }
    place = .afterValue
    return nil
  }

  mutating func leaveSection(from before: CSVSkeleton, repeats: Bool) -> TemplateError.Problem? {
    guard before.isAtLineStart, isAtLineStart else {
      self = before
      return .sectionBreaksLine
    }
    return nil
  }

  private var isAtLineStart: Bool {
    place == .fieldStart && fields == 1
  }

  mutating func finish(into output: inout [UInt8]) -> TemplateError.Problem? {
    guard place != .quoted else { return .malformedQuotes }
    guard !isAtLineStart else { return nil }
    endField(into: &output)
    return countFields()
  }
}
