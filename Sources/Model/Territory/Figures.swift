/// A row of RG-220: one component over the delivered routes of the period.
package struct ComponentFigure: Sendable {
  package let component: ComponentIndex
  package var sums: ComponentSums
  /// Establishments with a row in it.
  package var establishments = 0
  package var municipalities: Set<MunicipalityCode> = []
  /// Establishments at levels 1 to 4.
  package var levels = [0, 0, 0, 0]
  package var added = 0
  package var persistent = 0
  package var overcome = 0
  package var withdrawn = 0
  /// 1…n.
  package var position = 0

  package init(component: ComponentIndex) {
    self.component = component
    sums = ComponentSums(component: component)
  }

  /// `valoracion_promedio`.
  package var meanLevel: Ratio? {
    let sum = levels.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    return Ratio(sum, over: levels.reduce(0, +))
  }
}

/// A process in one municipality.
package struct MunicipalityProcessFigure: Sendable {
  package let municipality: MunicipalityCode
  package let process: ProcessIndex
  package var establishments = 0
  package var sums = ComponentSums(component: 0)

  package init(municipality: MunicipalityCode, process: ProcessIndex) {
    self.municipality = municipality
    self.process = process
  }
}

/// How many establishments went from one level to another in a component.
package struct TransitionFigure: Sendable {
  package let component: ComponentIndex
  package let before: Int
  package let after: Int
  package let establishments: Int

  package init(component: ComponentIndex, before: Int, after: Int, establishments: Int) {
    self.component = component
    self.before = before
    self.after = after
    self.establishments = establishments
  }
}

/// A figure of the report with what it was made of (contract 3, RG-380).
package struct Indicator: Sendable {
  package enum Amount: Sendable, Equatable {
    case count(Int)
    /// In hundredths.
    case hundredths(Int)
  }

  package enum Unit: String, Sendable {
    case establishments = "EE"
    case percent = "%"
    case mean = "promedio"
    case quantity = "cantidad"
  }

  package let code: String
  package let unit: Unit
  /// `nil` with denominator 0.
  package let value: Amount?
  package let numerator: Amount
  package let denominator: Int?

  package init(
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
package struct AreaFigure: Sendable {
  package var establishments = 0
  package var received = 0
  package var sums = ComponentSums(component: 0)
  package var withConditions = 0
  package var candidates = 0
  /// Establishments that have the process in their route.
  package var processes: [ProcessIndex: Int] = [:]

  package init() {}

  package mutating func add(_ other: AreaFigure) {
    establishments += other.establishments
    received += other.received
    sums.add(other.sums)
    withConditions += other.withConditions
    candidates += other.candidates
    processes.merge(other.processes, uniquingKeysWith: +)
  }

  /// `tasa_entrega`, as a quotient still to be made a percentage.
  package var deliveryRate: Ratio? { Ratio(received, over: establishments) }
}
