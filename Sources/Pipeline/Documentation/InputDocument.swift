import Catalogues
import Model

/// `Docs/Entradas.md`: every kind of input with its columns, in tables and in XML.
enum InputDocument {
  static func text() throws -> String {
    let aliases = Dictionary(
      grouping: try CatalogueFiles.columnAliases(BuiltIn.columnAliasesFile()), by: \.column)
    return Markdown.document(
      introduction
        + RecordKind.allCases.flatMap { section($0, aliases.mapValues { $0.map(\.alias) }) })
  }

  private static let introduction =
    [
      "# Entradas", "", Markdown.origin, "",
      "`pmi` reconoce cada archivo por su contenido, no por su nombre: una tabla por su encabezado, un XML",
      "por su elemento raíz. Una tabla es CSV (separado por `;`, `,` o tabulador) o una hoja de cálculo",
      "XML 2003; sus columnas van en cualquier orden.", "",
      "- **Obligación**: `valor`, cada fila debe traerlo (si no, R101); `columna`, el encabezado debe traerla",
      "  para que se reconozca el tipo, pero el valor puede faltar; en blanco, es opcional.",
      "- **Encabezados**: sin distinguir mayúsculas ni tildes, y con cualquier signo como `_`: `Código DANE`",
      "  es `codigo_dane`. También se aceptan los otros nombres; la configuración puede agregar más.",
      "- **XML**: cada campo es un atributo o un elemento hijo del elemento de la fila, con el nombre de la",
      "  tabla. `vigencia` también puede ir en la raíz.", "",
      "Los tipos de valor:", "",
    ] + Markdown.table(["tipo", "se acepta"], types) + [
      "",
      "Vacío, solo blancos, `_` o `-`, y (menos en los textos libres) `N/A`, `NA`, `NO APLICA`,",
      "`SIN INFORMACION` y `S/D` son lo mismo que sin dato. Nada se adivina ni se repara: lo que no tiene la",
      "forma esperada se rechaza con un mensaje que dice qué se espera.", "",
      "Los resultados están en [Tablas.md](Tablas.md).", "",
    ]

  private static let types = [
    ["texto", "cualquiera sin caracteres de control; «con N/A» si `N/A` y parecidos son sin dato"],
    ["entero", "de 1 a 9 dígitos, sin signo ni separador de miles"],
    ["decimal", "`45`, `45.5`, `45,5`, `-3,25`, `45 %`; hasta 2 cifras decimales, sin miles"],
    ["dinero", "un decimal de 0 o más, también `$ 1.500.000` y `1.500.000,50`"],
    [
      "fecha",
      "`2025-03-31`, `31/03/2025`, `31-03-2025`, `5/03/2025` (5 de marzo), con hora o sin ella",
    ],
    ["sí/no", "`SI`, `S`, `NO`, `N`, `1`, `0`, `TRUE`, `FALSE`, `VERDADERO`, `FALSO`, `X` (sí)"],
    ["vigencia", "año de 2000 a 2100"],
    ["código DANE", "12 dígitos; `1,68E+11` se rechaza: envíe la columna como texto"],
    ["código DIVIPOLA", "5 dígitos, de un municipio del catálogo"],
    ["componente", "código de la Guía 34 (cualquier edición), o nombre en la edición de la fila"],
    ["proceso", "código de un proceso de la Guía 34"],
  ]

  private static func section(_ kind: RecordKind, _ aliases: [String: [String]]) -> [String] {
    let rows = kind.columns.enumerated().map { place, column in
      [
        Markdown.code(column.name), obligation(column), type(column.type), column.meaning,
        Markdown.code(kind == .routes ? routePlaces[place] : column.camelCase),
        Markdown.codes(aliases[column.name] ?? []),
      ]
    }
    let headings = ["columna", "obligación", "tipo", "significado", "XML", "otros nombres"]
    return ["## \(kind.name)", ""] + form(kind)
      + ["Clave: \(Markdown.codes(key(kind))).", ""]
      + Markdown.table(headings, rows) + [""]
  }

  private static func form(_ kind: RecordKind) -> [String] {
    guard kind == .routes else {
      return ["XML: `\(kind.rootElement)` / `\(kind.rowElement)`.", ""]
    }
    return [
      "XML: `rutasMejoramiento` / `ruta` / `oportunidad` / `meta` / `accion`; cada `accion` es una fila.",
      "Los números son únicos dentro de la ruta: una oportunidad pertenece a un componente y una meta a",
      "una oportunidad.", "",
    ]
  }

  private static func obligation(_ column: Column) -> String {
    column.isRequired ? "valor" : column.identifies ? "columna" : ""
  }

  private static func type(_ type: ColumnType) -> String {
    switch type {
    case .text(let markersAreAbsent): markersAreAbsent ? "texto con N/A" : "texto"
    case .integer(let range): "entero " + bounds(range.lowerBound, range.upperBound, below: 99_999)
    case .decimal(nil): "decimal"
    case .decimal(let range?):
      "decimal " + bounds(range.lowerBound / 100, range.upperBound / 100, below: 100)
    case .money: "dinero"
    case .date: "fecha"
    case .yesNo: "sí/no"
    case .word(let words): Markdown.codes(words.map(\.spelling))
    case .vigencia: "vigencia"
    case .process: "proceso"
    case .establishment: "código DANE"
    case .municipality: "código DIVIPOLA"
    case .component: "componente"
    }
  }

  /// `de 1 a 4`, or `de 1 en adelante` where the upper bound is no bound of the field.
  private static func bounds(_ least: Int, _ most: Int, below limit: Int) -> String {
    most <= limit ? "de \(least) a \(most)" : "de \(least) en adelante"
  }

  /// The columns that no two records of a kind may share (contract 1 §4).
  static func key(_ kind: RecordKind) -> [String] {
    switch kind {
    case .establishments: ["codigo_dane"]
    case .routes: ["vigencia", "codigo_dane", "version", "accion_no"]
    case .deliveries, .decisions: ["vigencia", "codigo_dane"]
    case .valuations: ["vigencia", "codigo_dane", "componente"]
    case .plannedActivities: ["vigencia", "codigo_actividad", "codigo_dane"]
    case .executedActivities: ["vigencia", "codigo_actividad", "codigo_dane", "fecha_ejecucion"]
    case .strategies: ["vigencia", "codigo_pam"]
    case .exclusions: ["vigencia", "codigo_dane", "condicion"]
    }
  }

  /// Where each column of rg-382 stands in its nested XML, by the column's place (contract 1 §4).
  static let routePlaces = RouteColumn.allCases.map { column in
    switch column {
    case .vigencia: "ruta/@vigencia"
    case .codigo_dane: "ruta/@codigoDane"
    case .version: "ruta/@version"
    case .edicion: "ruta/@edicion"
    case .oportunidad_no: "oportunidad/@no"
    case .componente: "oportunidad/@componente"
    case .oportunidad: "oportunidad/descripcion"
    case .objetivo: "oportunidad/objetivo"
    case .meta_no: "meta/@no"
    case .meta: "meta/descripcion"
    case .indicador: "meta/indicador"
    case .linea_base: "indicador/@lineaBase"
    case .valor_meta: "indicador/@valorMeta"
    case .valor_logrado: "indicador/@valorLogrado"
    case .accion_no: "accion/@no"
    case .accion: "accion/descripcion"
    case .presupuesto: "accion/@presupuesto"
    case .fecha_inicio: "accion/@fechaInicio"
    case .fecha_fin: "accion/@fechaFin"
    case .avance: "accion/@avance"
    case .fecha_seguimiento: "accion/@fechaSeguimiento"
    case .requiere_asistencia: "accion/@requiereAsistencia"
    case .responsable: "accion/responsable"
    case .recursos: "accion/recursos"
    case .evidencia: "accion/evidencia"
    case .observaciones: "accion/observaciones"
    }
  }
}
