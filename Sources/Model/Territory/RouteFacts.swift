/// Sums over the actions of one component in one route, or over several routes.
public struct ComponentSums: Sendable, Equatable {
  public var component: ComponentIndex
  public var opportunities = 0
  public var goals = 0
  public var actions = 0
  public var done = 0
  public var overdue = 0
  /// Sum of the actions' progress, in hundredths of a per cent.
  public var progress = 0

  public init(component: ComponentIndex) {
    self.component = component
  }

  public mutating func add(_ other: ComponentSums) {
    opportunities += other.opportunities
    goals += other.goals
    actions += other.actions
    done += other.done
    overdue += other.overdue
    progress += other.progress
  }

  /// Those of one route.
  public init(_ route: RouteComponent) {
    self.init(component: route.component)
    add(route)
  }

  public mutating func add(_ other: RouteComponent) {
    opportunities += Int(other.opportunities)
    goals += Int(other.goals)
    actions += Int(other.actions)
    done += Int(other.done)
    overdue += Int(other.overdue)
    progress += Int(other.progress)
  }

  /// `avance_promedio`, a mean over rows.
  public var meanProgress: Ratio? { Ratio(progress, over: actions) }
}

/// What the actions of one component add up to in one route: the same sums in a quarter of the room.
///
/// A route has at most 9,999 actions, since accion_no goes up to that and is its key.
public struct RouteComponent: Sendable, Equatable {
  public let component: ComponentIndex
  public var opportunities: UInt16 = 0
  public var goals: UInt16 = 0
  public var actions: UInt16 = 0
  public var done: UInt16 = 0
  public var overdue: UInt16 = 0
  /// Sum of the actions' progress, in hundredths of a per cent.
  public var progress: UInt32 = 0

  public init(component: ComponentIndex) {
    self.component = component
  }

  /// `avance_promedio`, a mean over rows.
  public var meanProgress: Ratio? { Ratio(Int(progress), over: Int(actions)) }
}

/// An oportunidad of a route of the period.
public struct OpportunitySums: Sendable {
  public let number: UInt16
  public let component: ComponentIndex
  public var actions = 0
  public var progress = 0
  /// Its first counting row.
  public let first: Place
  /// The text of that row, in UTF-8.
  public let text: [UInt8]

  public init(number: UInt16, component: ComponentIndex, first: Place, text: [UInt8]) {
    self.number = number
    self.component = component
    self.first = first
    self.text = text
  }

  public var meanProgress: Ratio? { Ratio(progress, over: actions) }
}

/// Where the details of an action are kept outside memory; `none` where they are not.
public struct TextReference: Sendable, Hashable {
  public let offset: Int

  public init(offset: Int) {
    self.offset = offset
  }

  public static let none = TextReference(offset: -1)
}

/// Where the oportunidades of a route are set aside, as how many bytes, and the first row of the last.
public struct OpportunityReference: Sendable {
  public let offset: Int
  public let length: Int
  public let last: Place

  public init(offset: Int, length: Int, last: Place) {
    self.offset = offset
    self.length = length
    self.last = last
  }
}

/// Part of a whole, above 0 and below 1, of a meta that is partly met; in lowest terms.
public struct Fraction: Sendable, Hashable {
  public let numerator: Int
  public let denominator: Int

  public init(numerator: Int, denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// What the counting rows of one route add up to: `D(e,v)` of contract 3.
public struct RouteFacts: Sendable {
  public var totals = ComponentSums(component: 0)
  public var components: [RouteComponent] = []
  /// Only of the period, and where they are set aside.
  public var opportunities: OpportunityReference?
  public var goals = 0
  public var measurableGoals = 0
  public var metGoals = 0
  /// Goals that are partly met, only of the period and the year before.
  ///
  /// One that is met or not begun is not in it.
  public var partlyMet = PackedFractions()
  public var hasFollowUp = false
  /// First row with fecha_inicio on or before the cut-off.
  public var firstStarted: Place?
  /// First row with fecha_fin on or before the cut-off, how many there are and their progress.
  public var firstEnded: Place?
  public var ended = 0
  public var endedProgress = 0
  public var firstIncomplete: Place?
  public var incomplete = 0
  /// Kinds of assistance asked for in some row.
  public var requests: ModalitySet = []
  /// The last of the details of its actions that were kept.
  public var lastDetail = TextReference.none

  public init() {}

  /// The processes of its components, each once.
  public func processes(in catalogue: Catalogue) -> [ProcessIndex] {
    components.reduce(into: []) { processes, sums in
      let process = catalogue.components[Int(sums.component)].process
      if !processes.contains(process) { processes.append(process) }
    }
  }
}

/// Facts that are not changed any more, behind one reference: a large territory has hundreds of
/// thousands of routes, and lists and dictionaries of them are moved about.
public final class ClosedFacts: Sendable {
  public let facts: RouteFacts

  /// Those of every route of which none are wanted.
  public static let empty = ClosedFacts(RouteFacts())

  public init(_ facts: RouteFacts) {
    self.facts = facts
  }
}

/// One version of a route as it came in one file.
///
/// Where most rows are erroneous there are twice as many as routes, so what may lack is 0 or `none`.
public struct RoutePart: Sendable {
  public let key: RouteKey
  public var closed: ClosedFacts?
  private var firstMark = RowMark.none
  private var rejectedMark = RowMark.none
  /// 0 where it can't be read.
  private let number: UInt32
  public let file: FileNumber
  private var rows: UInt32 = 0
  /// The first row that is incomplete (R113) and the first of a second edition (X214); 0 without one.
  public var incompleteLine: UInt32 = 0
  public var mixedLine: UInt32 = 0
  /// Rows that are incomplete.
  public var incomplete: UInt16 = 0

  public init(key: RouteKey, version: UInt32?, file: FileNumber) {
    self.key = key
    number = version ?? 0
    self.file = file
  }

  /// `nil` for rejected rows whose version can't be read.
  public var version: UInt32? { number == 0 ? nil : number }

  /// Rows that passed contract 1 §5.1 to §5.3.
  public var standing: Int {
    get { Int(rows) }
    set { rows = UInt32(clamping: newValue) }
  }

  /// The first of them, of the part's file.
  public var first: Place? {
    get { firstMark.place(in: file) }
    set { firstMark = RowMark(newValue) }
  }

  public var firstRejected: Place? {
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
