/// The nine kinds of record that `pmi` reads, in the order of contract 1 §1, which settles ties of
/// recognition.
public enum RecordKind: UInt8, CaseIterable, Sendable {
  case establishments, routes, deliveries, valuations, plannedActivities, executedActivities
  case strategies, exclusions, decisions

  /// The kind's name in the contract, such as `rg-382`.
  public var name: String {
    switch self {
    case .establishments: "establecimientos"
    case .routes: "rg-382"
    case .deliveries: "rg-300"
    case .valuations: "autoevaluacion"
    case .plannedActivities: "rg-217"
    case .executedActivities: "rg-22"
    case .strategies: "pam"
    case .exclusions: "exclusiones"
    case .decisions: "decisiones"
    }
  }

  /// What a form of it is called, in Spanish.
  public var title: String {
    switch self {
    case .establishments: "Directorio de establecimientos educativos (DUE)"
    case .routes: "MI-GE-RG-382 · Ruta de mejoramiento institucional"
    case .deliveries: "MI-GE-RG-300 · Control de entrega de las rutas de mejoramiento"
    case .valuations: "Autoevaluación institucional (Guía 34)"
    case .plannedActivities: "MI-GE-RG-217 · Plan de asistencia técnica"
    case .executedActivities: "MI-GE-RG-22 · Ejecución de la asistencia técnica"
    case .strategies: "Plan de Apoyo al Mejoramiento (PAM)"
    case .exclusions: "Exclusiones autorizadas"
    case .decisions: "Decisiones del líder sobre los candidatos a reporte"
    }
  }

  /// The root element of its XML form.
  public var rootElement: String {
    switch self {
    case .establishments: "directorio"
    case .routes: "rutasMejoramiento"
    case .deliveries: "controlEntregas"
    case .valuations: "autoevaluaciones"
    case .plannedActivities: "planAsistencia"
    case .executedActivities: "ejecucionAsistencia"
    case .strategies: "planApoyoMejoramiento"
    case .exclusions: "exclusiones"
    case .decisions: "decisiones"
    }
  }

  /// The row element of its XML form; of a route, the element of an action.
  public var rowElement: String {
    switch self {
    case .establishments: "establecimiento"
    case .routes: "accion"
    case .deliveries: "entrega"
    case .valuations: "valoracion"
    case .plannedActivities: "actividad"
    case .executedActivities: "ejecucion"
    case .strategies: "estrategia"
    case .exclusions: "exclusion"
    case .decisions: "decision"
    }
  }

  /// The columns in the order of contract 1 §4.
  public var columns: [Column] {
    RecordKind.declarations[Int(rawValue)]
  }

  private static let declarations: [[Column]] = allCases.map { kind in
    switch kind {
    case .establishments: establishmentColumns
    case .routes: routeColumns
    case .deliveries: deliveryColumns
    case .valuations: valuationColumns
    case .plannedActivities: plannedActivityColumns
    case .executedActivities: executedActivityColumns
    case .strategies: strategyColumns
    case .exclusions: exclusionColumns
    case .decisions: decisionColumns
    }
  }

  public init?(name: String) {
    guard let kind = RecordKind.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}
