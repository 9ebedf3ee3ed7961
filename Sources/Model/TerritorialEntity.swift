/// The code of a territorial entity certified in education (ETC): the two digits of a department or the
/// five of a municipality.
///
/// Their order is that of their texts: a department, then the certified municipalities within it.
public struct EntityCode: Hashable, Comparable, Sendable {
  /// The municipality's code; of a department its code followed by 000, which no municipality bears.
  private let number: UInt32

  /// `nil` unless it is two or five ASCII digits.
  public init?(text: String) {
    let digits = text.utf8
    guard digits.count == 2 || digits.count == 5, digits.allSatisfy({ 48...57 ~= $0 }),
      let number = UInt32(text)
    else { return nil }
    self.number = digits.count == 2 ? number * 1000 : number
  }

  /// The code that a municipality has if it is certified.
  public init(certified municipality: MunicipalityCode) {
    number = municipality.number
  }

  /// The code of the department that a municipality lies in.
  public init(departmentOf municipality: MunicipalityCode) {
    number = municipality.number / 1000 * 1000
  }

  public var text: String {
    number % 1000 == 0
      ? DaneCode.zeroPadded(UInt64(number / 1000), width: 2)
      : DaneCode.zeroPadded(UInt64(number), width: 5)
  }

  public static func < (left: EntityCode, right: EntityCode) -> Bool {
    left.number < right.number
  }
}

/// A department, district or municipality with an education secretariat of its own.
public struct TerritorialEntity: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case department = "DEPARTAMENTO"
    /// Districts too.
    case municipality = "MUNICIPIO"
  }

  public let code: EntityCode
  public let name: String
  public let kind: Kind
  /// The department that it is or lies in.
  public let department: String

  public init(code: EntityCode, name: String, kind: Kind, department: String) {
    self.code = code
    self.name = name
    self.kind = kind
    self.department = department
  }
}

/// The territorial entities of the country (`entities.csv`).
public struct TerritorialEntities: Sendable {
  /// By code.
  public let all: [TerritorialEntity]
  private let places: [EntityCode: Int]

  public init(_ all: [TerritorialEntity]) {
    self.all = all.sorted { $0.code < $1.code }
    places = Dictionary(
      self.all.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(code: EntityCode) -> TerritorialEntity? {
    places[code].map { all[$0] }
  }

  /// Who is responsible for the establishments of a municipality: itself where it is certified, its
  /// department otherwise.
  public func entity(of municipality: MunicipalityCode) -> TerritorialEntity? {
    self[EntityCode(certified: municipality)] ?? self[EntityCode(departmentOf: municipality)]
  }
}

/// The entities that a run takes together.
public struct Jurisdiction: Sendable {
  public let entities: TerritorialEntities
  /// Those that the run was configured for.
  public let chosen: Set<EntityCode>

  public init(entities: TerritorialEntities, chosen: Set<EntityCode>) {
    self.entities = entities
    self.chosen = chosen
  }

  /// Whether a municipality's entity is one of the run.
  public func contains(_ municipality: MunicipalityCode) -> Bool {
    entities.entity(of: municipality).map { chosen.contains($0.code) } ?? false
  }
}
