import Reporting
import TemplateEngine

/// `Docs/Tablas.md`: every CSV table of results with its columns.
enum OutputDocument {
  static func text() -> String {
    Markdown.document(introduction + ReportTables.declarations.flatMap(section))
  }

  private static let introduction = [
    "# Tablas de resultados", "", Markdown.origin, "",
    "Cada ejecución publicada las escribe en `csv/`, todas con encabezado, también cuando no tienen",
    "filas. El dialecto es `excel-es` (UTF-8 con BOM, `;`, CRLF y coma decimal) o `rfc4180` (UTF-8, `,`,",
    "LF y punto decimal); lo escoge `--csv-dialect`.", "",
    "- **Decimales**: siempre con dos cifras. **Fechas**: `AAAA-MM-DD`. Sin dato: campo vacío, nunca 0.",
    "- **Textos** que empiezan por `=`, `+`, `-`, `@`, tabulador o CR llevan antes una `'`, para que Excel",
    "  no los tome por fórmulas. Los números no la llevan.",
    "- **Porcentajes** de 0 a 100. **Listas** en un campo, separadas por un blanco.",
    "- Las tablas con «entidades» en su nombre son de una ejecución de varias entidades (clave",
    "  `entidades` de la configuración), y las demás son entonces las de todas juntas. En ella",
    "  `pr-42-caracterizacion` tiene además el ámbito `ENTIDAD`.", "",
    "Las entradas están en [Entradas.md](Entradas.md).", "",
  ]

  private static func section(_ table: OutputTable) -> [String] {
    let rows = table.columns.map { field in
      [Markdown.code(field.name), type(field.kind), field.documentation]
    }
    return ["## \(table.name).csv", "", table.meaning, ""]
      + Markdown.table(["columna", "tipo", "significado"], rows) + [""]
  }

  private static func type(_ kind: Kind) -> String {
    switch kind {
    case .integer: "entero"
    case .decimal, .measure: "decimal"
    case .number: "entero o decimal"
    case .date: "fecha"
    case .yesNo: "SI/NO"
    case .text, .plain, .link, .image, .flag, .record, .list, .stream: "texto"
    }
  }
}
