import Model
import Publishing
import Reporting
import WorkbookWriter

/// The worksheet `Notas`: what the tables, their columns and the indicators mean, from the same
/// declarations as `Docs/Tablas.md` and `pmi explain`.
enum WorkbookNotes {
  static func title(_ judgement: Judgement) -> String {
    "Resultados del plan de mejoramiento institucional, vigencia \(judgement.period), corte \(judgement.cutoff.iso)"
  }

  static func failure(_ error: WorkbookError) -> String {
    let reason =
      switch error {
      case .system(let number): SystemError(code: number).explanation
      case .library(let words): words
      case .differs(let part):
        "lo escrito, vuelto a leer, no es lo que se mandó escribir\(part.isEmpty ? "" : ", en \(part)")"
      }
    return "no se pudo escribir \(ResultsWorkbook.path): \(reason). "
      + "Se espera un disco sano y con espacio en la carpeta de salida."
  }

  static let table = SheetTable(
    "Notas",
    ["hoja", "columna o código", "significado", "cómo se calcula"].map { SheetTable.Column($0) },
    wrapsText: true)

  /// Of the tables that a run writes as sheets.
  static func rows(of report: ReportInput) -> [[String]] {
    general + ReportTables.declarations(of: report).filter(isSheet).flatMap(rows(of:))
      + indicators
  }

  /// What depends on an earlier run, or lists the workbook itself, is no sheet of it.
  private static func isSheet(_ table: OutputTable) -> Bool {
    let others = [NewsTable.news, ArchiveTables.control, ArchiveTables.inventory]
    return !others.contains { $0.name == table.name }
  }

  private static let general = [
    [
      "Notas", "",
      "Cada hoja es una de las tablas CSV de la ejecución, con las mismas filas en el mismo orden.",
      "",
    ],
    [
      "Notas", "",
      "Están solo en CSV y en las páginas las novedades, que dependen de la publicación anterior, y RG-120 y RG-121, que inventarían también este libro.",
      "",
    ],
    [
      "Notas", "",
      "Los códigos DANE y DIVIPOLA son textos; las fechas y los números tienen su tipo. Una celda vacía es un dato ausente, nunca 0.",
      "",
    ],
    [
      "Notas", "",
      "Una celda admite 32.767 caracteres: de un texto más largo falta el final, que está en el CSV. Las filas que no caben en una hoja siguen en otra con el mismo nombre y (2).",
      "",
    ],
  ]

  private static func rows(of table: OutputTable) -> [[String]] {
    [[table.name, "", table.meaning, ""]]
      + table.columns.map { column in
        let rules = OutputNotes.byName[column.name]?.rules ?? []
        return [table.name, column.name, column.documentation, rules.joined(separator: " ")]
      }
  }

  private static var indicators: [[String]] {
    ExplainedIndicators.all.map { indicator in
      [
        "rg-380-indicadores", indicator.code,
        ([indicator.title + "."] + indicator.meaning).joined(separator: " "),
        indicator.rule.joined(separator: " "),
      ]
    }
  }
}
