/// A row of RG-220: one component over the delivered routes of the period.
public struct ComponentFigure: Sendable {
  public let component: ComponentIndex
  public var sums: ComponentSums
  /// Establishments with a row in it.
  public var establishments = 0
  public var municipalities: Set<MunicipalityCode> = []
  /// Establishments at levels 1 to 4.
  public var levels = [0, 0, 0, 0]
  public var added = 0
  public var persistent = 0
  public var overcome = 0
  public var withdrawn = 0
  /// 1…n.
  public var position = 0

  public init(component: ComponentIndex) {
    self.component = component
    sums = ComponentSums(component: component)
  }

  /// `valoracion_promedio`.
  public var meanLevel: Ratio? {
    let sum = levels.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    return Ratio(sum, over: levels.reduce(0, +))
  }
}

/// A process in one municipality.
public struct MunicipalityProcessFigure: Sendable {
  public let municipality: MunicipalityCode
  public let process: ProcessIndex
  public var establishments = 0
  public var sums = ComponentSums(component: 0)

  public init(municipality: MunicipalityCode, process: ProcessIndex) {
    self.municipality = municipality
    self.process = process
  }
}

/// How many establishments went from one level to another in a component.
public struct TransitionFigure: Sendable {
  public let component: ComponentIndex
  public let before: Int
  public let after: Int
  public let establishments: Int

  public init(component: ComponentIndex, before: Int, after: Int, establishments: Int) {
    self.component = component
    self.before = before
    self.after = after
    self.establishments = establishments
  }
}

/// A figure of the report with what it was made of (contract 3, RG-380).
public struct Indicator: Sendable {
  public enum Amount: Sendable, Equatable {
    case count(Int)
    /// In hundredths.
    case hundredths(Int)
  }

  public enum Unit: String, Sendable {
    case establishments = "EE"
    case percent = "%"
    case mean = "promedio"
    case quantity = "cantidad"
  }

  public let code: String
  public let unit: Unit
  /// `nil` with denominator 0.
  public let value: Amount?
  public let numerator: Amount
  public let denominator: Int?

  public init(
    code: String, unit: Unit, value: Amount?, numerator: Amount, denominator: Int?
  ) {
    self.code = code
    self.unit = unit
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// Counts of a municipality, a province or the territory (contract 3, RG-380).
public struct AreaFigure: Sendable {
  public var establishments = 0
  public var received = 0
  public var sums = ComponentSums(component: 0)
  public var withConditions = 0
  public var candidates = 0
  /// Establishments that have the process in their route.
  public var processes: [ProcessIndex: Int] = [:]

  public init() {}

  public mutating func add(_ other: AreaFigure) {
    establishments += other.establishments
    received += other.received
    sums.add(other.sums)
    withConditions += other.withConditions
    candidates += other.candidates
    processes.merge(other.processes, uniquingKeysWith: +)
  }

  /// `tasa_entrega`, as a quotient still to be made a percentage.
  public var deliveryRate: Ratio? { Ratio(received, over: establishments) }
}
