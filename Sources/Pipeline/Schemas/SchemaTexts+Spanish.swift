import Model

/// What schemas and the data package say of themselves.
enum SchemaTexts {
  static func title(_ kind: RecordKind) -> String {
    switch kind {
    case .establishments: "Directorio de establecimientos educativos"
    case .routes: "Rutas de mejoramiento institucional (RG-382)"
    case .deliveries: "Control de entregas de las rutas (RG-300)"
    case .valuations: "Autoevaluaciones institucionales"
    case .plannedActivities: "Plan de asistencia técnica (RG-217)"
    case .executedActivities: "Ejecución de la asistencia técnica (RG-22)"
    case .strategies: "Estrategias del Plan de Apoyo al Mejoramiento (PAM)"
    case .exclusions: "Exclusiones: lo que no debe contar, y quién lo autoriza"
    case .decisions: "Decisiones del líder sobre los candidatos a reporte"
    }
  }

  static func packageTitle(_ period: Int) -> String {
    "Planes de mejoramiento institucional, vigencia \(period)"
  }

  static func packageDescription(_ entity: String, _ cutoff: String) -> String {
    "Tablas que pmi publicó para \(entity), con corte al \(cutoff), según MI-GE-PR-45. Los indicios no son faltas comprobadas."
  }
}
