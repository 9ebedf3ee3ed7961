import Model

/// The consolidation of RG-220 over the delivered routes of the territory in the period.
package struct ComponentFigures {
  private let territory: Territory
  private let period: Int
  private let editions: Set<Edition>
  private let componentEditions: [Edition]

  package init(_ territory: Territory) {
    self.territory = territory
    period = territory.judgement.period
    editions = territory.editionsInUse(period)
    componentEditions = territory.catalogue.components.map(\.edition)
  }

  /// One figure for every component of the editions in use, by position.
  package func components() -> [ComponentFigure] {
    // By component, since every route and level of the territory is added to them.
    var figures = territory.catalogue.components.indices.map {
      ComponentFigure(component: ComponentIndex($0))
    }
    for place in territory.establishments.indices {
      addRoute(of: place, to: &figures)
      addLevels(of: place, to: &figures)
      addChanges(of: place, to: &figures)
    }
    return ranked(territory.catalogue.components(of: editions).map { figures[Int($0)] })
  }

  private func addRoute(of place: Int, to figures: inout [ComponentFigure]) {
    guard let route = territory.routes[place, period] else { return }
    let municipality = territory.establishments[place].municipality
    for sums in route.facts.components {
      let component = Int(sums.component)
      figures[component].establishments += 1
      figures[component].municipalities.insert(municipality)
      figures[component].sums.add(sums)
    }
  }

  private func addLevels(of place: Int, to figures: inout [ComponentFigure]) {
    guard let levels = territory.evaluations[place, period]?.levels else { return }
    for component in levels.indices where levels[component] > 0 {
      figures[component].levels[Int(levels[component]) - 1] += 1
    }
  }

  /// New, persistent, overcome and withdrawn: only where both routes hold a component of the edition.
  private func addChanges(of place: Int, to figures: inout [ComponentFigure]) {
    guard let now = territory.routes[place, period],
      let before = territory.routes[place, period - 1]
    else { return }
    let current = now.facts.components.map(\.component)
    let previous = before.facts.components.map(\.component)
    let levels = territory.evaluations[place, period]?.levels
    let levelsBefore = territory.evaluations[place, period - 1]?.levels
    let shared = Set(current.map(edition)).intersection(previous.map(edition))
    func isShared(_ component: ComponentIndex) -> Bool { shared.contains(edition(component)) }
    for component in current where isShared(component) {
      if previous.contains(component) {
        figures[Int(component)].persistent += 1
      } else {
        figures[Int(component)].added += 1
      }
    }
    for component in previous where !current.contains(component) && isShared(component) {
      let after = levels?[Int(component)] ?? 0
      let earlier = levelsBefore?[Int(component)] ?? 0
      if after > 0, earlier > 0, after > earlier {
        figures[Int(component)].overcome += 1
      } else {
        figures[Int(component)].withdrawn += 1
      }
    }
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
    let none = [MunicipalityProcessFigure?](repeating: nil, count: catalogue.processes.count)
    var figures: [MunicipalityCode: [MunicipalityProcessFigure?]] = [:]
    for (place, establishment) in territory.establishments.enumerated() {
      guard let route = territory.routes[place, period] else { continue }
      let municipality = establishment.municipality
      func add(to own: inout [MunicipalityProcessFigure?]) {
        for process in route.facts.processes(in: catalogue) {
          var figure =
            own[Int(process)]
            ?? MunicipalityProcessFigure(municipality: municipality, process: process)
          figure.establishments += 1
          own[Int(process)] = figure
        }
        for sums in route.facts.components {
          own[Int(catalogue.components[Int(sums.component)].process)]?.sums.add(sums)
        }
      }
      add(to: &figures[municipality, default: none])
    }
    return figures.values.joined().compactMap { $0 }.sorted { left, right in
      left.municipality == right.municipality
        ? processPrecedes(left.process, right.process) : left.municipality < right.municipality
    }
  }

  private func processPrecedes(_ left: ProcessIndex, _ right: ProcessIndex) -> Bool {
    territory.catalogue.processes[Int(left)].code.utf8.lexicographicallyPrecedes(
      territory.catalogue.processes[Int(right)].code.utf8)
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
