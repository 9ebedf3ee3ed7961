/// An edition of the Guía 34, named by its year.
public struct Edition: Hashable, Comparable, Sendable {
  public let year: Int

  public init(year: Int) {
    self.year = year
  }

  public static func < (left: Edition, right: Edition) -> Bool {
    left.year < right.year
  }
}

/// A component's place in the catalogue, 0-based; at most 254 of them, so that a row carries one byte.
public typealias ComponentIndex = UInt8

/// A process's place in the catalogue, 0-based.
public typealias ProcessIndex = UInt8

/// Gestiones, processes and components of every edition (`gestion-catalog.csv`).
public struct Catalogue: Sendable {
  public struct Process: Sendable {
    public let edition: Edition
    public let area: String
    public let areaName: String
    public let code: String
    public let name: String
  }

  public struct Component: Sendable {
    public let edition: Edition
    public let process: ProcessIndex
    public let code: String
    public let name: String
  }

  /// A further spelling of a component, seen in forms that are in use.
  public struct Alias: Sendable {
    public let component: ComponentIndex
    public let spelling: String
  }

  public private(set) var processes: [Process] = []
  public private(set) var components: [Component] = []
  public private(set) var aliases: [Alias] = []

  public static let largestComponentCount = 254

  public init() {}

  public var editions: [Edition] {
    Set(processes.map(\.edition)).sorted()
  }

  /// The components of some editions, in the catalogue's order.
  public func components(of editions: Set<Edition>) -> [ComponentIndex] {
    components.indices.filter { editions.contains(components[$0].edition) }.map(ComponentIndex.init)
  }

  public func process(coded code: String) -> ProcessIndex? {
    processes.firstIndex { $0.code == code }.map(ProcessIndex.init)
  }

  public func component(coded code: String) -> ComponentIndex? {
    components.firstIndex { $0.code == code }.map(ComponentIndex.init)
  }

  /// Adds a row of the catalogue's file; `false` where the catalogue is full or the code is taken.
  public mutating func add(
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
  public mutating func addAlias(_ spelling: String, of code: String) -> Bool {
    guard let component = component(coded: code) else { return false }
    aliases.append(Alias(component: component, spelling: spelling))
    return true
  }
}

/// The municipalities that a directory may name (`municipalities-santander.csv`; of several entities
/// `municipalities-colombia.csv`).
public struct Municipalities: Sendable {
  public struct Municipality: Sendable {
    public let code: MunicipalityCode
    public let name: String
    /// Certified in education: outside the department's jurisdiction (X215).
    public let isCertified: Bool
    /// Column `province_2019`.
    public let province: String

    public init(code: MunicipalityCode, name: String, isCertified: Bool, province: String) {
      self.code = code
      self.name = name
      self.isCertified = isCertified
      self.province = province
    }
  }

  public let all: [Municipality]
  private let places: [MunicipalityCode: Int]

  public init(_ all: [Municipality]) {
    self.all = all.sorted { $0.code < $1.code }
    places = Dictionary(
      self.all.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(code: MunicipalityCode) -> Municipality? {
    places[code].map { all[$0] }
  }
}
