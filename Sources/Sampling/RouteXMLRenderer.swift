/// Routes as nested XML (contract 1, §4): neighbouring rows share their ruta, oportunidad and meta.
struct RouteXMLRenderer: RecordRenderer {
  private static let ruta: [RouteColumn] = [.vigencia, .codigoDane, .version, .edicion]
  private static let oportunidad: [RouteColumn] = [
    .componente, .oportunidadNo, .oportunidad, .objetivo,
  ]
  private static let meta: [RouteColumn] = [
    .metaNo, .meta, .indicador, .lineaBase, .valorMeta, .valorLogrado,
  ]

  private let spelling: CellSpelling
  private let encoding: TextEncoding
  private var open: Row?

  init(_ spelling: CellSpelling, shape: FileShape) {
    self.spelling = spelling
    encoding = shape.encoding
  }

  func begin() {
    spelling.writer.put(XMLText.declaration(encoding))
    spelling.writer.put("<rutasMejoramiento formato=\"MI-GE-RG-382\">\n")
  }

  mutating func write(_ row: Row, overflowing: Bool) {
    let level = sharedLevel(with: row)
    close(downTo: level)
    if level < 1 { openRuta(row) }
    if level < 2 { openOportunidad(row) }
    if level < 3 { openMeta(row) }
    putAccion(row)
    open = row
  }

  mutating func end() {
    close(downTo: 0)
    open = nil
    spelling.writer.put("</rutasMejoramiento>\n")
  }

  /// How many of ruta, oportunidad and meta the row has in common with the one before.
  private func sharedLevel(with row: Row) -> Int {
    guard let open else { return 0 }
    func agree(_ columns: [RouteColumn]) -> Bool {
      columns.allSatisfy { open[$0] == row[$0] }
    }
    if !agree(Self.ruta) { return 0 }
    if !agree(Self.oportunidad) { return 1 }
    return agree(Self.meta) ? 3 : 2
  }

  private func close(downTo level: Int) {
    guard open != nil else { return }
    if level < 3 { spelling.writer.put("      </meta>\n") }
    if level < 2 { spelling.writer.put("    </oportunidad>\n") }
    if level < 1 { spelling.writer.put("  </ruta>\n") }
  }

  private func openRuta(_ row: Row) {
    spelling.writer.put("  <ruta")
    required("codigoDane", row[.codigoDane])
    required("vigencia", row[.vigencia])
    optional("version", row[.version])
    optional("edicion", row[.edicion])
    spelling.writer.put(">\n")
  }

  private func openOportunidad(_ row: Row) {
    spelling.writer.put("    <oportunidad")
    required("no", row[.oportunidadNo])
    required("componente", row[.componente])
    spelling.writer.put(">\n      ")
    element("descripcion", row[.oportunidad])
    element("objetivo", row[.objetivo])
    spelling.writer.put("\n")
  }

  private func openMeta(_ row: Row) {
    spelling.writer.put("      <meta")
    required("no", row[.metaNo])
    spelling.writer.put(">\n        ")
    element("descripcion", row[.meta])
    let figures: [RouteColumn] = [.indicador, .lineaBase, .valorMeta, .valorLogrado]
    if figures.contains(where: { row[$0] != .absent }) {
      spelling.writer.put("\n        <indicador")
      optional("lineaBase", row[.lineaBase])
      optional("valorMeta", row[.valorMeta])
      optional("valorLogrado", row[.valorLogrado])
      spelling.writer.put(">")
      spelling.put(xml: row[.indicador])
      spelling.writer.put("</indicador>")
    }
    spelling.writer.put("\n")
  }

  private func putAccion(_ row: Row) {
    spelling.writer.put("        <accion")
    required("no", row[.accionNo])
    optional("presupuesto", row[.presupuesto])
    optional("fechaInicio", row[.fechaInicio])
    optional("fechaFin", row[.fechaFin])
    optional("avance", row[.avance])
    optional("fechaSeguimiento", row[.fechaSeguimiento])
    optional("requiereAsistencia", row[.requiereAsistencia])
    spelling.writer.put(">\n          ")
    element("descripcion", row[.accion])
    element("responsable", row[.responsable])
    element("recursos", row[.recursos])
    element("evidencia", row[.evidencia])
    element("observaciones", row[.observaciones])
    spelling.writer.put("\n        </accion>\n")
  }

  /// An attribute that must stand there, empty where the value is absent.
  private func required(_ name: String, _ cell: Cell) {
    spelling.put(attribute: Array(name.utf8), cell)
  }

  private func optional(_ name: String, _ cell: Cell) {
    if cell != .absent { spelling.put(attribute: Array(name.utf8), cell) }
  }

  private func element(_ name: String, _ cell: Cell) {
    if cell != .absent { spelling.put(element: Array(name.utf8), cell) }
  }
}
