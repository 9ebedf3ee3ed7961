import Model
import TemplateEngine

/// Files, diagnostics and rejects.
package enum ValidationTables {
  package static let files = OutputTable(
    "archivos", "Archivos de entrada, con su huella y lo que se contó de ellos.",
    [
      Field("archivo", .text, "Archivo."),
      Field("tipo", .text, "Registros que trae."),
      Field("formato", .text, "csv, xml, xml-2003, xlsx u ods."),
      Field("codificacion", .text, "Codificación."),
      Field("bytes", .integer, "Tamaño en bytes."),
      Field("sha256", .text, "Huella SHA-256."),
      Field("leidas", .integer, "Registros leídos."),
      Field("aceptadas", .integer, "Registros aceptados."),
      Field("reemplazadas", .integer, "Registros de versiones reemplazadas."),
      Field("rechazadas", .integer, "Registros rechazados."),
    ])

  package static let diagnostics = OutputTable(
    "diagnosticos", "Hallazgos sobre los archivos y sus registros.",
    [
      Field("codigo", .text, "Código del hallazgo."),
      Field("gravedad", .text, "error, advertencia o info."),
      Field("archivo", .text, "Archivo."),
      Field("linea", .integer, "Línea; de un libro .xlsx u .ods, la fila de su hoja."),
      Field("columna", .integer, "Ordinal del campo en la tabla."),
      Field("campo", .text, "Campo."),
      Field("valor", .text, "Valor encontrado."),
      Field("mensaje", .text, "Qué pasa y qué se espera."),
    ])

  package static let rejects = OutputTable(
    "rechazos", "Registros rechazados, como llegaron.",
    [
      Field("archivo", .text, "Archivo."),
      Field("linea", .integer, "Línea."),
      Field("codigos", .text, "Códigos de error."),
      Field("registro", .text, "El registro como llegó."),
    ])

  static func tables(_ input: ReportInput) -> [ReportTable] {
    [ReportTable(files, of: input.listedFiles, row: row)]
  }

  private static func row(_ file: FileReport) -> [Value] {
    [
      .text(file.name), Cell.text(file.kinds.map(\.name).joined(separator: " ")),
      Cell.text(file.kinds.isEmpty ? nil : file.format),
      Cell.text(file.kinds.isEmpty ? nil : file.encoding), Cell.integer(file.bytes),
      Cell.text(file.sha256), .integer(file.read), .integer(file.accepted),
      .integer(file.superseded), .integer(file.rejected),
    ]
  }

  /// A row of `diagnosticos.csv`.
  package static func row(_ diagnostic: Diagnostic, file: String) -> Record {
    Record([
      .text(diagnostic.code.text), .text(diagnostic.code.severity.rawValue), .text(file),
      diagnostic.line > 0 ? .integer(diagnostic.line) : .absent,
      diagnostic.column > 0 ? .integer(diagnostic.column) : .absent,
      Cell.text(diagnostic.field), Cell.text(diagnostic.value), .text(diagnostic.message),
    ])
  }

  /// A row of `rechazos.csv`.
  package static func row(_ reject: Reject, file: String) -> Record {
    Record([
      .text(file), .integer(reject.line),
      .text(reject.codes.text), .bytes(reject.record),
    ])
  }
}
