/// Explanations as plain text of a given width, in characters.
extension Explanation {
  /// The whole explanation; no line is longer than `width`, but for a single longer word.
  package func text(width: Int) -> String {
    var lines = TextLayout.wrapped("\(code) · \(heading)", width: width, indent: 0)
    if !isColumn { lines += TextLayout.wrapped(title + ".", width: width, indent: 0) }
    lines += section("Qué significa", meaning, width)
    lines += section(ruleHeading, rule, width)
    lines += section(
      "Parámetros", parameters.map { "\($0.name) = \($0.value): \($0.meaning)" }, width)
    lines += section("Ejemplo", [example], width)
    lines += section("Qué hacer", [remedy], width)
    lines += section("Fuente", [source], width)
    if !related.isEmpty {
      lines += section("Vea también", [related.joined(separator: ", ")], width)
    }
    return lines.joined(separator: "\n")
  }

  /// The line of a list: the code and what it is, cut at `width`.
  package func line(width: Int) -> String {
    let padding = String(repeating: " ", count: max(0, 25 - code.count))
    let line = "  \(code)\(padding) \(title)"
    return line.count > width ? line.prefix(width - 1) + "…" : line
  }

  /// The title of a column is one of its meanings.
  private var isColumn: Bool { family == .inputColumn || family == .outputColumn }

  private var heading: String {
    severity.map { "\(family.rawValue) de gravedad \($0.rawValue)" } ?? family.rawValue
  }

  private var ruleHeading: String {
    switch family {
    case .diagnostic: "Regla"
    case .inputColumn: "Qué se acepta"
    default: "Cómo se calcula"
    }
  }

  private func section(_ heading: String, _ paragraphs: [String], _ width: Int) -> [String] {
    guard !paragraphs.isEmpty else { return [] }
    return ["", heading]
      + paragraphs.flatMap { TextLayout.wrapped($0, width: width, indent: 2, hanging: 4) }
  }
}

/// Text broken into lines.
enum TextLayout {
  /// Lines of at most `width` characters, broken at plain blanks.
  ///
  /// The first is indented by `indent`, the others by `hanging` (absent: by `indent` too). A longer
  /// word has a line of its own.
  static func wrapped(_ text: String, width: Int, indent: Int, hanging: Int? = nil) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var count = indent
    var isEmpty = true
    for word in text.split(separator: " ") {
      let length = word.count
      if !isEmpty, count + 1 + length > width {
        lines.append(line)
        count = hanging ?? indent
        line = String(repeating: " ", count: count)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      count += (isEmpty ? 0 : 1) + length
      isEmpty = false
    }
    return lines + [line]
  }
}
