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

  /// `avance_promedio`, a mean over rows.
  package var meanProgress: Ratio? { Ratio(progress, over: actions) }
}

/// An oportunidad of a route of the period.
package struct OpportunitySums: Sendable {
  package let number: UInt16
  package let component: ComponentIndex
  package var actions = 0
  package var progress = 0
  /// Its first counting row.
  package let first: Place
  /// Where its text is kept.
  package let text: TextReference

  package init(number: UInt16, component: ComponentIndex, first: Place, text: TextReference) {
    self.number = number
    self.component = component
    self.first = first
    self.text = text
  }

  package var meanProgress: Ratio? { Ratio(progress, over: actions) }
}

/// Where the details of an action are kept outside memory; `none` where they are not.
package struct TextReference: Sendable, Hashable {
  package let store: Int32
  package let offset: Int

  package init(store: Int32, offset: Int) {
    self.store = store
    self.offset = offset
  }

  package static let none = TextReference(store: -1, offset: -1)
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

/// A finding that stands if its route counts.
package struct RouteWarning: Sendable {
  package let code: DiagnosticCode
  package let line: UInt32
  package let rank: UInt32
  /// The column it speaks of, if any.
  package let column: RouteColumn?
  /// A count, a meta's number or a value in hundredths, as the code needs.
  package let numbers: [Int]

  package init(
    code: DiagnosticCode, line: UInt32, rank: UInt32, column: RouteColumn?, numbers: [Int]
  ) {
    self.code = code
    self.line = line
    self.rank = rank
    self.column = column
    self.numbers = numbers
  }
}

/// What the counting rows of one route add up to: `D(e,v)` of contract 3.
package struct RouteFacts: Sendable {
  package var totals = ComponentSums(component: 0)
  package var components: [ComponentSums] = []
  /// Only of the period.
  package var opportunities: [OpportunitySums] = []
  package var goals = 0
  package var measurableGoals = 0
  package var metGoals = 0
  /// Goals that are partly met; one that is met or not begun is not in it.
  package var partlyMet: [Fraction] = []
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
  package var requests: Set<Modality> = []
  /// The last of the details of its actions that were kept.
  package var lastDetail = TextReference.none

  package init() {}

  package func sums(of component: ComponentIndex) -> ComponentSums? {
    components.first { $0.component == component }
  }
}

/// One version of a route as it came in one file.
package struct RoutePart: Sendable {
  package let key: RouteKey
  /// `nil` for rejected rows whose version can't be read.
  package let version: UInt32?
  package let file: FileNumber
  /// Rows that passed contract 1 §5.1 to §5.3.
  package var standing = 0
  package var first: Place?
  package var firstRejected: Place?
  package var warnings: [RouteWarning] = []
  package var facts: RouteFacts?

  package init(key: RouteKey, version: UInt32?, file: FileNumber) {
    self.key = key
    self.version = version
    self.file = file
  }
}
