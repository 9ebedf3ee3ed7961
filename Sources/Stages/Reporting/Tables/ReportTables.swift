import Model

/// Every CSV table of contract 3.
package enum ReportTables {
  /// All but those that are written while rows pass (diagnosticos, rechazos) and those of the archive,
  /// which tell of the others.
  package static func all(_ input: ReportInput) -> [ReportTable] {
    ofTheInput(input) + NewsTable.tables(input)
  }

  /// Those of `all` that don't depend on an earlier run.
  package static func ofTheInput(_ input: ReportInput) -> [ReportTable] {
    ComponentTables.tables(input) + IrregularityTables.tables(input)
      + AssistanceTables.tables(input) + ResultTables.tables(input)
      + NextProcedureTables.tables(input) + ValidationTables.tables(input)
      + EntityTables.tables(input)
  }

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
