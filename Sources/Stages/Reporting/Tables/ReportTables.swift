import Model

/// Every CSV table of contract 3.
package enum ReportTables {
  /// All but those that are written while rows pass (diagnosticos, rechazos), those of the archive,
  /// which tell of the others, and those of `opportunities`; by groups, which may be made side by side.
  package static let groups: [@Sendable (ReportInput) -> [ReportTable]] =
    [ComponentTables.tables] + otherGroups + [NewsTable.tables]

  /// The tables of oportunidades, by far the largest, made together.
  package static func jointOpportunities(_ input: ReportInput) -> JointTables {
    OpportunityTables(input).together()
  }

  /// The same tables, each by itself.
  package static func opportunities(_ input: ReportInput) -> [ReportTable] {
    OpportunityTables(input).separately()
  }

  /// Those that don't depend on an earlier run.
  package static func ofTheInput(_ input: ReportInput) -> [ReportTable] {
    ComponentTables.tables(input) + opportunities(input) + otherGroups.flatMap { $0(input) }
  }

  private static let otherGroups: [@Sendable (ReportInput) -> [ReportTable]] = [
    IrregularityTables.tables, AssistanceTables.tables, ResultTables.tables,
    NextProcedureTables.tables, ValidationTables.tables, EntityTables.tables,
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
