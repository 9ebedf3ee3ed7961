import Model

/// The oportunidades of the period's routes in the order of file, line and reading.
///
/// They are read back from where they were set aside, a route at a time; of routes whose rows stand
/// among each other, together.
struct OpportunityRows {
  struct Row {
    let establishment: Establishment
    let opportunity: OpportunitySums
  }

  /// Where the oportunidades of one route begin and end in its file.
  private struct Stretch {
    let first: Place
    let reference: OpportunityReference
    /// Its place among the establishments.
    let establishment: Int
  }

  private let input: ReportInput
  private var stretches: ArraySlice<Stretch>
  private var rows: ArraySlice<Row> = []

  init(_ input: ReportInput) {
    self.input = input
    let territory = input.territory
    let found = territory.establishments.indices.compactMap { place -> Stretch? in
      guard let route = territory.route(territory.establishments[place], input.period),
        let reference = route.facts.opportunities
      else { return nil }
      return Stretch(first: route.first, reference: reference, establishment: place)
    }
    stretches = found.sorted { OpportunityRows.precedes($0.first, $1.first) }[...]
  }

  /// The next row; `nil` at the end.
  mutating func next() throws -> Row? {
    if rows.isEmpty { try readNextRoutes() }
    return rows.popFirst()
  }

  private mutating func readNextRoutes() throws {
    guard let first = stretches.popFirst() else { return }
    var read = try self.rows(of: first)
    var last = first.reference.last
    var isMixed = false
    while let next = stretches.first, OpportunityRows.precedes(next.first, last) {
      stretches.removeFirst()
      read += try self.rows(of: next)
      if OpportunityRows.precedes(last, next.reference.last) { last = next.reference.last }
      isMixed = true
    }
    if isMixed {
      read.sort { OpportunityRows.precedes($0.opportunity.first, $1.opportunity.first) }
    }
    rows = read[...]
  }

  private func rows(of stretch: Stretch) throws -> [Row] {
    let establishment = input.territory.establishments[stretch.establishment]
    return try input.opportunities(stretch.reference).map {
      Row(establishment: establishment, opportunity: $0)
    }
  }

  private static func precedes(_ left: Place, _ right: Place) -> Bool {
    (left.file, left.line, left.rank) < (right.file, right.line, right.rank)
  }
}
