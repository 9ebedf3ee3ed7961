/// The rows of the directory, the PAM, the exclusions and the decisions.
struct RegisterRows {
  let territory: Territory

  func directory(_ establishment: Establishment) -> Row {
    let words = territory.words.directory
    var random = SplitMix64(territory.options.seed, .identity, establishment.index, 1)
    let states = [words.active, words.active, words.active, words.newActive, words.oldActive]
    let closed = random.chance(30) ? words.closed : words.inactive
    let zone = random.chance(6) ? words.both : establishment.rural ? words.rural : words.urban
    return [
      .dane(establishment.code), .text(establishment.name),
      .numbered(
        prefix: .none, number: territory.municipalities[establishment.municipality].divipola,
        digits: 5, suffix: .none),
      .text(establishment.official ? words.official : words.notOfficial), .text(zone),
      establishment.regime.map { .text(words.regimes[$0]) } ?? .absent,
      establishment.category.map { .text(words.categories[$0]) } ?? .absent,
      .integer(establishment.enrolment),
      establishment.active
        ? (random.chance(5) ? .absent : .text(random.pick(states))) : .text(closed),
      .numbered(
        prefix: words.mailPrefix, number: establishment.code, digits: 12,
        suffix: words.mailSuffix),
    ]
  }

  func strategies(in period: Int, codes: AssistanceRows) -> [Row] {
    let processes = territory.components.processes
    return territory.words.support.strategies.enumerated().map { index, entry in
      let process = processes[(index * 5 + period) % processes.count]
      return [
        .integer(period), codes.strategyCode(index + 1), .text(entry.strategy), .text(entry.goal),
        index == 7 ? .absent : process,
      ]
    }
  }

  /// What must not count against an EE in a vigencia.
  func exclusion(of establishment: Establishment, in period: Int) -> Row? {
    let troubles = territory.troubles(of: establishment, in: period)
    guard establishment.active, !troubles.isEmpty else { return nil }
    var random = SplitMix64(territory.options.seed, .decision, establishment.index, period, 1)
    let words = territory.words.support
    let set = territory.deck.place(of: establishment.index)
    if let set {
      let first = territory.options.periods.lowerBound
      guard set == 1, period == first, territory.options.periods.count > 2 else { return nil }
    } else {
      guard random.chance(12) else { return nil }
    }
    let condition = words.conditions[troubles.firstIndex]
    return [
      .integer(period), .dane(establishment.code), .text(random.pick(words.exclusionReasons)),
      .text(random.pick(words.authorities)),
      set == nil && random.chance(25) ? .absent : .text(condition),
    ]
  }

  /// The leader's word on a candidate, in the last vigencia.
  func decision(on establishment: Establishment, in period: Int) -> Row? {
    let conduct = establishment.conduct
    guard establishment.active, period == territory.lastPeriod,
      territory.options.periods.count > 1, conduct.systematic, conduct.supported,
      !conduct.troubles.isEmpty, exclusion(of: establishment, in: period) == nil,
      !conduct.troubles.contains(.allRejected)
    else { return nil }
    var random = SplitMix64(territory.options.seed, .decision, establishment.index, period, 2)
    var draw = random.below(100)
    if let place = territory.deck.place(of: establishment.index) { draw = place == 0 ? 0 : 70 }
    guard draw < 75 else { return nil }
    let words = territory.words.support
    let reports = draw < 60
    return [
      .integer(period), .dane(establishment.code),
      .text(reports ? words.report : words.doNotReport),
      .text(random.pick(reports ? words.reportReasons : words.otherReasons)),
      .date(CalendarDay(period, 11, 20 + random.below(8))), .text(random.pick(words.teams)),
    ]
  }
}
