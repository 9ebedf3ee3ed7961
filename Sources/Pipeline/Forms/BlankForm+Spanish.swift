import Model

/// What the forms and the folder that they stand in say.
extension BlankForm {
  static let instruction =
    "Escriba una fila por registro debajo del encabezado, sin celdas combinadas. Las columnas con título oscuro son obligatorias en cada fila."

  /// The title of the box that shows while a cell is filled.
  static let wrongValueTitle = "Valor no permitido"

  /// What a column holds, whether it may stay empty, and a short list of its values.
  static func help(of column: Column) -> String {
    let values: [String] =
      switch column.type {
      case .word(let words): words.map(\.spelling)
      case .yesNo: ["SI", "NO"]
      default: []
      }
    return described(column)
      + (values.isEmpty ? "" : " Valores: " + values.joined(separator: ", ") + ".")
  }

  /// The comment of a heading: what it holds and which forms are accepted.
  static func comment(of column: Column) -> String {
    described(column) + " " + ColumnForms(column.type).accepted
  }

  private static func described(_ column: Column) -> String {
    column.isRequired ? column.meaning + " Obligatorio." : column.meaning
  }
}

extension RecordKind {
  /// Who makes it and what for, in one sentence.
  var purpose: String {
    switch self {
    case .establishments:
      "Qué establecimientos hay y cuáles están activos; sin él no se publica nada. Sale del DUE."
    case .routes:
      "La ruta de cada establecimiento, una fila por acción; la llena el establecimiento."
    case .deliveries:
      "Cuándo debía llegar cada ruta y cuándo llegó o se devolvió; lo lleva la secretaría."
    case .valuations:
      "La valoración de 1 a 4 de cada componente; la hace el establecimiento con la Guía 34."
    case .plannedActivities: "Las actividades de asistencia técnica que se programaron."
    case .executedActivities: "Las que se ejecutaron y si cumplieron los requisitos."
    case .strategies: "Las estrategias del plan de apoyo con las que se alinea la asistencia."
    case .exclusions: "Lo que no debe contar contra un establecimiento, y quién lo autoriza."
    case .decisions: "Lo que el líder decide sobre cada candidato a reporte."
    }
  }
}

/// The texts of a new working folder.
enum WorkingFolderTexts {
  static let readme =
    [
      "# Carpeta de trabajo de pmi", "",
      "- `entrada/`: aquí van los archivos que `pmi` lee. Las subcarpetas son solo para ordenarlos: cada",
      "  archivo se reconoce por su contenido, sin importar su nombre ni dónde esté.",
      "- `formularios/`: un formulario en blanco de cada tipo, en `excel/` (se abre con Excel o",
      "  LibreOffice y trae ayuda y listas de valores) y en `csv/`.",
      "- `pmi.yaml`: la configuración, con cada clave explicada. Escriba en ella el nombre de la entidad y",
      "  el de quienes firman.", "",
      "## Los pasos", "",
      "1. Copie en `entrada/` los archivos que tenga. Donde no haya, llene una copia del formulario.",
      "2. En Excel guárdela como «Hoja de cálculo XML 2003», que conserva las listas, o como «CSV UTF-8».",
      "   Los códigos DANE son texto: si Excel muestra `1,68E+11`, el código ya se dañó.",
      "3. Revise, sin publicar nada:", "",
      "       pmi validate --input entrada", "",
      "4. Publique los informes de una vigencia, por ejemplo 2025:", "",
      "       pmi run --input entrada --period 2025 --output salida --config pmi.yaml", "",
      "5. Abra `salida/2025/current/html/index.html` en un navegador.", "",
      "`pmi explain CÓDIGO` dice qué significa cada hallazgo y qué hacer. Un formulario en blanco que",
      "quede en `entrada/` no daña nada: se avisa (F009) y se sigue.", "",
      "## Los tipos de archivo", "",
    ] + kinds + [""]

  static let inputReadme =
    [
      "# Archivos de entrada", "",
      "Se leen los `.csv`, `.txt`, `.tsv` y `.xml` de esta carpeta y de sus subcarpetas; los demás, como",
      "este, se pasan por alto.", "",
    ] + kinds + [""]

  private static let kinds = Markdown.table(
    ["carpeta y formulario", "qué es", "para qué"],
    RecordKind.allCases.map { [Markdown.code($0.name), $0.title, $0.purpose] })
}
