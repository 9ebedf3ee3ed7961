import Model
import Spool

/// What one version of a route in one file adds up to while its rows arrive in their order.
///
/// Rows are judged here against the rows before them (contract 1 §5.2); integers only. Nearly every row
/// has the oportunidad and the meta of the one before: what such rows add up to is held in `position`
/// and put to the route's when another comes.
final class RouteAccumulator {
  struct Opportunity {
    let number: UInt16
    let component: ComponentIndex
    var actions = 0
    var progress = 0
    let first: Place
    /// Where its text stands in `texts`.
    var text = 0..<0
  }

  struct Goal {
    let number: UInt16
    let opportunity: UInt16
    let component: ComponentIndex
    var isWarned = false
    /// Which of the figures are known, and whether there is an indicator.
    var known: RouteRow.Flags = []
    var baseline = 0
    var target = 0
    var achieved = 0
  }

  /// What the numbers of rows that come one after the other stand for, and what those that count add up
  /// to.
  fileprivate struct Position {
    let opportunityNumber: UInt16
    let component: ComponentIndex
    let opportunity: Int
    let goalPlace: Int
    var goal: Goal
    var actions = 0
    var done = 0
    var overdue = 0
    var progress = 0

    @inline(__always)
    func isOf(_ row: RouteRow) -> Bool {
      row.goal == goal.number && row.opportunity == opportunityNumber && row.component == component
    }
  }

  private(set) var part: RoutePart
  private var first: Place?
  private var firstRejected: Place?
  private var actions = NumberSet()
  private var position: Position?
  private var opportunityIndex = NumberIndex()
  private var goalIndex = NumberIndex()
  private var opportunities: [Opportunity] = []
  private var goals: [Goal] = []
  /// Of the oportunidades.
  private var texts: [UInt8] = []
  private var facts = RouteFacts()
  private var edition: Edition?
  private var lastComponent: ComponentIndex?
  private var mixedAt: Place?

  /// Room for those of a route that most don't exceed.
  private static let usual = (opportunities: 16, goals: 32, components: 16)

  init(_ part: RoutePart) {
    self.part = part
    opportunities.reserveCapacity(RouteAccumulator.usual.opportunities)
    goals.reserveCapacity(RouteAccumulator.usual.goals)
    facts.components.reserveCapacity(RouteAccumulator.usual.components)
  }

  /// Begins another route in the memory of one that was closed.
  func begin(_ part: RoutePart) {
    self.part = part
    (first, firstRejected, mixedAt) = (nil, nil, nil)
    (position, edition, lastComponent) = (nil, nil, nil)
    actions.removeAll()
    opportunityIndex.removeAll()
    goalIndex.removeAll()
    opportunities.removeAll(keepingCapacity: true)
    goals.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    var components = facts.components
    facts = RouteFacts()
    components.removeAll(keepingCapacity: true)
    facts.components = components
  }

  // MARK: - Keys and numbering

  /// Takes the key of a row, and gives its numbers the meaning they keep if nothing is against them.
  func number(_ row: RouteRow, at place: Place) -> NumberingFaults {
    let isNew = actions.insert(row.action)
    if isNew, let position, position.isOf(row) { return [] }
    var faults: NumberingFaults = isNew ? [] : .repeatedAction
    let opportunity = opportunityIndex[row.opportunity]
    if let opportunity, opportunities[opportunity].component != row.component {
      faults.insert(.opportunityElsewhere)
    }
    let goal = goalIndex[row.goal]
    if let goal, goals[goal].opportunity != row.opportunity { faults.insert(.goalElsewhere) }
    guard faults.isEmpty else { return faults }
    settlePosition()
    let goalPlace = goal ?? add(goalOf: row)
    position = Position(
      opportunityNumber: row.opportunity, component: row.component,
      opportunity: opportunity ?? add(opportunityOf: row, first: place), goalPlace: goalPlace,
      goal: goals[goalPlace])
    return []
  }

  private func add(opportunityOf row: RouteRow, first: Place) -> Int {
    opportunityIndex.set(row.opportunity, to: opportunities.count)
    opportunities.append(
      Opportunity(number: row.opportunity, component: row.component, first: first))
    return opportunities.count - 1
  }

  private func add(goalOf row: RouteRow) -> Int {
    goalIndex.set(row.goal, to: goals.count)
    goals.append(Goal(number: row.goal, opportunity: row.opportunity, component: row.component))
    return goals.count - 1
  }

  func reject(at place: Place) {
    if firstRejected == nil { firstRejected = place }
  }

  // MARK: - Counting

  /// Keeps the text of the oportunidad of the row whose numbers were taken, if it is its first
  /// counting row.
  func keepText(_ text: UnsafeRawBufferPointer) {
    guard let position, position.actions == 0, opportunities[position.opportunity].actions == 0
    else { return }
    let start = texts.count
    texts.append(contentsOf: text)
    opportunities[position.opportunity].text = start..<texts.count
  }

  /// The last of the route's actions whose details were set aside.
  var lastDetail: TextReference {
    get { facts.lastDetail }
    set { facts.lastDetail = newValue }
  }

  /// A figure of a meta that differs from the one that came first (X211).
  struct OtherValue {
    let column: RouteColumn
    let goal: UInt16
    let value: Int
    let first: Int
  }

  /// Counts the row whose numbers were taken, which stands, judged by a cut-off; tells the first other
  /// value of its meta.
  func count(
    _ row: RouteRow, at place: Place, cutoff: Day, catalogue: Catalogue
  ) -> OtherValue? {
    if first == nil { first = place }
    countDates(row, at: place, cutoff: cutoff.number)
    if row.flags.contains(.isIncomplete) {
      facts.incomplete += 1
      if facts.firstIncomplete == nil { facts.firstIncomplete = place }
    }
    if row.request != .none { facts.requests.formUnion(ModalitySet(row.request)) }
    if row.component != lastComponent { judgeEdition(row, at: place, catalogue) }
    return position?.count(row, cutoff: cutoff.number)
  }

  private func countDates(_ row: RouteRow, at place: Place, cutoff: Int32) {
    if row.followUp != Day.noNumber, row.followUp <= cutoff { facts.hasFollowUp = true }
    if row.start != Day.noNumber, row.start <= cutoff, facts.firstStarted == nil {
      facts.firstStarted = place
    }
    if row.end != Day.noNumber, row.end <= cutoff {
      facts.ended += 1
      facts.endedProgress += Int(row.progress)
      if facts.firstEnded == nil { facts.firstEnded = place }
    }
  }

  /// Rows of a component stand together, so that it is judged where another comes.
  private func judgeEdition(_ row: RouteRow, at place: Place, _ catalogue: Catalogue) {
    lastComponent = row.component
    let found = catalogue.components[Int(row.component)].edition
    if edition == nil { edition = found }
    if edition != found, mixedAt == nil { mixedAt = place }
  }

  /// Puts what the rows of the position add up to to their oportunidad, meta, component and route.
  private func settlePosition() {
    guard let position else { return }
    goals[position.goalPlace] = position.goal
    guard position.actions > 0 else { return }
    opportunities[position.opportunity].actions += position.actions
    opportunities[position.opportunity].progress += position.progress
    facts.totals.actions += position.actions
    facts.totals.progress += position.progress
    facts.totals.done += position.done
    facts.totals.overdue += position.overdue
    let place = componentPlace(position.component)
    facts.components[place].actions += UInt16(position.actions)
    facts.components[place].progress += UInt32(position.progress)
    facts.components[place].done += UInt16(position.done)
    facts.components[place].overdue += UInt16(position.overdue)
  }

  private func componentPlace(_ component: ComponentIndex) -> Int {
    if let known = facts.components.lastIndex(where: { $0.component == component }) { return known }
    facts.components.append(RouteComponent(component: component))
    return facts.components.count - 1
  }
}

extension RouteAccumulator.Position {
  /// Counts a row of it; tells the first other value of its meta.
  @inline(__always)
  fileprivate mutating func count(_ row: RouteRow, cutoff: Int32) -> RouteAccumulator.OtherValue? {
    let isDone = row.progress == 100_00
    actions &+= 1
    progress &+= Int(row.progress)
    if isDone { done &+= 1 }
    if !isDone, row.end != Day.noNumber, row.end < cutoff { overdue &+= 1 }
    return goal.judge(row)
  }
}

extension RouteAccumulator.Goal {
  /// Keeps the first present value of each figure; tells the first that differs in any of its rows.
  @inline(__always)
  fileprivate mutating func judge(_ row: RouteRow) -> RouteAccumulator.OtherValue? {
    let isOtherBaseline = isOther(row, .hasBaseline, row.baseline, &baseline)
    let isOtherTarget = isOther(row, .hasTarget, row.target, &target)
    let isOtherAchieved = isOther(row, .hasAchieved, row.achieved, &achieved)
    known = RouteRow.Flags(rawValue: known.rawValue | row.flags.rawValue)
    guard isOtherBaseline || isOtherTarget || isOtherAchieved, !isWarned else { return nil }
    isWarned = true
    func other(_ column: RouteColumn, _ value: Int, _ first: Int) -> RouteAccumulator.OtherValue {
      RouteAccumulator.OtherValue(column: column, goal: number, value: value, first: first)
    }
    if isOtherBaseline { return other(.linea_base, row.baseline, baseline) }
    if isOtherTarget { return other(.valor_meta, row.target, target) }
    return other(.valor_logrado, row.achieved, achieved)
  }

  /// Whether a row has another value of a figure than the one that is held; the first is held from now on.
  @inline(__always)
  private func isOther(
    _ row: RouteRow, _ figure: RouteRow.Flags, _ value: Int, _ held: inout Int
  ) -> Bool {
    guard row.flags.contains(figure) else { return false }
    if known.contains(figure) { return value != held }
    held = value
    return false
  }
}

// MARK: - Closing

extension RouteAccumulator {
  /// What is kept of a closed route's facts.
  struct Scope {
    /// Its vigencia is one of the window, and the route may count.
    let isWanted: Bool
    /// Its vigencia is the period or the year before, whose indicators are printed.
    let hasIndicators: Bool
    /// Sets its oportunidades aside; `nil` where they are not wanted.
    let keep: (([KeptOpportunity]) throws(SpoolError) -> (offset: Int, length: Int))?
  }

  /// The part with its facts, as far as they are wanted; ends the route.
  func close(_ scope: Scope) throws(SpoolError) -> RoutePart {
    settlePosition()
    position = nil
    var part = part
    part.firstRejected = firstRejected
    guard facts.totals.actions > 0 else { return part }
    part.standing = facts.totals.actions
    part.first = first
    part.incomplete = UInt16(clamping: facts.incomplete)
    part.incompleteLine = facts.firstIncomplete?.line ?? 0
    part.mixedLine = mixedAt?.line ?? 0
    guard scope.isWanted else {
      part.closed = .empty
      return part
    }
    closeGoals()
    closeOpportunities()
    if let keep = scope.keep { try keepOpportunities(keep) }
    // A copy has no room for more; a slice of all would be no copy.
    facts.components = facts.components.withUnsafeBufferPointer(Array.init)
    facts.partlyMet = scope.hasIndicators ? facts.partlyMet.trimmed() : PackedFractions()
    part.closed = ClosedFacts(facts)
    return part
  }

  private func closeGoals() {
    for goal in goals {
      guard let place = facts.components.firstIndex(where: { $0.component == goal.component })
      else { continue }
      facts.goals += 1
      facts.components[place].goals += 1
      guard goal.isMeasurable else { continue }
      facts.measurableGoals += 1
      close(
        achieved: goal.known.contains(.hasAchieved) ? goal.achieved - goal.baseline : 0,
        whole: goal.target - goal.baseline)
    }
    facts.totals.goals = facts.goals
  }

  /// Adds a goal's logro: `achieved` over `whole`, limited to 0…1.
  private func close(achieved: Int, whole: Int) {
    let numerator = whole < 0 ? -achieved : achieved
    let denominator = abs(whole)
    if numerator >= denominator {
      facts.metGoals += 1
    } else if numerator > 0 {
      let divisor = RouteAccumulator.greatestCommonDivisor(numerator, denominator)
      facts.partlyMet.append(
        Fraction(numerator: numerator / divisor, denominator: denominator / divisor))
    }
  }

  private func closeOpportunities() {
    for opportunity in opportunities where opportunity.actions > 0 {
      facts.totals.opportunities += 1
      if let place = facts.components.firstIndex(where: { $0.component == opportunity.component }) {
        facts.components[place].opportunities += 1
      }
    }
  }

  private func keepOpportunities(
    _ keep: ([KeptOpportunity]) throws(SpoolError) -> (offset: Int, length: Int)
  ) throws(SpoolError) {
    guard let last = opportunities.last(where: { $0.actions > 0 })?.first else { return }
    let (offset, length) = try texts.withUnsafeBufferPointer { (texts) throws(SpoolError) in
      var kept: [KeptOpportunity] = []
      kept.reserveCapacity(opportunities.count)
      for opportunity in opportunities where opportunity.actions > 0 {
        kept.append(
          KeptOpportunity(
            number: opportunity.number, component: opportunity.component,
            actions: opportunity.actions, progress: opportunity.progress, first: opportunity.first,
            text: UnsafeBufferPointer(rebasing: texts[opportunity.text])))
      }
      return try keep(kept)
    }
    facts.opportunities = OpportunityReference(offset: offset, length: length, last: last)
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    var (larger, smaller) = (left, right)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }
}

extension RouteAccumulator.Goal {
  /// Whether it has an indicator and two figures that differ.
  fileprivate var isMeasurable: Bool {
    known.contains(.hasIndicator) && known.contains(.hasBaseline) && known.contains(.hasTarget)
      && target != baseline
  }
}
