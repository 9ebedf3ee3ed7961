/// The rows of rg-217 and rg-22: what was planned for an EE and what came of it.
struct AssistanceRows {
  private enum Outcome { case executed, late, failing, failingThenExecuted, notExecuted }

  private struct Activity {
    var prefix: Fragment
    var number: Int
    var modality: Int
    var month: Int
    var day: Int
    var outcome: Outcome
  }

  private let territory: Territory
  /// Prefixes of codes, by vigencia.
  private let visits: [Int: Fragment]
  private let trainings: [Int: Fragment]

  init(territory: Territory, pool: inout TextPool) {
    self.territory = territory
    var visits: [Int: Fragment] = [:]
    var trainings: [Int: Fragment] = [:]
    for period in territory.options.periods {
      visits[period] = pool.add("AT-\(period)-")
      trainings[period] = pool.add("CAP-\(period)-")
    }
    self.visits = visits
    self.trainings = trainings
  }

  /// The plan's rows of an EE.
  func planned(for establishment: Establishment, in period: Int) -> [Row] {
    var random = SplitMix64(territory.options.seed, .assistance, establishment.index, period, 2)
    let words = territory.words
    return activities(for: establishment, in: period).map { activity in
      let aligned = !random.chance(6)
      let strategy = 1 + random.below(words.support.strategies.count)
      return [
        .integer(period), code(activity), .dane(establishment.code),
        .text(words.modalities[activity.modality]),
        .date(CalendarDay(period, activity.month, activity.day)),
        .text(random.pick(words.support.subjects)), random.pick(territory.components.processes),
        aligned ? strategyCode(strategy) : .absent, .text(random.pick(words.support.teams)),
      ]
    }
  }

  /// The executions of an EE, of planned activities and of one that no plan holds.
  func executed(for establishment: Establishment, in period: Int) -> [Row] {
    guard establishment.active else { return [] }
    var random = SplitMix64(territory.options.seed, .assistance, establishment.index, period, 3)
    var rows: [Row] = []
    for activity in activities(for: establishment, in: period) {
      let planned = CalendarDay(period, activity.month, activity.day)
      let later = planned.adding(days: 5 + random.below(20))
      switch activity.outcome {
      case .notExecuted: continue
      case .executed:
        let day = CalendarDay(period, activity.month, max(1, activity.day - random.below(10)))
        rows.append(execution(activity, establishment, period, day, true, &random))
      case .late:
        rows.append(execution(activity, establishment, period, later, true, &random))
      case .failing:
        rows.append(execution(activity, establishment, period, planned, false, &random))
      case .failingThenExecuted:
        rows.append(execution(activity, establishment, period, planned, false, &random))
        rows.append(execution(activity, establishment, period, later, true, &random))
      }
    }
    if isUnplanned(establishment, in: period), let prefix = visits[period] {
      let extra = Activity(
        prefix: prefix, number: 90_000 + establishment.index % 10_000, modality: 2, month: 8,
        day: 20, outcome: .executed)
      rows.append(
        execution(extra, establishment, period, CalendarDay(period, 8, 20), false, &random))
    }
    return rows
  }

  /// Whether an execution is to be written that the plan lacks (X208).
  func isUnplanned(_ establishment: Establishment, in period: Int) -> Bool {
    establishment.active && (establishment.index + period) % 29 == 7
  }

  func strategyCode(_ number: Int) -> Cell {
    .numbered(prefix: territory.words.strategyCode, number: number, digits: 2, suffix: .none)
  }

  private func code(_ activity: Activity) -> Cell {
    .numbered(
      prefix: activity.prefix, number: activity.number, digits: 5, suffix: .none)
  }

  private func activities(for establishment: Establishment, in period: Int) -> [Activity] {
    guard establishment.active, let visit = visits[period], let training = trainings[period]
    else { return [] }
    var random = SplitMix64(territory.options.seed, .assistance, establishment.index, period, 1)
    let conduct = establishment.conduct
    let troubled = !conduct.troubles.isEmpty
    guard conduct.supported || random.chance(troubled ? 75 : 45) else { return [] }
    let count = troubled && random.chance(40) ? 2 : 1
    return (0..<count).map { ordinal in
      let modality = ordinal == 0 ? (troubled ? 1 : 2 + random.below(2)) : 2
      let number = establishment.index + 1 + ordinal * territory.options.establishments
      let outcome = outcome(for: conduct, &random)
      let afterYear = outcome == .notExecuted && random.chance(30)
      return Activity(
        prefix: modality == 3 ? training : visit,
        number: modality == 3 ? establishment.municipality + 1 : number,
        modality: modality, month: afterYear ? 12 : 3 + random.below(7),
        day: afterYear ? 5 : 11 + random.below(18), outcome: outcome)
    }
  }

  private func outcome(
    for conduct: Conduct, _ random: inout SplitMix64
  ) -> Outcome {
    let draw = random.below(100)
    if conduct.supported {
      if draw < 65 { return .executed }
      return draw < 85 ? .late : .failingThenExecuted
    }
    if !conduct.troubles.isEmpty { return draw < 45 ? .failing : .notExecuted }
    switch draw {
    case 0..<62: return .executed
    case 62..<76: return .late
    case 76..<83: return .failing
    case 83..<88: return .failingThenExecuted
    default: return .notExecuted
    }
  }

  private func execution(
    _ activity: Activity, _ establishment: Establishment, _ period: Int, _ day: CalendarDay,
    _ meets: Bool, _ random: inout SplitMix64
  ) -> Row {
    let words = territory.words.support
    return [
      .integer(period), code(activity), .dane(establishment.code), .date(day), .flag(meets),
      .decimal(hundredths: 200 + random.below(13) * 50), .integer(4 + random.below(36)),
      random.chance(70) ? .text(random.pick(words.commitments)) : .absent,
      random.chance(20) ? .text(random.pick(words.assistanceRemarks)) : .absent,
    ]
  }
}
