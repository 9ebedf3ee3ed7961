/// A document of `Docs/` that is made from the declarations in the code; a test fails when the file
/// is not what this makes.
package struct ReferenceDocument: Sendable {
  /// Relative to the root of the repository.
  package let path: String
  /// Markdown in Spanish, ended by a line end.
  package let text: String

  /// All of them; throws where a built-in catalogue can't be read.
  package static func all() throws -> [ReferenceDocument] {
    [
      ReferenceDocument(path: "Docs/Entradas.md", text: try InputDocument.text()),
      ReferenceDocument(path: "Docs/Tablas.md", text: OutputDocument.text()),
      ReferenceDocument(path: "Docs/Contextos.md", text: TemplateDocument.text()),
    ]
  }
}

/// Markdown of a reference document.
enum Markdown {
  /// The line that says where the document comes from.
  static let origin =
    "<!-- Se genera de las declaraciones del código: PMI_RECORD=1 swift test --filter Documentation -->"

  static func code(_ text: String) -> String { "`\(text)`" }

  static func codes(_ texts: [String]) -> String { texts.map(code).joined(separator: ", ") }

  static func table(_ headings: [String], _ rows: [[String]]) -> [String] {
    [line(headings), line(headings.map { _ in "---" })] + rows.map(line)
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  static func document(_ lines: [String]) -> String {
    lines.joined(separator: "\n") + "\n"
  }
}
