import Model

/// The elements of nested rg-382 with what their attributes and their simple children fill
/// (contract 1 §2, Nested XML for rg-382).
enum RouteForm {
  typealias Field = (name: String, column: RouteColumn)

  /// What stands in an element, by the place of each name in `names`.
  struct Element {
    /// The column that an attribute fills, -1 for none.
    let attributes: [Int8]
    /// The column that a child without children fills, -1 for none.
    let children: [Int8]
    /// The attributes that must be there, in the order in which a missing one is told.
    let required: [Field]

    fileprivate init(required: [Field] = [], optional: [Field] = [], children: [Field] = []) {
      self.required = required
      attributes = RouteForm.columns(required + optional)
      self.children = RouteForm.columns(children)
    }
  }

  static let route = Element(
    required: [("codigoDane", .codigo_dane), ("vigencia", .vigencia)],
    optional: [("version", .version), ("edicion", .edicion)])
  static let opportunity = Element(
    required: [("no", .oportunidad_no), ("componente", .componente)],
    children: [("descripcion", .oportunidad), ("objetivo", .objetivo)])
  static let goal = Element(required: [("no", .meta_no)], children: [("descripcion", .meta)])
  static let indicator = Element(
    optional: [
      ("lineaBase", .linea_base), ("valorMeta", .valor_meta), ("valorLogrado", .valor_logrado),
    ])
  static let action = Element(
    required: [("no", .accion_no)],
    optional: [
      ("presupuesto", .presupuesto), ("fechaInicio", .fecha_inicio), ("fechaFin", .fecha_fin),
      ("avance", .avance), ("fechaSeguimiento", .fecha_seguimiento),
      ("requiereAsistencia", .requiere_asistencia),
    ],
    children: [
      ("descripcion", .accion), ("responsable", .responsable), ("recursos", .recursos),
      ("evidencia", .evidencia), ("observaciones", .observaciones),
    ])

  /// Every name of an attribute or a simple child.
  static let names = [
    "no", "descripcion", "responsable", "recursos", "evidencia", "observaciones", "fechaInicio",
    "fechaFin", "avance", "fechaSeguimiento", "requiereAsistencia", "presupuesto", "lineaBase",
    "valorMeta", "valorLogrado", "objetivo", "componente", "codigoDane", "vigencia", "version",
    "edicion",
  ]

  private static func columns(_ fields: [Field]) -> [Int8] {
    names.map { name in
      fields.first { $0.name == name }.map { Int8($0.column.rawValue) } ?? -1
    }
  }
}
