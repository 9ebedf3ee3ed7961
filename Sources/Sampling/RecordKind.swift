/// A column: its own name, and other headers under which it comes (contract 1, §2).
struct Column {
  let name: String
  let titles: [String]

  init(_ name: String, _ titles: String...) {
    self.name = name
    self.titles = titles
  }

  /// The name in XML: `fecha_limite` is `fechaLimite`.
  var camelCase: String {
    let words = name.split(separator: "_")
    return words.enumerated().map { index, word in
      index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
  }
}

/// The nine kinds of contract 1, §1.
enum RecordKind: String, CaseIterable {
  case establishments = "establecimientos"
  case route = "rg-382"
  case delivery = "rg-300"
  case selfEvaluation = "autoevaluacion"
  case assistancePlan = "rg-217"
  case assistance = "rg-22"
  case pam
  case exclusions = "exclusiones"
  case decisions = "decisiones"

  /// Root and row element of the flat XML.
  var elements: (root: String, row: String) {
    switch self {
    case .establishments: ("directorio", "establecimiento")
    case .route: ("rutasMejoramiento", "accion")
    case .delivery: ("controlEntregas", "entrega")
    case .selfEvaluation: ("autoevaluaciones", "valoracion")
    case .assistancePlan: ("planAsistencia", "actividad")
    case .assistance: ("ejecucionAsistencia", "ejecucion")
    case .pam: ("planApoyoMejoramiento", "estrategia")
    case .exclusions: ("exclusiones", "exclusion")
    case .decisions: ("decisiones", "decision")
    }
  }

  /// What stands above the header of a form.
  var title: String {
    switch self {
    case .establishments: "Directorio Único de Establecimientos (DUE)"
    case .route: "MI-GE-RG-382 · Ruta de mejoramiento institucional"
    case .delivery: "MI-GE-RG-300 · Control de entrega ruta de mejoramiento institucional EE"
    case .selfEvaluation: "Autoevaluación institucional · Guía 34"
    case .assistancePlan: "MI-GE-RG-217 · Plan de Asistencia Técnica a EE"
    case .assistance: "MI-GE-RG-22 · Ejecución de la asistencia técnica"
    case .pam: "Plan de Apoyo al Mejoramiento (PAM)"
    case .exclusions: "Exclusiones autorizadas"
    case .decisions: "Decisiones del líder sobre los candidatos"
    }
  }

  var columns: [Column] {
    switch self {
    case .establishments: Self.establishmentColumns
    case .route: Self.routeColumns
    case .delivery: Self.deliveryColumns
    case .selfEvaluation: Self.selfEvaluationColumns
    case .assistancePlan: Self.assistancePlanColumns
    case .assistance: Self.assistanceColumns
    case .pam: Self.pamColumns
    case .exclusions: Self.exclusionColumns
    case .decisions: Self.decisionColumns
    }
  }

  /// The place of a column; 0 for a name that the kind lacks.
  func index(of column: String) -> Int {
    columns.firstIndex { $0.name == column } ?? 0
  }

  private static let vigencia = Column("vigencia", "Vigencia", "Año")
  private static let dane = Column("codigo_dane", "Código DANE", "COD_DANE", "Código DANE EE")

  private static let establishmentColumns = [
    dane,
    Column("nombre", "Nombre del establecimiento", "Institución educativa"),
    Column("codigo_municipio", "Código municipio", "DIVIPOLA", "Cód. DANE municipio"),
    Column("sector", "Sector"), Column("zona", "Zona"), Column("regimen", "Régimen"),
    Column("categoria_saber", "Categoría SABER"),
    Column("matricula", "Matrícula", "Total matrícula"),
    Column("estado", "Estado"), Column("correo", "Correo electrónico", "Email"),
  ]

  private static let deliveryColumns = [
    vigencia, dane, Column("fecha_limite", "Fecha límite"),
    Column("fecha_entrega", "Fecha entrega", "FECHA_ENTREGA"), Column("medio", "Medio"),
    Column("radicado", "Radicado"), Column("fecha_devolucion", "Fecha devolución"),
    Column("fecha_reentrega", "Fecha reentrega"),
    Column("fecha_retroalimentacion", "Fecha retroalimentación"),
    Column("observaciones", "Observaciones"),
  ]

  private static let selfEvaluationColumns = [
    vigencia, dane, Column("componente", "Componente", "Código componente"),
    Column("valoracion", "Valoración", "Calificación"), Column("edicion", "Edición"),
  ]

  private static let assistancePlanColumns = [
    vigencia, Column("codigo_actividad", "Código actividad"), dane,
    Column("modalidad", "Modalidad"), Column("fecha_programada", "Fecha programada"),
    Column("tema", "Tema"), Column("proceso", "Proceso"), Column("codigo_pam", "Código PAM"),
    Column("responsable", "Responsable", "Responsables"),
  ]

  private static let assistanceColumns = [
    vigencia, Column("codigo_actividad", "Código actividad"), dane,
    Column("fecha_ejecucion", "Fecha ejecución"),
    Column("cumple_requisitos", "Cumple requisitos", "¿Cumple requisitos?"),
    Column("horas", "Horas"), Column("asistentes", "Asistentes"),
    Column("compromisos", "Compromisos"), Column("observaciones", "Observaciones"),
  ]

  private static let pamColumns = [
    vigencia, Column("codigo_pam", "Código PAM"), Column("estrategia", "Estrategia"),
    Column("meta", "Meta"), Column("proceso", "Proceso"),
  ]

  private static let exclusionColumns = [
    vigencia, dane, Column("motivo", "Motivo"), Column("autoriza", "Autoriza"),
    Column("condicion", "Condición"),
  ]

  private static let decisionColumns = [
    vigencia, dane, Column("decision", "Decisión"), Column("motivo", "Motivo"),
    Column("fecha", "Fecha"), Column("responsable", "Responsable"),
  ]

  private static let routeColumns = [
    vigencia, dane, Column("version", "Versión"),
    Column("componente", "Componente", "Código componente"),
    Column("oportunidad_no", "Oportunidad N.º", "Oportunidad Nº"),
    Column("oportunidad", "Oportunidad de mejora", "Aspecto a mejorar", "Factor crítico"),
    Column("objetivo", "Objetivo"), Column("meta_no", "Meta N.º", "Meta Nº"),
    Column("meta", "Meta"), Column("indicador", "Indicador"),
    Column("linea_base", "Línea base"), Column("valor_meta", "Valor meta"),
    Column("valor_logrado", "Valor logrado"), Column("accion_no", "Acción N.º", "Acción Nº"),
    Column("accion", "Acción"), Column("responsable", "Responsable", "Responsables"),
    Column("fecha_inicio", "Fecha inicio", "Fecha inicial"),
    Column("fecha_fin", "Fecha fin", "Fecha final", "Fecha terminación"),
    Column("recursos", "Recursos"), Column("presupuesto", "Presupuesto"),
    Column("avance", "Avance", "Porcentaje de avance"), Column("edicion", "Edición"),
    Column("fecha_seguimiento", "Fecha seguimiento"), Column("evidencia", "Evidencia"),
    Column("requiere_asistencia", "Requiere asistencia"),
    Column("observaciones", "Observaciones"),
  ]
}

/// The places of the columns of rg-382, in their order.
enum RouteColumn: Int {
  case vigencia, codigoDane, version, componente, oportunidadNo, oportunidad, objetivo
  case metaNo, meta, indicador, lineaBase, valorMeta, valorLogrado
  case accionNo, accion, responsable, fechaInicio, fechaFin, recursos, presupuesto, avance
  case edicion, fechaSeguimiento, evidencia, requiereAsistencia, observaciones
}

extension [Cell] {
  subscript(column: RouteColumn) -> Cell {
    @inline(__always) get { self[column.rawValue] }
    @inline(__always) set { self[column.rawValue] = newValue }
  }
}
