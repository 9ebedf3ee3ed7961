import Model

/// Figures of municipalities, by their code.
package struct AreaFigures {
  private let territory: Territory
  private let irregularities: Irregularities
  private let homes: HomeNumbers
  private let processOfComponent: [Int]
  private var figures: [AreaFigure]
  /// By municipality and process: establishments that have it in their route.
  private var counts: [Int]
  /// By process: the last establishment that was counted in it.
  private var lastCounted: [Int]

  package static func municipalities(
    _ territory: Territory, _ irregularities: Irregularities
  ) -> [(code: MunicipalityCode, figure: AreaFigure)] {
    var areas = AreaFigures(territory, irregularities)
    for place in territory.establishments.indices { areas.add(place) }
    return areas.figuresByCode()
  }

  private init(_ territory: Territory, _ irregularities: Irregularities) {
    self.territory = territory
    self.irregularities = irregularities
    homes = HomeNumbers(territory.establishments)
    let processes = territory.catalogue.processes.count
    processOfComponent = territory.catalogue.components.map { Int($0.process) }
    figures = Array(repeating: AreaFigure(), count: homes.codes.count)
    counts = Array(repeating: 0, count: homes.codes.count * processes)
    lastCounted = Array(repeating: -1, count: processes)
  }

  private mutating func add(_ place: Int) {
    let home = homes.ofEstablishment[place]
    figures[home].establishments += 1
    if !irregularities.findings(of: place).isEmpty { figures[home].withConditions += 1 }
    if irregularities.isCandidate(place) { figures[home].candidates += 1 }
    guard let route = territory.routes[place, territory.judgement.period] else { return }
    figures[home].received += 1
    figures[home].sums.add(route.facts.totals)
    for sums in route.facts.components {
      let process = processOfComponent[Int(sums.component)]
      guard lastCounted[process] != place else { continue }
      lastCounted[process] = place
      counts[home * lastCounted.count + process] += 1
    }
  }

  private consuming func figuresByCode() -> [(code: MunicipalityCode, figure: AreaFigure)] {
    homes.codes.indices.map { home in
      var figure = figures[home]
      for process in lastCounted.indices {
        let count = counts[home * lastCounted.count + process]
        if count > 0 { figure.processes[ProcessIndex(process)] = count }
      }
      return (homes.codes[home], figure)
    }
  }
}
