/// Sums over the actions of one component in one route, or over several routes.
package struct ComponentSums: Sendable, Equatable {
  package var component: ComponentIndex
  package var opportunities = 0
  package var goals = 0
  package var actions = 0
  package var done = 0
  package var overdue = 0
  /// Sum of the actions' progress, in hundredths of a per cent.
  package var progress = 0

  package init(component: ComponentIndex) {
    self.component = component
  }

  package mutating func add(_ other: ComponentSums) {
    opportunities += other.opportunities
    goals += other.goals
    actions += other.actions
    done += other.done
    overdue += other.overdue
    progress += other.progress
  }

  /// Those of one route.
  package init(_ route: RouteComponent) {
    self.init(component: route.component)
    add(route)
  }

  package mutating func add(_ other: RouteComponent) {
    opportunities += Int(other.opportunities)
    goals += Int(other.goals)
    actions += Int(other.actions)
    done += Int(other.done)
    overdue += Int(other.overdue)
    progress += Int(other.progress)
  }

  /// `avance_promedio`, a mean over rows.
  package var meanProgress: Ratio? { Ratio(progress, over: actions) }
}

/// What the actions of one component add up to in one route: the same sums in a quarter of the room.
///
/// A route has at most 9,999 actions, since accion_no goes up to that and is its key.
package struct RouteComponent: Sendable, Equatable {
  package let component: ComponentIndex
  package var opportunities: UInt16 = 0
  package var goals: UInt16 = 0
  package var actions: UInt16 = 0
  package var done: UInt16 = 0
  package var overdue: UInt16 = 0
  /// Sum of the actions' progress, in hundredths of a per cent.
  package var progress: UInt32 = 0

  package init(component: ComponentIndex) {
    self.component = component
  }

  /// `avance_promedio`, a mean over rows.
  package var meanProgress: Ratio? { Ratio(Int(progress), over: Int(actions)) }
}

/// An oportunidad of a route of the period.
package struct OpportunitySums: Sendable {
  package let number: UInt16
  package let component: ComponentIndex
  package var actions = 0
  package var progress = 0
  /// Its first counting row.
  package let first: Place
  /// The text of that row, in UTF-8.
  package let text: [UInt8]

  package init(number: UInt16, component: ComponentIndex, first: Place, text: [UInt8]) {
    self.number = number
    self.component = component
    self.first = first
    self.text = text
  }

  package var meanProgress: Ratio? { Ratio(progress, over: actions) }
}

/// Where the details of an action are kept outside memory; `none` where they are not.
package struct TextReference: Sendable, Hashable {
  package let offset: Int

  package init(offset: Int) {
    self.offset = offset
  }

  package static let none = TextReference(offset: -1)
}

/// Where the oportunidades of a route are set aside, as how many bytes, and the first row of the last.
package struct OpportunityReference: Sendable {
  package let offset: Int
  package let length: Int
  package let last: Place

  package init(offset: Int, length: Int, last: Place) {
    self.offset = offset
    self.length = length
    self.last = last
  }
}

/// Part of a whole, above 0 and below 1, of a meta that is partly met; in lowest terms.
package struct Fraction: Sendable, Hashable {
  package let numerator: Int
  package let denominator: Int

  package init(numerator: Int, denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// What the counting rows of one route add up to: `D(e,v)` of contract 3.
package struct RouteFacts: Sendable {
  package var totals = ComponentSums(component: 0)
  package var components: [RouteComponent] = []
  /// Only of the period, and where they are set aside.
  package var opportunities: OpportunityReference?
  package var goals = 0
  package var measurableGoals = 0
  package var metGoals = 0
  /// Goals that are partly met, only of the period and the year before.
  ///
  /// One that is met or not begun is not in it.
  package var partlyMet = PackedFractions()
  package var hasFollowUp = false
  /// First row with fecha_inicio on or before the cut-off.
  package var firstStarted: Place?
  /// First row with fecha_fin on or before the cut-off, how many there are and their progress.
  package var firstEnded: Place?
  package var ended = 0
  package var endedProgress = 0
  package var firstIncomplete: Place?
  package var incomplete = 0
  /// Kinds of assistance asked for in some row.
  package var requests: ModalitySet = []
  /// The last of the details of its actions that were kept.
  package var lastDetail = TextReference.none

  package init() {}

  /// The processes of its components, each once.
  package func processes(in catalogue: Catalogue) -> [ProcessIndex] {
    components.reduce(into: []) { processes, sums in
      let process = catalogue.components[Int(sums.component)].process
      if !processes.contains(process) { processes.append(process) }
    }
  }
}

/// Facts that are not changed any more, behind one reference: a large territory has hundreds of
/// thousands of routes, and lists and dictionaries of them are moved about.
package final class ClosedFacts: Sendable {
  @usableFromInline package let facts: RouteFacts

  package init(_ facts: RouteFacts) {
    self.facts = facts
  }
}

/// One version of a route as it came in one file.
///
/// Where most rows are erroneous there are twice as many as routes, so what may lack is 0 or `none`.
package struct RoutePart: Sendable {
  package let key: RouteKey
  package var closed: ClosedFacts?
  private var firstMark = RowMark.none
  private var rejectedMark = RowMark.none
  /// 0 where it can't be read.
  private let number: UInt32
  package let file: FileNumber
  private var rows: UInt32 = 0
  /// The first row that is incomplete (R113) and the first of a second edition (X214); 0 without one.
  package var incompleteLine: UInt32 = 0
  package var mixedLine: UInt32 = 0
  /// Rows that are incomplete.
  package var incomplete: UInt16 = 0

  package init(key: RouteKey, version: UInt32?, file: FileNumber) {
    self.key = key
    number = version ?? 0
    self.file = file
  }

  /// `nil` for rejected rows whose version can't be read.
  package var version: UInt32? { number == 0 ? nil : number }

  /// Rows that passed contract 1 §5.1 to §5.3.
  package var standing: Int {
    get { Int(rows) }
    set { rows = UInt32(clamping: newValue) }
  }

  /// The first of them, of the part's file.
  package var first: Place? {
    get { firstMark.place(in: file) }
    set { firstMark = RowMark(newValue) }
  }

  package var firstRejected: Place? {
    get { rejectedMark.place(in: file) }
    set { rejectedMark = RowMark(newValue) }
  }
}

/// A row of a file that is known, or none.
private struct RowMark: Sendable {
  /// 0 of none.
  private let line: UInt32
  private let rank: UInt32

  static let none = RowMark(nil)

  init(_ place: Place?) {
    line = place?.line ?? 0
    rank = place?.rank ?? 0
  }

  func place(in file: FileNumber) -> Place? {
    line == 0 ? nil : Place(file: file, line: line, rank: rank)
  }
}
