/// A file's number in the reading order, 0-based.
package typealias FileNumber = Int32

/// Where a record stands: the file in reading order and the 1-based line of its start.
///
/// `rank` orders the records of one line (several elements of XML may share it).
package struct Place: Hashable, Comparable, Sendable {
  package let file: FileNumber
  package let line: UInt32
  package let rank: UInt32

  package init(file: FileNumber, line: UInt32, rank: UInt32) {
    self.file = file
    self.line = line
    self.rank = rank
  }

  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.rank) < (right.file, right.rank)
  }
}

package enum Sector: UInt8, Sendable {
  case official, other
}

package enum Zone: UInt8, Sendable {
  case urban, rural, both
}

package enum Regime: UInt8, Sendable {
  case regulatedFreedom, supervisedFreedom, controlled
}

/// Category in the SABER 11 tests, best first.
package enum SaberCategory: UInt8, Sendable {
  case aPlus, a, b, c, d
}

/// The kind of technical assistance; also the class of an establishment (activity 3).
package enum Modality: UInt8, Sendable {
  case none, integral, punctual, training
}

/// Kinds of assistance.
package struct ModalitySet: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The set of one kind; `.none` is in none.
  package init(_ modality: Modality) {
    rawValue = modality == .none ? 0 : 1 << modality.rawValue
  }

  package static let integral = ModalitySet(.integral)
  package static let punctual = ModalitySet(.punctual)
  package static let training = ModalitySet(.training)
}

/// A row of the directory of establishments.
package struct Establishment: Sendable {
  package let code: DaneCode
  package let name: String
  package let municipality: MunicipalityCode
  package let sector: Sector
  package let zone: Zone?
  package let regime: Regime?
  package let saber: SaberCategory?
  package let isActive: Bool
  package let place: Place

  package init(
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
package struct RouteKey: Hashable, Comparable, Sendable {
  /// The code, of 40 bits, above the year, of 16: a large territory has tables of such keys.
  private let packed: UInt64

  /// A year before 0 is taken for 0, of which there are no records either.
  package init(establishment: DaneCode, vigencia: Int) {
    packed = establishment.number << 16 | UInt64(UInt16(clamping: vigencia))
  }

  package var establishment: DaneCode { DaneCode(number: packed >> 16) }
  package var vigencia: Int { Int(UInt16(truncatingIfNeeded: packed)) }

  /// By establishment, then by vigencia.
  package static func < (left: RouteKey, right: RouteKey) -> Bool { left.packed < right.packed }
}

/// A row of the delivery control, rg-300.
package struct Delivery: Sendable {
  package let key: RouteKey
  package let deadline: Day
  private let days: (delivered: Int32, returned: Int32, redelivered: Int32, feedback: Int32)
  package let place: Place

  package init(
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

  package var delivered: Day? { Day(ifAny: days.delivered) }
  package var returned: Day? { Day(ifAny: days.returned) }
  package var redelivered: Day? { Day(ifAny: days.redelivered) }
  package var feedback: Day? { Day(ifAny: days.feedback) }

  private static func number(_ day: Day?) -> Int32 { day?.number ?? Day.noNumber }
}

/// A row of the self-evaluation.
package struct Valuation: Sendable {
  package let key: RouteKey
  package let component: ComponentIndex
  /// 1 to 4.
  package let level: UInt8
  package let place: Place

  package init(key: RouteKey, component: ComponentIndex, level: UInt8, place: Place) {
    self.key = key
    self.component = component
    self.level = level
    self.place = place
  }
}

/// A row of the technical-assistance plan, rg-217.
package struct PlannedActivity: Sendable {
  package let key: RouteKey
  package let code: String
  package let modality: Modality
  package let scheduled: Day
  package let topic: String?
  package let strategy: String?
  package let responsible: String?
  package let place: Place

  package init(
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
package struct ExecutedActivity: Sendable {
  package let key: RouteKey
  package let code: String
  package let executed: Day
  package let meetsRequirements: Bool
  package let place: Place

  package init(key: RouteKey, code: String, executed: Day, meetsRequirements: Bool, place: Place) {
    self.key = key
    self.code = code
    self.executed = executed
    self.meetsRequirements = meetsRequirements
    self.place = place
  }
}

/// A strategy of the PAM.
package struct Strategy: Sendable {
  package let vigencia: Int
  package let code: String
  package let text: String
  package let place: Place

  package init(vigencia: Int, code: String, text: String, place: Place) {
    self.vigencia = vigencia
    self.code = code
    self.text = text
    self.place = place
  }
}

/// What must not count against an establishment, and who says so.
package struct Exclusion: Sendable {
  package let key: RouteKey
  package let reason: String
  package let authority: String
  /// `nil`: all of them.
  package let condition: Condition?
  package let place: Place

  package init(
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
package struct Decision: Sendable {
  package let key: RouteKey
  package let reports: Bool
  package let reason: String
  package let date: Day
  package let place: Place

  package init(key: RouteKey, reports: Bool, reason: String, date: Day, place: Place) {
    self.key = key
    self.reports = reports
    self.reason = reason
    self.date = date
    self.place = place
  }
}

/// A record of any kind but rg-382, whose rows are too many for it.
package enum InputRecord: Sendable {
  case establishment(Establishment)
  case delivery(Delivery)
  case valuation(Valuation)
  case planned(PlannedActivity)
  case executed(ExecutedActivity)
  case strategy(Strategy)
  case exclusion(Exclusion)
  case decision(Decision)
}
