import Model
import TemplateEngine

/// Municipalities by processes: which share of the establishments works on each.
struct HeatMap {
  private struct Cell {
    let count: Int
    let share: Int
    let x: Int
  }

  private struct Row {
    let name: String
    let link: String
    let establishments: Int
    let top: Int
    let cells: [Cell]
  }

  private struct Column {
    let process: Catalogue.Process
    let x: Int
  }

  private static let (left, top) = (150, 62)
  private static let (cellWidth, cellHeight) = (36, 20)

  private let rows: [Row]
  private let columns: [Column]

  init(_ context: PageContext) {
    let report = context.report
    let used = Set(report.components.map { context.component($0.component).process }).sorted()
    columns = used.enumerated().map { place, process in
      Column(
        process: context.catalogue.processes[Int(process)],
        x: HeatMap.left + place * HeatMap.cellWidth)
    }
    rows = HeatMap.areas(context).enumerated().map { place, area in
      Row(
        name: area.name, link: area.link, establishments: area.figure.establishments,
        top: HeatMap.top + place * HeatMap.cellHeight,
        cells: used.enumerated().map { column, process in
          let count = area.figure.processes[process] ?? 0
          return Cell(
            count: count,
            share: Ratio(count, over: area.figure.establishments)?.percentHundredths ?? 0,
            x: HeatMap.left + column * HeatMap.cellWidth)
        })
    }
  }

  /// The municipalities; of several entities these, since a country's municipalities fill no page.
  private static func areas(
    _ context: PageContext
  ) -> [(name: String, link: String, figure: AreaFigure)] {
    guard context.report.entities != nil else {
      return context.report.municipalities.map { area in
        let link = "municipios/\(area.code.text).html"
        return (context.municipalityName(area.code), link, area.figure)
      }
    }
    return EntityLine.all(context).filter { !$0.figure.establishments.isEmpty }.map { line in
      let name = Spelling.short(line.figure.entity.name, 22)
      return (name, "entidades/\(line.code).html", line.figure.area)
    }
  }

  private var summary: String {
    let shares = columns.indices.map { column in
      (
        columns[column].process.name,
        rows.reduce(0) { $0 + $1.cells[column].count },
        rows.reduce(0) { $0 + $1.establishments }
      )
    }
    let top = shares.sorted { $0.1 > $1.1 }.prefix(3).map {
      "\($0.0) (\(Spelling.grouped($0.1)) de \(Spelling.grouped($0.2)))"
    }
    return "Los procesos en que más establecimientos trabajan: " + top.joined(separator: ", ") + "."
  }

  /// 0 for nobody, then five classes of 20 points.
  private static func level(_ share: Int) -> Int {
    share == 0 ? 0 : min(5, 1 + (share - 1) / 20_00)
  }

  private static let cellView = View<Cell> { names in
    names.measure("celda_x", "Borde izquierdo.") { $0.x * 100 }
    names.measure("celda_centro", "Centro.") { ($0.x + cellWidth / 2) * 100 }
    names.plain("celda_clase", "Intensidad, de 0 a 5.") { String(level($0.share)) }
    names.text("celda_valor", "Porcentaje, sin decimales.") { cell in
      cell.count == 0 ? "" : String((cell.share + 50) / 100)
    }
    names.integer("celda_cuenta", "Establecimientos.") { $0.count }
  }

  private static let rowView = View<Row> { names in
    names.text("fila_nombre", "Municipio, o entidad si son varias.") { $0.name }
    names.link("fila_enlace", "Su página.") { $0.link }
    names.integer("fila_establecimientos", "Establecimientos activos.") { $0.establishments }
    names.measure("fila_y", "Borde superior.") { $0.top * 100 }
    names.measure("fila_base", "Base del texto.") { ($0.top + 14) * 100 }
    names.list("celdas", "Una por proceso.", cellView) { $0.cells }
  }

  private static let columnView = View<Column> { names in
    names.text("columna_codigo", "Código del proceso.") { $0.process.code }
    names.text("columna_nombre", "Nombre del proceso.") { $0.process.name }
    names.measure("columna_centro", "Centro.") { ($0.x + cellWidth / 2) * 100 }
  }

  static let view = View<HeatMap> { names in
    names.text("calor_texto", "Lo principal del dibujo, en una frase.") { $0.summary }
    names.measure("calor_ancho", "Ancho.") { (left + $0.columns.count * cellWidth + 4) * 100 }
    names.measure("calor_alto", "Alto.") { (top + $0.rows.count * cellHeight + 4) * 100 }
    names.list("calor_columnas", "Los procesos.", columnView) { $0.columns }
    names.list("calor_filas", "Los municipios.", rowView) { $0.rows }
  }
}
