import Model

/// A territory put together value by value, of two editions and two municipalities.
package struct TerritoryFixture {
  /// A1…A3 of 2008 (processes) and B1 of 2026 (B-1), by place.
  package static let catalogue: Catalogue = {
    var catalogue = Catalogue()
    let rows = [
      (2008, "A-1", "A-1-1"), (2008, "A-1", "A-1-2"), (2008, "A-2", "A-2-1"),
      (2026, "B-1", "B-1-1"),
    ]
    for (year, process, component) in rows {
      let isNew = catalogue.add(
        edition: Edition(year: year), area: "A", areaName: "Área", process: process,
        processName: "Proceso \(process)", component: component, name: "Componente \(component)")
      precondition(isNew)
    }
    return catalogue
  }()

  package var period = 2025
  package var cutoff = "2025-11-30"
  package var establishments: [Establishment] = []
  package var routes: [RouteKey: CountingRoute] = [:]
  package var rejectedRoutes: [RouteKey: Place] = [:]
  package var deliveries: [RouteKey: Delivery] = [:]
  package var evaluations: [RouteKey: SelfEvaluation] = [:]
  package var executed: [ExecutedActivity] = []
  package var exclusions: [Exclusion] = []

  package init() {}

  package static func day(_ text: String) -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
      preconditionFailure("no day: \(text)")
    }
    return day
  }

  package static func place(_ line: UInt32, file: FileNumber = 0) -> Place {
    Place(file: file, line: line, rank: line)
  }

  /// The code of an establishment of the fixture.
  package static func code(_ number: Int) -> DaneCode {
    DaneCode(number: 168_013_000_000 + UInt64(number) * 10)
  }

  package static func key(_ number: Int, _ vigencia: Int) -> RouteKey {
    RouteKey(establishment: code(number), vigencia: vigencia)
  }

  package static func establishment(
    _ number: Int, municipality: UInt32 = 68_013, sector: Sector = .official,
    regime: Regime? = nil, saber: SaberCategory? = nil
  ) -> Establishment {
    Establishment(
      code: code(number), name: "IE \(number)",
      municipality: MunicipalityCode(number: municipality),
      sector: sector, zone: nil, regime: regime, saber: saber, isActive: true,
      place: place(UInt32(number)))
  }

  /// A route whose rows are so many actions of each component.
  package static func route(
    _ components: [ComponentIndex: Int], progress: Int = 0, first: UInt32 = 10
  ) -> CountingRoute {
    var facts = RouteFacts()
    for (component, actions) in components.sorted(by: { $0.key < $1.key }) {
      var sums = RouteComponent(component: component)
      (sums.actions, sums.opportunities, sums.goals) = (UInt16(actions), 1, 1)
      sums.progress = UInt32(progress * actions)
      facts.components.append(sums)
      facts.totals.add(sums)
    }
    facts.measurableGoals = 1
    facts.hasFollowUp = true
    return CountingRoute(
      version: 1, first: place(first), facts: ClosedFacts(facts),
      isOlderVersion: false)
  }

  /// A self-evaluation with a level for each component of the catalogue, 0 for none.
  package static func evaluation(_ levels: [UInt8]) -> SelfEvaluation {
    var evaluation = SelfEvaluation(components: catalogue.components.count)
    evaluation.levels = levels
    if let place = levels.firstIndex(of: 1) {
      evaluation.firstAtOne = self.place(UInt32(place + 2))
    }
    return evaluation
  }

  package static func delivery(
    _ key: RouteKey, limit: String, delivered: String? = nil, returned: String? = nil,
    redelivered: String? = nil
  ) -> Delivery {
    Delivery(
      key: key, deadline: day(limit), delivered: delivered.map(day), returned: returned.map(day),
      redelivered: redelivered.map(day), feedback: nil, place: place(7))
  }

  package static func support(_ number: Int, _ date: String, meets: Bool = true) -> ExecutedActivity
  {
    let executed = day(date)
    return ExecutedActivity(
      key: key(number, executed.civil.year), code: date, executed: executed,
      meetsRequirements: meets, place: place(1))
  }

  package var judgement: Judgement {
    Judgement(period: period, cutoff: TerritoryFixture.day(cutoff))
  }

  package var territory: Territory {
    Territory(
      judgement: judgement, catalogue: TerritoryFixture.catalogue,
      municipalities: Municipalities([]), defaultEdition: Edition(year: 2008),
      establishments: establishments, routes: routes, rejectedRoutes: rejectedRoutes,
      deliveries: deliveries, evaluations: evaluations, planned: [], executed: executed,
      strategies: [], exclusions: exclusions, decisions: [:],
      vigencias: Set(routes.keys.map(\.vigencia)))
  }
}
