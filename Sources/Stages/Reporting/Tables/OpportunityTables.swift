import Model
import TemplateEngine

/// The tables of oportunidades: all of them, and those that PR-44 and infraestructura are about.
///
/// A large territory has hundreds of thousands, so that as few as possible of their fields are made for
/// each.
struct OpportunityTables {
  /// The tables, and by component whether each has its oportunidades; the first has all.
  private let tables: [(table: OutputTable, isWanted: [Bool])]
  private let input: ReportInput
  private let stretches: [OpportunityRows.Stretch]

  init(_ input: ReportInput) {
    let catalogue = input.territory.catalogue
    func isWanted(_ processes: [String]) -> [Bool] {
      catalogue.components.map { component in
        processes.contains(catalogue.processes[Int(component.process)].code)
      }
    }
    tables = [
      (ComponentTables.details, catalogue.components.map { _ in true }),
      (ComponentTables.pei, isWanted(input.peiProcesses)),
      (ComponentTables.infrastructure, isWanted(input.infrastructureProcesses)),
    ]
    self.input = input
    stretches = OpportunityRows.stretches(input)
  }

  // MARK: - Each by itself

  func separately() -> [ReportTable] {
    tables.map { table, isWanted in
      ReportTable(
        table,
        parts: OpportunityRows.parts(input, stretches, isWanted: isWanted).map { begin in
          ReportTable.Part {
            let rows = begin()
            return RecordStream { try rows.next().map { Record(row($0)) } }
          }
        })
    }
  }

  private func row(_ row: OpportunityRows.Row) -> [Value] {
    let (opportunity, establishment) = (
      row.opportunity, input.territory.establishments[row.establishment]
    )
    let file = input.files[Int(opportunity.first.file)]
    return [
      .text(establishment.code.text), .text(establishment.municipality.text),
      .text(input.territory.catalogue.components[Int(opportunity.component)].code),
      .integer(Int(opportunity.number)), .bytes(opportunity.text),
      .integer(opportunity.actions), Cell.meanOfHundredths(opportunity.meanProgress),
      .text(file.name), .integer(file.printed(line: Int(opportunity.first.line))),
    ]
  }

  // MARK: - Together

  func together() -> JointTables {
    let all = OpportunityRows.parts(input, stretches, isWanted: tables[0].isWanted)
    return JointTables(
      tables.map(\.table), parts: all.map { begin in { try bytes(of: begin(), $0) } })
  }

  /// Where the rows of one route end, and which component each is of.
  private struct RowEnd {
    let component: ComponentIndex
    let end: Int
  }

  private func bytes(
    of rows: OpportunityRows, _ dialect: CSVDialect
  ) throws -> [any RenderedBytes] {
    var ends: [RowEnd] = []
    let bytes = try CSVRows.bytes(dialect) { fields in
      var writer = try OpportunityWriter(input, dialect)
      while let route = try rows.nextRoute() {
        try writer.begin(route.establishment)
        for opportunity in route.opportunities {
          try writer.write(opportunity, to: &fields)
          ends.append(RowEnd(component: opportunity.component, end: fields.count))
        }
      }
    }
    let others = bytes.withUnsafeBytes { bytes in
      tables.dropFirst().map { picked($0.isWanted, ends, bytes) }
    }
    return [bytes] + others
  }

  /// The rows of some components.
  private func picked(
    _ isWanted: [Bool], _ ends: [RowEnd], _ bytes: UnsafeRawBufferPointer
  ) -> [UInt8] {
    var picked: [UInt8] = []
    var start = 0
    for row in ends {
      if isWanted[Int(row.component)] { picked += bytes[start..<row.end] }
      start = row.end
    }
    return picked
  }
}

/// Writes rows of oportunidades as the built-in template does; fields that rows have in common are made
/// once.
private struct OpportunityWriter {
  private let input: ReportInput
  private let dialect: CSVDialect
  private let components: MadeFields
  /// Codes of the establishment and its municipality.
  private var establishment: [UInt8] = []
  private var file: (number: FileNumber, report: FileReport, name: [UInt8])?

  init(_ input: ReportInput, _ dialect: CSVDialect) throws {
    self.input = input
    self.dialect = dialect
    components = MadeFields(
      try input.territory.catalogue.components.map { try CSVRows.field($0.code, dialect) })
  }

  mutating func begin(_ place: Int) throws {
    let row = input.territory.establishments[place]
    establishment =
      try CSVRows.field(row.code.text, dialect) + [dialect.separator]
      + CSVRows.field(row.municipality.text, dialect)
  }

  mutating func write(_ opportunity: OpportunitySums, to fields: inout CSVRows) throws {
    let number = opportunity.first.file
    if file?.number != number {
      let report = input.files[Int(number)]
      file = (number, report, try CSVRows.field(report.name, dialect))
    }
    guard let file else { return }
    try establishment.withUnsafeBytes { try fields.made($0) }
    try fields.made(components.list[Int(opportunity.component)])
    try fields.integer(Int(opportunity.number))
    try opportunity.text.withUnsafeBytes { try fields.text($0) }
    try fields.integer(opportunity.actions)
    if let mean = opportunity.meanProgress {
      try fields.decimal(hundredths: mean.rounded)
    } else {
      try fields.absent()
    }
    try file.name.withUnsafeBytes { try fields.made($0) }
    try fields.integer(file.report.printed(line: Int(opportunity.first.line)))
    try fields.endRow()
  }
}
