/// An edition of the Guía 34, named by its year.
package struct Edition: Hashable, Comparable, Sendable {
  package let year: Int

  package init(year: Int) {
    self.year = year
  }

  package static func < (left: Edition, right: Edition) -> Bool {
    left.year < right.year
  }
}

/// A component's place in the catalogue, 0-based; at most 254 of them, so that a row carries one byte.
package typealias ComponentIndex = UInt8

/// A process's place in the catalogue, 0-based.
package typealias ProcessIndex = UInt8

/// Gestiones, processes and components of every edition (`gestion-catalog.csv`).
package struct Catalogue: Sendable {
  package struct Process: Sendable {
    package let edition: Edition
    package let area: String
    package let areaName: String
    package let code: String
    package let name: String
  }

  package struct Component: Sendable {
    package let edition: Edition
    package let process: ProcessIndex
    package let code: String
    package let name: String
  }

  /// A further spelling of a component, seen in forms that are in use.
  package struct Alias: Sendable {
    package let component: ComponentIndex
    package let spelling: String
  }

  package private(set) var processes: [Process] = []
  package private(set) var components: [Component] = []
  package private(set) var aliases: [Alias] = []

  package static let largestComponentCount = 254

  package init() {}

  package var editions: [Edition] {
    Set(processes.map(\.edition)).sorted()
  }

  /// The components of some editions, in the catalogue's order.
  package func components(of editions: Set<Edition>) -> [ComponentIndex] {
    components.indices.filter { editions.contains(components[$0].edition) }.map(ComponentIndex.init)
  }

  package func process(coded code: String) -> ProcessIndex? {
    processes.firstIndex { $0.code == code }.map(ProcessIndex.init)
  }

  package func component(coded code: String) -> ComponentIndex? {
    components.firstIndex { $0.code == code }.map(ComponentIndex.init)
  }

  /// Adds a row of the catalogue's file; `false` where the catalogue is full or the code is taken.
  package mutating func add(
    edition: Edition, area: String, areaName: String, process: String, processName: String,
    component: String, name: String
  ) -> Bool {
    guard components.count < Catalogue.largestComponentCount,
      self.component(coded: component) == nil
    else { return false }
    let place: ProcessIndex
    if let known = self.process(coded: process) {
      place = known
    } else {
      place = ProcessIndex(processes.count)
      processes.append(
        Process(
          edition: edition, area: area, areaName: areaName, code: process, name: processName))
    }
    components.append(Component(edition: edition, process: place, code: component, name: name))
    return true
  }

  /// Adds a spelling of a component; `false` where no component has that code.
  package mutating func addAlias(_ spelling: String, of code: String) -> Bool {
    guard let component = component(coded: code) else { return false }
    aliases.append(Alias(component: component, spelling: spelling))
    return true
  }
}

/// The municipalities that a directory may name (`municipalities-santander.csv`; of several entities
/// `municipalities-colombia.csv`).
package struct Municipalities: Sendable {
  package struct Municipality: Sendable {
    package let code: MunicipalityCode
    package let name: String
    /// Certified in education: outside the department's jurisdiction (X215).
    package let isCertified: Bool
    /// Column `province_2019`.
    package let province: String

    package init(code: MunicipalityCode, name: String, isCertified: Bool, province: String) {
      self.code = code
      self.name = name
      self.isCertified = isCertified
      self.province = province
    }
  }

  package let all: [Municipality]
  private let places: [MunicipalityCode: Int]

  package init(_ all: [Municipality]) {
    self.all = all.sorted { $0.code < $1.code }
    places = Dictionary(
      self.all.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(code: MunicipalityCode) -> Municipality? {
    places[code].map { all[$0] }
  }
}
