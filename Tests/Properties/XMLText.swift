import Model

/// A file of exports in the XML form of its kind (contract 1 §2 and §4).
enum XMLText {
  static func of(_ file: Exports.File) -> String {
    let kind = file.kind
    let rows =
      kind == .routes
      ? routes(file.rows[...])
      : file.rows.map { row in
        element(kind.rowElement, attributes(kind.columns.map(\.name), row), "")
      }.joined(separator: "\n")
    return "<\(kind.rootElement)>\n\(rows)\n</\(kind.rootElement)>\n"
  }

  // MARK: - Routes

  private static func routes(_ rows: ArraySlice<Exports.Row>) -> String {
    runs(rows, of: ["vigencia", "codigo_dane", "version"]).map { rows in
      let names = ["codigo_dane", "vigencia", "version", "edicion"]
      return element("ruta", attributes(names, rows[rows.startIndex]), opportunities(rows))
    }.joined(separator: "\n")
  }

  private static func opportunities(_ rows: ArraySlice<Exports.Row>) -> String {
    runs(rows, of: ["oportunidad_no", "componente"]).map { rows in
      let row = rows[rows.startIndex]
      return element(
        "oportunidad", attributes(["componente"], row) + number("oportunidad_no", row),
        text("descripcion", row["oportunidad"]) + goals(rows))
    }.joined(separator: "\n")
  }

  private static func goals(_ rows: ArraySlice<Exports.Row>) -> String {
    runs(rows, of: ["meta_no"]).map { rows in
      let row = rows[rows.startIndex]
      let figures = attributes(["linea_base", "valor_meta", "valor_logrado"], row)
      return element(
        "meta", number("meta_no", row),
        text("descripcion", row["meta"])
          + element("indicador", figures, escaped(row["indicador"] ?? ""))
          + rows.map(action).joined(separator: "\n"))
    }.joined(separator: "\n")
  }

  private static func action(_ row: Exports.Row) -> String {
    let names = [
      "presupuesto", "fecha_inicio", "fecha_fin", "avance", "fecha_seguimiento",
      "requiere_asistencia",
    ]
    return element(
      "accion", attributes(names, row) + number("accion_no", row),
      text("descripcion", row["accion"])
        + ["responsable", "recursos", "evidencia"].map { text($0, row[$0]) }.joined())
  }

  /// Neighbours that agree in some columns, together.
  private static func runs(
    _ rows: ArraySlice<Exports.Row>, of columns: [String]
  ) -> [ArraySlice<Exports.Row>] {
    var runs: [ArraySlice<Exports.Row>] = []
    var start = rows.startIndex
    for place in rows.indices {
      let next = place + 1
      let goesOn =
        next < rows.endIndex
        && columns.allSatisfy { (rows[place][$0] ?? "") == (rows[next][$0] ?? "") }
      guard !goesOn else { continue }
      runs.append(rows[start..<next])
      start = next
    }
    return runs
  }

  // MARK: - Elements

  private static func element(_ name: String, _ attributes: String, _ content: String) -> String {
    content.isEmpty ? "<\(name)\(attributes)/>" : "<\(name)\(attributes)>\(content)</\(name)>"
  }

  private static func text(_ name: String, _ value: String?) -> String {
    guard let value, !value.isEmpty else { return "" }
    return element(name, "", escaped(value))
  }

  private static func number(_ column: String, _ row: Exports.Row) -> String {
    " no=\"\(escaped(row[column] ?? ""))\""
  }

  private static func attributes(_ columns: [String], _ row: Exports.Row) -> String {
    columns.compactMap { column in
      row[column].flatMap { $0.isEmpty ? nil : " \(camelCase(column))=\"\(escaped($0))\"" }
    }.joined()
  }

  private static func camelCase(_ column: String) -> String {
    let parts = column.split(separator: "_")
    return parts.prefix(1).joined()
      + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
