import Model

/// The words with which tables and pages print the model's values.
extension Sector {
  package var word: String { self == .official ? "OFICIAL" : "NO OFICIAL" }
}

extension Zone {
  package var word: String {
    switch self {
    case .urban: "URBANA"
    case .rural: "RURAL"
    case .both: "URBANA-RURAL"
    }
  }
}

extension Regime {
  package var word: String {
    switch self {
    case .regulatedFreedom: "LIBERTAD REGULADA"
    case .supervisedFreedom: "LIBERTAD VIGILADA"
    case .controlled: "CONTROLADO"
    }
  }
}

extension SaberCategory {
  package var word: String { ["A+", "A", "B", "C", "D"][Int(rawValue)] }
}

extension Modality {
  package var word: String {
    switch self {
    case .none: "NINGUNA"
    case .integral: "INTEGRAL"
    case .punctual: "PUNTUAL"
    case .training: "CAPACITACION"
    }
  }
}

extension Condition {
  /// What it says of an establishment: an indicio, never a proven fault.
  package var description: String {
    switch self {
    case .i01: "Indicio: no se recibió la ruta de mejoramiento dentro del plazo."
    case .i02: "Indicio: la ruta se entregó después de la fecha límite."
    case .i03: "Indicio: la ruta fue devuelta y no volvió corregida dentro del plazo."
    case .i04: "Indicio: ninguna meta de la ruta se puede medir."
    case .i05: "Indicio: hay acciones iniciadas y ninguna tiene seguimiento."
    case .i06: "Indicio: las acciones que ya debían terminar tienen un avance bajo."
    case .i07: "Indicio: la ruta no atiende ningún componente valorado en nivel 1."
    case .i08: "Indicio: la ruta llegó con errores en todas sus filas y no se pudo leer."
    case .i09: "Indicio: la mayoría de las acciones no tiene responsable, fechas o recursos."
    case .i10: "Indicio: hay ruta y no se recibió la autoevaluación."
    }
  }
}

/// The names of the indicators of RG-380.
package enum IndicatorNames {
  package static func name(_ code: String) -> String {
    names[code] ?? code
  }

  private static let names: [String: String] = [
    "N01": "Establecimientos activos",
    "N02": "Rutas recibidas",
    "N03": "Rutas entregadas a tiempo",
    "N04": "Rutas entregadas de forma extemporánea",
    "N05": "Rutas devueltas",
    "N06": "Rutas no entregadas",
    "N07": "Rutas pendientes",
    "N08": "Establecimientos sin registro de entrega",
    "N09": "Tasa de entrega (%)",
    "N10": "Oportunidades de mejora",
    "N11": "Metas",
    "N12": "Metas medibles",
    "N13": "Metas cumplidas",
    "N14": "Cumplimiento de metas (%)",
    "N15": "Logro promedio de las metas medibles (%)",
    "N16": "Acciones",
    "N17": "Acciones cumplidas",
    "N18": "Acciones vencidas",
    "N19": "Avance promedio (%)",
    "N20": "Actividades de asistencia técnica programadas",
    "N21": "Actividades de asistencia técnica ejecutadas",
    "N22": "Cumplimiento de la asistencia técnica (%)",
    "N23": "Actividades alineadas con el PAM (%)",
    "N24": "Establecimientos con condiciones",
    "N25": "Establecimientos con condiciones sistemáticas",
    "N26": "Establecimientos candidatos a reporte",
    "N27": "Valoración promedio de la autoevaluación",
    "N28": "Tasa de entrega oportuna (%)",
    "N29": "Rutas entregadas sin fecha registrada",
    "N30": "Entregas anunciadas sin ruta",
  ]
}
