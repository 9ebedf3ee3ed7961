/// A defect as declared: by the names of columns.
enum DefectRecipe {
  case change(String, Mutation)
  /// Leaves a required column empty (R101).
  case clear(String)
  /// A code, a column and the text that it is to hold.
  case put(String, String, String)

  static func recipes(for kind: RecordKind) -> [DefectRecipe] {
    switch kind {
    case .establishments: establishments
    case .route: routes
    case .delivery: deliveries
    case .selfEvaluation: selfEvaluations
    case .assistancePlan: assistancePlans
    case .assistance: assistances
    case .pam: strategies
    case .exclusions: exclusions
    case .decisions: decisions
    }
  }

  private static let excelDamage = put("R106", "codigo_dane", "1,68E+11")

  private static let establishments: [DefectRecipe] = [
    .change("X210", .otherMunicipality), .change("X212", .breakCheckDigit),
    .change("X213", .otherZone), .change("X215", .certifiedMunicipality), .clear("nombre"),
    excelDamage, .change("R110", .repeatRow), .put("R105", "sector", "PÚBLICO"),
    .put("R102", "matricula", "trescientos"), .put("R103", "matricula", "1234567890"),
  ]

  private static let routes: [DefectRecipe] = [
    .change("X207", .copyElsewhere), .change("X216", .badHigherVersion),
    .change("X214", .foreignEdition), .change("X211", .otherBase),
    .change("R111", .otherComponent), .change("R112", .followUpNextYear), .clear("accion"),
    .put("R102", "avance", "casi todo"), .put("R103", "avance", "120"),
    .put("R104", "fecha_fin", "31/02/2025"), .put("R105", "componente", "Trámites"),
    excelDamage, .change("R107", .overflow), .put("R108", "accion", "Taller\u{7} de lectura"),
    .change("R109", .reverseDates), .change("R110", .repeatRow),
    .change("X201", .unknownEstablishment), .change("X202", .inactiveEstablishment),
    .clear("oportunidad"),
    .put("R104", "fecha_inicio", "03/25/2025"),
    .put("R105", "requiere_asistencia", "VISITA"), .put("R102", "presupuesto", "1,500,000"),
    .put("R106", "codigo_dane", "68001000123"),
  ]

  private static let deliveries: [DefectRecipe] = [
    .put("R104", "fecha_entrega", "marzo de 2025"), excelDamage, .clear("fecha_limite"),
    .change("X201", .unknownEstablishment), .change("R110", .repeatRow),
    .change("X202", .inactiveEstablishment), .change("R107", .overflow),
    .put("R108", "radicado", "ER\u{7}0001"),
  ]

  private static let selfEvaluations: [DefectRecipe] = [
    .put("R103", "valoracion", "5"), .put("R102", "valoracion", "Apropiación"),
    .change("R110", .repeatRow),
    .put("R105", "componente", "DIR-9-9"), .clear("valoracion"),
    .change("X201", .unknownEstablishment), .change("X202", .inactiveEstablishment), excelDamage,
  ]

  private static let assistancePlans: [DefectRecipe] = [
    .change("X209", .unknownStrategy), .put("R105", "modalidad", "VISITA"),
    .put("R104", "fecha_programada", "2025-13-01"), .clear("modalidad"),
    .change("R110", .repeatRow), .change("X201", .unknownEstablishment),
    .put("R105", "proceso", "DIR-99"), excelDamage,
  ]

  private static let assistances: [DefectRecipe] = [
    .change("X208", .unknownActivity), .put("R105", "cumple_requisitos", "tal vez"),
    .put("R104", "fecha_ejecucion", "20/08/25"), .put("R102", "horas", "dos"),
    .change("R110", .repeatRow),
    .change("X201", .unknownEstablishment), .clear("cumple_requisitos"),
    .put("R103", "asistentes", "1234567890"),
  ]

  private static let strategies: [DefectRecipe] = [
    .clear("estrategia"), .put("R105", "proceso", "DIR-99"), .change("R110", .repeatRow),
    .put("R103", "vigencia", "1999"),
  ]

  private static let exclusions: [DefectRecipe] = [
    .clear("autoriza"), .put("R105", "condicion", "I99"), .change("X201", .unknownEstablishment),
  ]

  private static let decisions: [DefectRecipe] = [
    .change("X217", .decideOnHealthy), .put("R105", "decision", "TAL VEZ"),
    .put("R104", "fecha", "ayer"), .clear("motivo"),
  ]
}
