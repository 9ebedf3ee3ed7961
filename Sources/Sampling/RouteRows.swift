/// The rows of a route, one after the other, each written over the one before.
struct RouteRows {
  private let plan: RoutePlan
  private let territory: Territory
  private let words: Vocabulary.Route
  private var random: SplitMix64
  private var nextAction = 0
  private var opportunity = -1
  private var goal = -1
  private var topic = Fragment.none
  /// The month in which the current goal was followed up; nil where it was not.
  private var followUp: Int?

  init(_ plan: RoutePlan, territory: Territory) {
    self.plan = plan
    self.territory = territory
    words = territory.words.route
    random = SplitMix64(
      territory.options.seed, .meta, plan.establishment.index, plan.period)
  }

  /// Whether there was a next row; `row` then holds it, and must come back unchanged but for
  /// cells that the caller puts back.
  mutating func next(_ row: inout Row) -> Bool {
    guard nextAction < plan.actions else { return false }
    if nextAction == 0 { startRoute(&row) }
    let goalNow = nextAction * plan.goals / plan.actions
    if goalNow != goal {
      goal = goalNow
      let opportunityNow = goal * plan.components.count / plan.goals
      if opportunityNow != opportunity {
        opportunity = opportunityNow
        startOpportunity(&row)
      }
      startGoal(&row)
    }
    putAction(&row)
    nextAction += 1
    return true
  }

  private func startRoute(_ row: inout Row) {
    row = Row(repeating: .absent, count: RecordKind.route.columns.count)
    row[.vigencia] = .integer(plan.period)
    row[.codigoDane] = .dane(plan.establishment.code)
    row[.version] = .integer(plan.version)
    let conduct = plan.establishment.conduct
    if plan.edition != 2008 || conduct.namesComponents {
      row[.edicion] = .integer(plan.edition)
    }
  }

  private mutating func startOpportunity(_ row: inout Row) {
    let component = territory.components.components(of: plan.edition)[plan.components[opportunity]]
    let named = plan.establishment.conduct.namesComponents
    topic = random.pick(words.topics[component.area])
    row[.componente] = named ? component.name : component.code
    row[.oportunidadNo] = .integer(opportunity + 1)
    row[.oportunidad] = .text(Phrase(random.pick(words.leads), topic))
    row[.objetivo] =
      plan.hasObjectives ? .text(Phrase(random.pick(words.objectives), topic)) : .absent
  }

  private mutating func startGoal(_ row: inout Row) {
    row[.metaNo] = .integer(goal + 1)
    row[.meta] = .text(Phrase(random.pick(words.goals), topic, random.pick(words.goalTails)))
    let months = [6, 9, 11]
    let month = months[max(random.below(3), random.below(3))]
    let skipped = goal > 0 && random.chance(8)
    followUp = skipped || plan.troubles.contains(.noFollowUp) ? nil : min(month, plan.lastFollowUp)
    putIndicator(&row)
  }

  /// Indicator, base, target and what was reached, more of it the later the follow-up.
  private mutating func putIndicator(_ row: inout Row) {
    let indicator = random.pick(words.indicators)
    let measurable = !plan.troubles.contains(.notMeasurable) && (goal == 0 || random.chance(88))
    let base = indicator.falling ? 800 + random.below(120) * 10 : random.below(40) * 100
    let target = indicator.falling ? 200 + random.below(60) * 10 : 6000 + random.below(9) * 500
    let luck = 60 + random.below(61)
    row[.indicador] = measurable || random.chance(50) ? .text(indicator.name) : .absent
    row[.lineaBase] = measurable ? .decimal(hundredths: base) : .absent
    row[.valorMeta] = measurable || random.chance(60) ? .decimal(hundredths: target) : .absent
    guard measurable, let followUp else {
      row[.valorLogrado] = .absent
      return
    }
    let pace = plan.troubles.contains(.slow) ? 25 : 50 + plan.establishment.conduct.maturity / 2
    let share = min(100, followUp * luck * pace / 1000)
    row[.valorLogrado] = .decimal(hundredths: base + (target - base) * share / 100)
  }

  private mutating func putAction(_ row: inout Row) {
    let tail = random.pick(words.actionTails)
    row[.accionNo] = .integer(nextAction + 1)
    row[.accion] = .text(Phrase(random.pick(words.actions), topic, tail))
    row[.responsable] = .text(random.pick(words.responsibles))
    row[.recursos] = .text(random.pick(words.resources))
    let start = 2 + random.below(7)
    let end = min(11, start + 1 + random.below(3))
    row[.fechaInicio] = .date(CalendarDay(plan.period, start, 1 + random.below(14)))
    row[.fechaFin] = .date(CalendarDay(plan.period, end, 15 + random.below(14)))
    let funded = random.chance(30)
    row[.presupuesto] = funded ? .money(100_000 + random.below(120) * 50_000) : .absent
    putProgress(&row, end: end)
    let request = plan.establishment.conduct.request
    let asks = request > 0 && random.chance(12)
    row[.requiereAsistencia] = asks ? .text(territory.words.modalities[request]) : .absent
    row[.observaciones] = random.chance(6) ? .text(random.pick(words.remarks)) : .absent
    leaveOut(&row)
  }

  private mutating func putProgress(_ row: inout Row, end: Int) {
    let draw = random.below(100)
    let hasEvidence = random.chance(20)
    guard let followUp else {
      row[.avance] = .absent
      row[.fechaSeguimiento] = .absent
      row[.evidencia] = .absent
      return
    }
    let due = end <= followUp
    let progress: Int
    if plan.troubles.contains(.slow) {
      progress = draw * 4 / 10
    } else if due {
      progress = draw < 35 + plan.establishment.conduct.maturity / 2 ? 100 : 60 + draw * 35 / 100
    } else {
      progress = 25 + draw / 2
    }
    let half = draw % 10 == 3 && progress < 100 ? 50 : 0
    row[.avance] = .percentage(hundredths: progress * 100 + half)
    row[.fechaSeguimiento] = .date(CalendarDay(plan.period, followUp, 15))
    row[.evidencia] = hasEvidence ? .text(random.pick(words.evidence)) : .absent
  }

  /// Some actions lack who, when or with what; of an incomplete route most do.
  private mutating func leaveOut(_ row: inout Row) {
    guard random.chance(plan.troubles.contains(.incomplete) ? 78 : 3) else { return }
    switch random.below(4) {
    case 0: row[.responsable] = .absent
    case 1: row[.recursos] = .absent
    case 2: row[.fechaFin] = .absent
    default:
      if nextAction > 0 { row[.fechaInicio] = .absent } else { row[.recursos] = .absent }
    }
  }
}
