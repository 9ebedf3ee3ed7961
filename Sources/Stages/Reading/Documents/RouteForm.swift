import Model

/// The elements of nested rg-382 with what their attributes and their simple children fill
/// (contract 1 §2, Nested XML for rg-382).
enum RouteForm {
  typealias Field = (name: String, column: RouteColumn)

  /// What stands in an element, by the place of each name in `names`.
  struct Element: @unchecked Sendable {
    // Unchecked: the memory is only read once it is filled.

    /// The column that an attribute fills, -1 for none, and behind as many places the column that a
    /// child without children fills; as long as the program runs.
    private let columns: UnsafePointer<Int8>
    /// The attributes that must be there, in the order in which a missing one is told.
    let required: [Field]
    /// Their columns, a bit for each.
    let requiredColumns: UInt64

    fileprivate init(required: [Field] = [], optional: [Field] = [], children: [Field] = []) {
      self.required = required
      requiredColumns = required.reduce(0) { $0 | 1 << UInt64($1.column.rawValue) }
      let places = RouteForm.columns(required + optional) + RouteForm.columns(children)
      let memory = UnsafeMutablePointer<Int8>.allocate(capacity: places.count)
      memory.initialize(from: places, count: places.count)
      columns = UnsafePointer(memory)
    }

    @inline(__always)
    func attribute(_ place: Int) -> Int { place < 0 ? -1 : Int(columns[place]) }

    @inline(__always)
    func child(_ place: Int) -> Int {
      place < 0 ? -1 : Int(columns[RouteForm.names.count &+ place])
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

  /// The elements with children of their own.
  enum Part {
    static let route = 0
    static let opportunity = 1
    static let goal = 2
    static let indicator = 3
    static let action = 4
  }

  /// Every name: the parts in their order, and those of attributes and simple children.
  static let names = [
    "ruta", "oportunidad", "meta", "indicador", "accion",
    "no", "descripcion", "responsable", "recursos", "evidencia", "observaciones", "fechaInicio",
    "fechaFin", "avance", "fechaSeguimiento", "requiereAsistencia", "presupuesto", "lineaBase",
    "valorMeta", "valorLogrado", "objetivo", "componente", "codigoDane", "vigencia", "version",
    "edicion",
  ]

  /// The same in bytes.
  static let spellings = names.map { Array($0.utf8) }

  private static func columns(_ fields: [Field]) -> [Int8] {
    names.map { name in
      fields.first { $0.name == name }.map { Int8($0.column.rawValue) } ?? -1
    }
  }
}
