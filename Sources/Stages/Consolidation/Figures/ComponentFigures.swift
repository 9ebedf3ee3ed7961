import Model

/// The consolidation of RG-220 over the delivered routes of the territory in the period.
package struct ComponentFigures {
  private let territory: Territory
  private let period: Int
  private let editions: Set<Edition>
  private let componentEditions: [Edition]
  private let homes: HomeNumbers

  package init(_ territory: Territory) {
    self.territory = territory
    period = territory.judgement.period
    editions = territory.editionsInUse(period)
    componentEditions = territory.catalogue.components.map(\.edition)
    homes = HomeNumbers(territory.establishments)
  }

  /// One figure for every component of the editions in use, by position.
  package func components() -> [ComponentFigure] {
    // By component, since every route and level of the territory is added to them.
    var figures = territory.catalogue.components.indices.map {
      ComponentFigure(component: ComponentIndex($0))
    }
    addRoutes(to: &figures)
    addLevels(to: &figures)
    for place in territory.establishments.indices { addChanges(of: place, to: &figures) }
    return ranked(territory.catalogue.components(of: editions).map { figures[Int($0)] })
  }

  private func addRoutes(to figures: inout [ComponentFigure]) {
    let count = homes.codes.count
    var isWorkedOn = [Bool](repeating: false, count: figures.count * count)
    for place in territory.establishments.indices {
      guard let route = territory.routes[place, period] else { continue }
      for sums in route.facts.components {
        let component = Int(sums.component)
        figures[component].establishments += 1
        figures[component].sums.add(sums)
        isWorkedOn[component * count + homes.ofEstablishment[place]] = true
      }
    }
    for component in figures.indices {
      let own = isWorkedOn[(component * count)...].prefix(count)
      figures[component].municipalities = Set(zip(homes.codes, own).filter(\.1).map(\.0))
    }
  }

  private func addLevels(to figures: inout [ComponentFigure]) {
    // By component and level, 0 where it was not valued.
    var counts = [Int](repeating: 0, count: figures.count * 5)
    for place in territory.establishments.indices {
      guard let levels = territory.evaluations[place, period]?.levels else { continue }
      for component in levels.indices { counts[component * 5 + Int(levels[component])] += 1 }
    }
    for component in figures.indices {
      figures[component].levels = Array(counts[(component * 5 + 1)...].prefix(4))
    }
  }

  /// New, persistent, overcome and withdrawn: only where both routes hold a component of the edition.
  private func addChanges(of place: Int, to figures: inout [ComponentFigure]) {
    guard let now = territory.routes[place, period]?.facts.components,
      let before = territory.routes[place, period - 1]?.facts.components
    else { return }
    for sums in now where holdsEdition(of: sums.component, before) {
      if before.contains(where: { $0.component == sums.component }) {
        figures[Int(sums.component)].persistent += 1
      } else {
        figures[Int(sums.component)].added += 1
      }
    }
    for sums in before
    where !now.contains(where: { $0.component == sums.component })
      && holdsEdition(of: sums.component, now)
    {
      let component = Int(sums.component)
      let after = territory.evaluations[place, period]?.levels[component] ?? 0
      let earlier = territory.evaluations[place, period - 1]?.levels[component] ?? 0
      if after > 0, earlier > 0, after > earlier {
        figures[component].overcome += 1
      } else {
        figures[component].withdrawn += 1
      }
    }
  }

  private func holdsEdition(of component: ComponentIndex, _ route: [RouteComponent]) -> Bool {
    route.contains { edition($0.component) == edition(component) }
  }

  private func edition(_ component: ComponentIndex) -> Edition {
    componentEditions[Int(component)]
  }

  /// By establishments descending, mean level ascending with absent ones last, then code.
  private func ranked(_ figures: [ComponentFigure]) -> [ComponentFigure] {
    var sorted = figures.sorted { left, right in
      if left.establishments != right.establishments {
        return left.establishments > right.establishments
      }
      switch (left.meanLevel, right.meanLevel) {
      case (let mean?, let other?) where mean != other: return mean < other
      case (.some, nil): return true
      case (nil, .some): return false
      default: return precedes(left.component, right.component)
      }
    }
    for place in sorted.indices { sorted[place].position = place + 1 }
    return sorted
  }

  private func precedes(_ left: ComponentIndex, _ right: ComponentIndex) -> Bool {
    let components = territory.catalogue.components
    return components[Int(left)].code.utf8.lexicographicallyPrecedes(
      components[Int(right)].code.utf8)
  }

  /// Processes by municipality, where there are actions; sorted by municipality and process code.
  package func processes() -> [MunicipalityProcessFigure] {
    let catalogue = territory.catalogue
    let count = catalogue.processes.count
    let processOfComponent = catalogue.components.map { Int($0.process) }
    var figures = homes.codes.flatMap { municipality in
      catalogue.processes.indices.map {
        MunicipalityProcessFigure(municipality: municipality, process: ProcessIndex($0))
      }
    }
    // By process: the last establishment that was counted in it.
    var lastCounted = [Int](repeating: -1, count: count)
    for place in territory.establishments.indices {
      guard let route = territory.routes[place, period] else { continue }
      for sums in route.facts.components {
        let process = processOfComponent[Int(sums.component)]
        let figure = homes.ofEstablishment[place] * count + process
        figures[figure].sums.add(sums)
        guard lastCounted[process] != place else { continue }
        lastCounted[process] = place
        figures[figure].establishments += 1
      }
    }
    let order = catalogue.processes.indices.sorted {
      catalogue.processes[$0].code.utf8.lexicographicallyPrecedes(
        catalogue.processes[$1].code.utf8)
    }
    return homes.codes.indices.flatMap { home in
      order.map { figures[home * count + $0] }.filter { $0.establishments > 0 }
    }
  }

  /// Changes of level over establishments that were valued in both vigencias, where there are any.
  package func transitions() -> [TransitionFigure] {
    let count = territory.catalogue.components.count
    var counts = [Int](repeating: 0, count: count * 16)
    for place in territory.establishments.indices {
      guard let after = territory.evaluations[place, period]?.levels,
        let before = territory.evaluations[place, period - 1]?.levels
      else { continue }
      for component in 0..<count where before[component] > 0 && after[component] > 0 {
        counts[component * 16 + (Int(before[component]) - 1) * 4 + Int(after[component]) - 1] += 1
      }
    }
    return counts.indices.filter { counts[$0] > 0 }.map { place in
      TransitionFigure(
        component: ComponentIndex(place / 16), before: place % 16 / 4 + 1, after: place % 4 + 1,
        establishments: counts[place])
    }.sorted { left, right in
      left.component == right.component
        ? (left.before, left.after) < (right.before, right.after)
        : precedes(left.component, right.component)
    }
  }
}
