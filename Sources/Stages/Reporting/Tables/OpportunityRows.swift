import Model

/// The oportunidades of the period's routes in the order of file, line and reading.
///
/// They are read back from where they were set aside, a route at a time; of routes whose rows stand
/// among each other, together.
final class OpportunityRows {
  /// An oportunidad, and the place of its establishment.
  struct Row {
    let establishment: Int
    let opportunity: OpportunitySums
  }

  /// Neighbouring oportunidades of one establishment.
  struct Route {
    let establishment: Int
    let opportunities: [OpportunitySums]
  }

  /// Where the oportunidades of one route begin and end in its file.
  struct Stretch {
    fileprivate let route: CountingRoute
    fileprivate let reference: OpportunityReference
    /// Its place among the establishments.
    fileprivate let establishment: Int

    fileprivate var first: Place { route.first }
  }

  private static let routesOfPart = 128

  private let input: ReportInput
  /// By component: whether its oportunidades are wanted.
  private let isWanted: [Bool]
  private var stretches: ArraySlice<Stretch>
  /// Read, and still to be given: routes, and of the route that was begun the rest.
  private var routes: ArraySlice<Route> = []
  private var rows: ArraySlice<Row> = []

  /// The routes of the period with oportunidades, in the order of their rows.
  static func stretches(_ input: ReportInput) -> [Stretch] {
    let found = input.territory.establishments.indices.compactMap { place -> Stretch? in
      guard let route = input.territory.routes[place, input.period],
        let reference = route.facts.opportunities
      else { return nil }
      return Stretch(route: route, reference: reference, establishment: place)
    }
    return found.sorted { precedes($0.first, $1.first) }
  }

  /// All rows of the components that are wanted, in parts that can be read side by side.
  static func parts(
    _ input: ReportInput, _ stretches: [Stretch], isWanted: [Bool]
  ) -> [() -> OpportunityRows] {
    var rest = stretches.filter { stretch in
      stretch.route.facts.components.contains { isWanted[Int($0.component)] }
    }[...]
    var parts: [() -> OpportunityRows] = []
    while let first = rest.first {
      var end = rest.startIndex
      var last = first.reference.last
      while end < rest.endIndex,
        end - rest.startIndex < routesOfPart || precedes(rest[end].first, last)
      {
        if precedes(last, rest[end].reference.last) { last = rest[end].reference.last }
        end += 1
      }
      let part = rest[..<end]
      parts.append { OpportunityRows(input: input, isWanted: isWanted, stretches: part) }
      rest = rest[end...]
    }
    return parts
  }

  private init(input: ReportInput, isWanted: [Bool], stretches: ArraySlice<Stretch>) {
    self.input = input
    self.isWanted = isWanted
    self.stretches = stretches
  }

  /// The next row; `nil` at the end.
  func next() throws -> Row? {
    while rows.isEmpty, let route = try nextRoute() {
      rows =
        route.opportunities.map {
          Row(establishment: route.establishment, opportunity: $0)
        }[...]
    }
    return rows.popFirst()
  }

  /// The next rows, those of one establishment that stand beside each other; `nil` at the end.
  func nextRoute() throws -> Route? {
    while routes.isEmpty, !stretches.isEmpty { try readNextRoutes() }
    return routes.popFirst()
  }

  private func readNextRoutes() throws {
    guard let first = stretches.popFirst() else { return }
    var read = [try route(of: first)]
    var last = first.reference.last
    while let next = stretches.first, OpportunityRows.precedes(next.first, last) {
      stretches.removeFirst()
      read.append(try route(of: next))
      if OpportunityRows.precedes(last, next.reference.last) { last = next.reference.last }
    }
    routes = read.count == 1 ? read[...] : OpportunityRows.inOrder(read)[...]
  }

  /// The rows of routes that stand among each other.
  private static func inOrder(_ routes: [Route]) -> [Route] {
    routes.flatMap { route in
      route.opportunities.map {
        Route(establishment: route.establishment, opportunities: [$0])
      }
    }.sorted { precedes($0.opportunities[0].first, $1.opportunities[0].first) }
  }

  private func route(of stretch: Stretch) throws -> Route {
    var opportunities = try input.opportunities(stretch.reference)
    opportunities.removeAll { !isWanted[Int($0.component)] }
    return Route(establishment: stretch.establishment, opportunities: opportunities)
  }

  private static func precedes(_ left: Place, _ right: Place) -> Bool {
    (left.file, left.line, left.rank) < (right.file, right.line, right.rank)
  }
}
