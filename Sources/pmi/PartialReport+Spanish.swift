import Pipeline

/// What is told of a partial result that was written.
enum PartialReport {
  static func text(_ summary: PartialSummary) -> String {
    var lines = [
      "Resultado parcial: \(summary.output) (\(summary.content.map { SpanishNumber.grouped($0.bytes) } ?? "") bytes)",
      "  \(SpanishNumber.grouped(summary.files)) archivos de la entrada\(summary.problems == 0 ? "" : " y \(SpanishNumber.grouped(summary.problems)) que no se leen").",
    ]
    if let content = summary.content { lines.append("  SHA-256: \(content.digest.hex)") }
    return lines.map(Terminal.harmless).joined(separator: "\n")
  }

  static func unreadableList(_ name: String) -> String {
    "no se pudo leer la lista de archivos «\(name)». Se espera un archivo con una ruta por línea."
  }
}
