import Model

/// Figures of municipalities, by their code.
package enum AreaFigures {
  package static func municipalities(
    _ territory: Territory, _ irregularities: Irregularities
  ) -> [(code: MunicipalityCode, figure: AreaFigure)] {
    var figures: [MunicipalityCode: AreaFigure] = [:]
    for (place, establishment) in territory.establishments.enumerated() {
      figures[establishment.municipality, default: AreaFigure()].add(
        figure(at: place, territory, irregularities))
    }
    return figures.map { ($0.key, $0.value) }.sorted { $0.code < $1.code }
  }

  private static func figure(
    at place: Int, _ territory: Territory, _ irregularities: Irregularities
  ) -> AreaFigure {
    var figure = AreaFigure()
    figure.establishments = 1
    figure.withConditions = irregularities.findings(of: place).isEmpty ? 0 : 1
    figure.candidates = irregularities.isCandidate(place) ? 1 : 0
    guard let route = territory.routes[place, territory.judgement.period] else { return figure }
    figure.received = 1
    figure.sums.add(route.facts.totals)
    for sums in route.facts.components {
      figure.processes[territory.catalogue.components[Int(sums.component)].process] = 1
    }
    return figure
  }
}
