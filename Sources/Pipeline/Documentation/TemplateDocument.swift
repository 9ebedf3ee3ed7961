import Reporting
import TemplateEngine

/// `Docs/Contextos.md`: what the template of each page may name.
enum TemplateDocument {
  static func text() -> String {
    let frame = ReportPages.declarations.first?.shape.field(at: frameName)
    return Markdown.document(
      introduction + (frame.map(frameSection) ?? [])
        + ReportPages.declarations.flatMap(section) + tables)
  }

  /// The record that every page has, documented once.
  private static let frameName = "pagina"

  private static let introduction =
    [
      "# Contextos de las plantillas", "", Markdown.origin, "",
      "Lo que cada plantilla de `html/` puede nombrar. Un punto quiere decir «dentro de»: `filas.nombre` es",
      "el `nombre` de cada una de las `filas`, y en la plantilla se escribe",
      "`{{#filas}}{{nombre}}{{/filas}}`. Dentro de una sección también se conocen los nombres de afuera.",
      "Otro nombre, o un tipo usado donde no cabe, es un error con plantilla, línea y columna:",
      "`pmi templates check CARPETA` los dice todos. Cómo se editan: [Plantillas.md](Plantillas.md).",
      "",
    ] + Markdown.table(["tipo", "cómo se escribe o se usa"], kinds) + [""]

  private static let kinds = [
    ["texto", "como vino, con `<`, `>`, `&` y comillas escapadas"],
    ["simple", "letras sin tilde, dígitos y pocos signos: para `id`, `class` y `style`"],
    ["enlace", "dirección relativa: puede empezar un `href`"],
    ["imagen", "el `src` completo de un `<img>`"],
    ["entero, decimal, número", "1.234 o 1.234,56"],
    ["medida", "12.5, para dibujar"],
    ["fecha", "30 de noviembre de 2025"],
    ["sí o no", "Sí o No"],
    ["marca", "no se escribe: abre `{{#hay_x}}…{{/hay_x}}` o `{{^hay_x}}…{{/hay_x}}`"],
    ["registro", "abre una sección, o se nombra con punto: `{{pagina.titulo}}`"],
    ["lista", "su sección se repite por cada elemento; vacía, abre `{{^lista}}`"],
    ["lista de una lectura", "una lista que solo se recorre una vez"],
  ]

  private static func frameSection(_ field: Field) -> [String] {
    ["## Toda página: `\(frameName)`", "", field.documentation, ""]
      + names(field.kind.shape?.entries() ?? [], below: frameName + ".") + [""]
  }

  private static func section(_ page: PageTemplate) -> [String] {
    let own = page.shape.entries().filter {
      $0.path != frameName && !$0.path.hasPrefix(frameName + ".")
    }
    return ["## html/\(page.name)", "", "Además de `\(frameName)`:", ""] + names(own) + [""]
  }

  private static func names(_ entries: [Shape.Entry], below prefix: String = "") -> [String] {
    Markdown.table(
      ["nombre", "tipo", "significado"],
      entries.map {
        [Markdown.code(prefix + $0.path), kind($0.field.kind), $0.field.documentation]
      })
  }

  private static let tables = [
    "## csv/", "",
    "Cada plantilla de `csv/` conoce solo `filas`, una lista de una lectura con las columnas de su tabla,",
    "que están en [Tablas.md](Tablas.md).",
  ]

  private static func kind(_ kind: Kind) -> String {
    switch kind {
    case .text: "texto"
    case .plain: "simple"
    case .link: "enlace"
    case .image: "imagen"
    case .integer: "entero"
    case .decimal: "decimal"
    case .number: "número"
    case .measure: "medida"
    case .date: "fecha"
    case .yesNo: "sí o no"
    case .flag: "marca"
    case .record: "registro"
    case .list: "lista"
    case .stream: "lista de una lectura"
    }
  }
}
