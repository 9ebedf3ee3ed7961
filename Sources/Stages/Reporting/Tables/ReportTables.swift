import Model

/// Every CSV table of contract 3.
package enum ReportTables {
  /// All but those that are written while rows pass (diagnosticos, rechazos) and those of the archive,
  /// which tell of the others; by groups, which may be made side by side.
  package static let groups: [@Sendable (ReportInput) -> [ReportTable]] =
    groupsOfTheInput + [NewsTable.tables]

  /// Those that don't depend on an earlier run.
  package static func ofTheInput(_ input: ReportInput) -> [ReportTable] {
    groupsOfTheInput.flatMap { $0(input) }
  }

  private static let groupsOfTheInput: [@Sendable (ReportInput) -> [ReportTable]] = [
    ComponentTables.tables, IrregularityTables.tables, AssistanceTables.tables,
    ResultTables.tables, NextProcedureTables.tables, ValidationTables.tables, EntityTables.tables,
  ]

  /// The declarations of all tables, in the order of contract 3; then those that only a run of several
  /// entities writes.
  package static let declarations: [OutputTable] = [
    ComponentTables.consolidated, ComponentTables.byMunicipality, ComponentTables.transitions,
    ComponentTables.details, IrregularityTables.irregularities, IrregularityTables.exclusions,
    IrregularityTables.reported, AssistanceTables.classification, AssistanceTables.compliance,
    AssistanceTables.alignment, AssistanceTables.proposal, ResultTables.indicators,
    ResultTables.establishments, ResultTables.municipalities,
    NextProcedureTables.characterisation, NextProcedureTables.pam, ComponentTables.pei,
    ComponentTables.infrastructure, IrregularityTables.control, ValidationTables.diagnostics,
    ValidationTables.rejects, ValidationTables.files, NewsTable.news,
    ArchiveTables.control, ArchiveTables.inventory, EntityTables.entities,
    EntityTables.indicators, EntityTables.components, EntityTables.reported,
    EntityTables.municipalities,
  ]

  /// Those that a run writes.
  package static func declarations(of input: ReportInput) -> [OutputTable] {
    declarations.filter { !$0.isOfSeveralEntities || input.entities != nil }
  }
}
