/// A file's number in the reading order, 0-based.
public typealias FileNumber = Int32

/// Where a record stands: the file in reading order and the 1-based line of its start.
///
/// `rank` orders the records of one line (several elements of XML may share it).
public struct Place: Hashable, Comparable, Sendable {
  public let file: FileNumber
  public let line: UInt32
  public let rank: UInt32

  public init(file: FileNumber, line: UInt32, rank: UInt32) {
    self.file = file
    self.line = line
    self.rank = rank
  }

  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.rank) < (right.file, right.rank)
  }
}

public enum Sector: UInt8, Sendable {
  case official, other
}

public enum Zone: UInt8, Sendable {
  case urban, rural, both
}

public enum Regime: UInt8, Sendable {
  case regulatedFreedom, supervisedFreedom, controlled
}

/// Category in the SABER 11 tests, best first.
public enum SaberCategory: UInt8, Sendable {
  case aPlus, a, b, c, d
}

/// The kind of technical assistance; also the class of an establishment (activity 3).
public enum Modality: UInt8, Sendable {
  case none, integral, punctual, training
}

/// Kinds of assistance.
public struct ModalitySet: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The set of one kind; `.none` is in none.
  public init(_ modality: Modality) {
    rawValue = modality == .none ? 0 : 1 << modality.rawValue
  }

  public static let integral = ModalitySet(.integral)
  public static let punctual = ModalitySet(.punctual)
  public static let training = ModalitySet(.training)
}

/// A row of the directory of establishments.
public struct Establishment: Sendable {
  public let code: DaneCode
  public let name: String
  public let municipality: MunicipalityCode
  public let sector: Sector
  public let zone: Zone?
  public let regime: Regime?
  public let saber: SaberCategory?
  public let isActive: Bool
  public let place: Place

  public init(
    code: DaneCode, name: String, municipality: MunicipalityCode, sector: Sector, zone: Zone?,
    regime: Regime?, saber: SaberCategory?, isActive: Bool, place: Place
  ) {
    self.code = code
    self.name = name
    self.municipality = municipality
    self.sector = sector
    self.zone = zone
    self.regime = regime
    self.saber = saber
    self.isActive = isActive
    self.place = place
  }
}

/// An establishment and a vigencia: what a route, a delivery or a condition belongs to.
public struct RouteKey: Hashable, Comparable, Sendable {
  /// The code, of 40 bits, above the year, of 16: a large territory has tables of such keys.
  private let packed: UInt64

  /// A year before 0 is taken for 0, of which there are no records either.
  public init(establishment: DaneCode, vigencia: Int) {
    packed = establishment.number << 16 | UInt64(UInt16(clamping: vigencia))
  }

  public var establishment: DaneCode { DaneCode(number: packed >> 16) }
  public var vigencia: Int { Int(UInt16(truncatingIfNeeded: packed)) }

  /// By establishment, then by vigencia.
  public static func < (left: RouteKey, right: RouteKey) -> Bool { left.packed < right.packed }
}

/// A row of the delivery control, rg-300.
public struct Delivery: Sendable {
  public let key: RouteKey
  public let deadline: Day
  private let days: (delivered: Int32, returned: Int32, redelivered: Int32, feedback: Int32)
  public let place: Place

  public init(
    key: RouteKey, deadline: Day, delivered: Day?, returned: Day?, redelivered: Day?,
    feedback: Day?, place: Place
  ) {
    self.key = key
    self.deadline = deadline
    days = (
      Delivery.number(delivered), Delivery.number(returned), Delivery.number(redelivered),
      Delivery.number(feedback)
    )
    self.place = place
  }

  public var delivered: Day? { Day(ifAny: days.delivered) }
  public var returned: Day? { Day(ifAny: days.returned) }
  public var redelivered: Day? { Day(ifAny: days.redelivered) }
  public var feedback: Day? { Day(ifAny: days.feedback) }

  private static func number(_ day: Day?) -> Int32 { day?.number ?? Day.noNumber }
}

/// A row of the self-evaluation.
public struct Valuation: Sendable {
  public let key: RouteKey
  public let component: ComponentIndex
  /// 1 to 4.
  public let level: UInt8
  public let place: Place

  public init(key: RouteKey, component: ComponentIndex, level: UInt8, place: Place) {
    self.key = key
    self.component = component
    self.level = level
    self.place = place
  }
}

/// A row of the technical-assistance plan, rg-217.
public struct PlannedActivity: Sendable {
  public let key: RouteKey
  public let code: String
  public let modality: Modality
  public let scheduled: Day
  public let topic: String?
  public let strategy: String?
  public let responsible: String?
  public let place: Place

  public init(
    key: RouteKey, code: String, modality: Modality, scheduled: Day, topic: String?,
    strategy: String?, responsible: String?, place: Place
  ) {
    self.key = key
    self.code = code
    self.modality = modality
    self.scheduled = scheduled
    self.topic = topic
    self.strategy = strategy
    self.responsible = responsible
    self.place = place
  }
}

/// A row of the assistance carried out, rg-22.
public struct ExecutedActivity: Sendable {
  public let key: RouteKey
  public let code: String
  public let executed: Day
  public let meetsRequirements: Bool
  public let place: Place

  public init(key: RouteKey, code: String, executed: Day, meetsRequirements: Bool, place: Place) {
    self.key = key
    self.code = code
    self.executed = executed
    self.meetsRequirements = meetsRequirements
    self.place = place
  }
}

/// A strategy of the PAM.
public struct Strategy: Sendable {
  public let vigencia: Int
  public let code: String
  public let text: String
  public let place: Place

  public init(vigencia: Int, code: String, text: String, place: Place) {
    self.vigencia = vigencia
    self.code = code
    self.text = text
    self.place = place
  }
}

/// What must not count against an establishment, and who says so.
public struct Exclusion: Sendable {
  public let key: RouteKey
  public let reason: String
  public let authority: String
  /// `nil`: all of them.
  public let condition: Condition?
  public let place: Place

  public init(
    key: RouteKey, reason: String, authority: String, condition: Condition?, place: Place
  ) {
    self.key = key
    self.reason = reason
    self.authority = authority
    self.condition = condition
    self.place = place
  }
}

/// The leader's word on a candidate to be reported.
public struct Decision: Sendable {
  public let key: RouteKey
  public let reports: Bool
  public let reason: String
  public let date: Day
  public let place: Place

  public init(key: RouteKey, reports: Bool, reason: String, date: Day, place: Place) {
    self.key = key
    self.reports = reports
    self.reason = reason
    self.date = date
    self.place = place
  }
}

/// A record of any kind but rg-382, whose rows are too many for it.
public enum InputRecord: Sendable {
  case establishment(Establishment)
  case delivery(Delivery)
  case valuation(Valuation)
  case planned(PlannedActivity)
  case executed(ExecutedActivity)
  case strategy(Strategy)
  case exclusion(Exclusion)
  case decision(Decision)
}
