import Model
import Spool

/// Numbers that a route's rows have used, as a set of bits that grows with the largest.
struct NumberSet {
  private var words: [UInt64] = []

  /// Adds a number; `false` if it was in the set.
  mutating func insert(_ number: UInt16) -> Bool {
    let word = Int(number) >> 6
    let bit: UInt64 = 1 << UInt64(number & 63)
    while words.count <= word { words.append(0) }
    guard words[word] & bit == 0 else { return false }
    words[word] |= bit
    return true
  }
}

/// Finds the place of a numbered thing in a list.
struct NumberIndex {
  private var places: [UInt16] = []

  /// 0-based.
  subscript(number: UInt16) -> Int? {
    let place = Int(number)
    guard place < places.count, places[place] > 0 else { return nil }
    return Int(places[place]) - 1
  }

  mutating func set(_ number: UInt16, to place: Int) {
    while places.count <= Int(number) { places.append(0) }
    places[Int(number)] = UInt16(place + 1)
  }
}

/// What one version of a route in one file adds up to while its rows arrive in their order.
///
/// Rows are judged here against the rows before them (contract 1 §5.2); integers only.
final class RouteAccumulator {
  struct Opportunity {
    let number: UInt16
    let component: ComponentIndex
    var actions = 0
    var progress = 0
    let first: Place
    var text: [UInt8] = []

    mutating func count(progress: Int) {
      actions += 1
      self.progress += progress
    }
  }

  struct Goal {
    let number: UInt16
    let opportunity: UInt16
    let component: ComponentIndex
    var hasIndicator = false
    var baseline: Int?
    var target: Int?
    var achieved: Int?
    var isWarned = false
  }

  /// What the numbers of a row stand for: nearly every row has those of the one before.
  private struct Position {
    let opportunityNumber: UInt16
    let goalNumber: UInt16
    let component: ComponentIndex
    let opportunity: Int
    let goal: Int
    /// The place of the component's sums, once a row of it was counted.
    var sums: Int?

    @inline(__always)
    func isOf(_ row: RouteRow) -> Bool {
      row.goal == goalNumber && row.opportunity == opportunityNumber && row.component == component
    }
  }

  let part: RoutePart
  private var standing = 0
  private var first: Place?
  private var firstRejected: Place?
  private var actions = NumberSet()
  private var position: Position?
  private var opportunityIndex = NumberIndex()
  private var goalIndex = NumberIndex()
  private var opportunities: [Opportunity] = []
  private var goals: [Goal] = []
  private var facts = RouteFacts()
  private var edition: Edition?
  private var lastComponent: ComponentIndex?
  private var mixedAt: Place?

  init(_ part: RoutePart) {
    self.part = part
  }

  // MARK: - Keys and numbering

  /// The faults of keys and numbering of a row: R110, R111 with the column at fault.
  ///
  /// The key of the row is taken from now on; the numbering is not (`fixNumbering`).
  func numberingFaults(of row: RouteRow) -> [(code: DiagnosticCode, column: RouteColumn?)] {
    let isNew = actions.insert(row.action)
    if isNew, let position, position.isOf(row) { return [] }
    var faults: [(code: DiagnosticCode, column: RouteColumn?)] = []
    if !isNew { faults.append((.r110, nil)) }
    if let known = opportunityIndex[row.opportunity],
      opportunities[known].component != row.component
    {
      faults.append((.r111, .oportunidad_no))
    }
    if let known = goalIndex[row.goal], goals[known].opportunity != row.opportunity {
      faults.append((.r111, .meta_no))
    }
    return faults
  }

  /// Gives the row's numbers the meaning they keep; for a row without a fault of numbering.
  func fixNumbering(of row: RouteRow, place: Place) {
    if let position, position.isOf(row) { return }
    position = Position(
      opportunityNumber: row.opportunity, goalNumber: row.goal, component: row.component,
      opportunity: opportunityPlace(row, first: place), goal: goalPlace(row))
  }

  private func opportunityPlace(_ row: RouteRow, first: Place) -> Int {
    if let known = opportunityIndex[row.opportunity] { return known }
    opportunityIndex.set(row.opportunity, to: opportunities.count)
    opportunities.append(
      Opportunity(number: row.opportunity, component: row.component, first: first))
    return opportunities.count - 1
  }

  private func goalPlace(_ row: RouteRow) -> Int {
    if let known = goalIndex[row.goal] { return known }
    goalIndex.set(row.goal, to: goals.count)
    goals.append(Goal(number: row.goal, opportunity: row.opportunity, component: row.component))
    return goals.count - 1
  }

  func reject(at place: Place) {
    if firstRejected == nil { firstRejected = place }
  }

  // MARK: - Counting

  /// Keeps the text of the oportunidad of the row whose numbers were fixed, if it is its first
  /// counting row.
  func keepText(_ text: UnsafeRawBufferPointer) {
    guard let place = position?.opportunity, opportunities[place].actions == 0 else { return }
    opportunities[place].text = Array(text)
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

  /// Counts the row whose numbers were fixed, which stands, judged by a cut-off; tells the first other
  /// value of its meta.
  func count(
    _ row: RouteRow, at place: Place, cutoff: Day, catalogue: Catalogue
  ) -> OtherValue? {
    standing += 1
    if first == nil { first = place }
    countProgress(row, cutoff: cutoff.number)
    countDates(row, at: place, cutoff: cutoff.number)
    if row.flags.contains(.isIncomplete) {
      facts.incomplete += 1
      if facts.firstIncomplete == nil { facts.firstIncomplete = place }
    }
    if row.request != .none { facts.requests.formUnion(ModalitySet(row.request)) }
    judgeEdition(row, at: place, catalogue)
    return judgeGoal(row)
  }

  private func countProgress(_ row: RouteRow, cutoff: Int32) {
    let progress = Int(row.progress)
    let isDone = progress == 100_00
    let isOverdue = !isDone && row.end != Day.noNumber && row.end < cutoff
    facts.totals.actions += 1
    facts.totals.progress += progress
    if isDone { facts.totals.done += 1 }
    if isOverdue { facts.totals.overdue += 1 }
    let place = position?.sums ?? componentPlace(row.component)
    position?.sums = place
    facts.components[place].count(progress: progress, isDone: isDone, isOverdue: isOverdue)
    if let place = position?.opportunity { opportunities[place].count(progress: progress) }
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

  private func componentPlace(_ component: ComponentIndex) -> Int {
    if let known = facts.components.lastIndex(where: { $0.component == component }) { return known }
    facts.components.append(RouteComponent(component: component))
    return facts.components.count - 1
  }

  private func judgeEdition(_ row: RouteRow, at place: Place, _ catalogue: Catalogue) {
    // Rows of a component stand together, and one was judged already.
    guard row.component != lastComponent else { return }
    lastComponent = row.component
    let found = catalogue.components[Int(row.component)].edition
    if edition == nil { edition = found }
    if edition != found, mixedAt == nil { mixedAt = place }
  }

  /// Keeps the first present value of each figure of a goal; the first that differs in any of its rows.
  private func judgeGoal(_ row: RouteRow) -> OtherValue? {
    guard let known = position?.goal else { return nil }
    if row.flags.contains(.hasIndicator) { goals[known].hasIndicator = true }
    let baseline = row.flags.contains(.hasBaseline) ? row.baseline : nil
    let target = row.flags.contains(.hasTarget) ? row.target : nil
    let achieved = row.flags.contains(.hasAchieved) ? row.achieved : nil
    let others: (baseline: Int?, target: Int?, achieved: Int?) = (
      RouteAccumulator.keep(baseline, in: &goals[known].baseline),
      RouteAccumulator.keep(target, in: &goals[known].target),
      RouteAccumulator.keep(achieved, in: &goals[known].achieved)
    )
    guard !goals[known].isWarned else { return nil }
    func other(_ column: RouteColumn, _ value: Int, _ first: Int) -> OtherValue {
      goals[known].isWarned = true
      return OtherValue(column: column, goal: row.goal, value: value, first: first)
    }
    if let first = others.baseline { return other(.linea_base, row.baseline, first) }
    if let first = others.target { return other(.valor_meta, row.target, first) }
    if let first = others.achieved { return other(.valor_logrado, row.achieved, first) }
    return nil
  }

  /// Keeps the first present value; gives the one that is held where another comes.
  @inline(__always)
  private static func keep(_ value: Int?, in held: inout Int?) -> Int? {
    guard let value else { return nil }
    guard let first = held else {
      held = value
      return nil
    }
    return first == value ? nil : first
  }
}

extension RouteComponent {
  @inline(__always)
  fileprivate mutating func count(progress: Int, isDone: Bool, isOverdue: Bool) {
    actions += 1
    self.progress += UInt32(progress)
    if isDone { done += 1 }
    if isOverdue { overdue += 1 }
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
    let keep: (([OpportunitySums]) throws(SpoolError) -> (offset: Int, length: Int))?
  }

  /// The part with its facts, as far as they are wanted; ends the accumulator.
  func close(_ scope: Scope) throws(SpoolError) -> RoutePart {
    var part = part
    part.firstRejected = firstRejected
    guard standing > 0 else { return part }
    part.standing = standing
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
      guard goal.hasIndicator, let baseline = goal.baseline, let target = goal.target,
        target != baseline
      else { continue }
      facts.measurableGoals += 1
      close(achieved: goal.achieved.map { $0 - baseline } ?? 0, whole: target - baseline)
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
    _ keep: ([OpportunitySums]) throws(SpoolError) -> (offset: Int, length: Int)
  ) throws(SpoolError) {
    let counting = opportunities.filter { $0.actions > 0 }
    guard let last = counting.last else { return }
    let sums = counting.map { opportunity in
      var sums = OpportunitySums(
        number: opportunity.number, component: opportunity.component, first: opportunity.first,
        text: opportunity.text)
      sums.actions = opportunity.actions
      sums.progress = opportunity.progress
      return sums
    }
    let (offset, length) = try keep(sums)
    facts.opportunities = OpportunityReference(offset: offset, length: length, last: last.first)
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    var (larger, smaller) = (left, right)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }
}
