import Frames
import Model

/// Records of the kinds that come by the thousand, one after the other as they stand.
///
/// An absent number is 0 and any other one more; an absent text is told from an empty one alike.
extension PackedWriter {
  mutating func append(_ record: InputRecord) {
    append(record.place)
    switch record {
    case .establishment(let row): append(row)
    case .delivery(let row):
      append(row.key)
      append(day: row.deadline)
      for day in [row.delivered, row.returned, row.redelivered, row.feedback] {
        append(optional: day.map { Int($0.number) })
      }
    case .valuation(let row): append(row)
    case .planned(let row):
      append(row.key)
      append(row.code)
      append(byte: row.modality.rawValue)
      append(day: row.scheduled)
      for text in [row.topic, row.strategy, row.responsible] { append(optional: text) }
    case .executed(let row):
      append(row.key)
      append(row.code)
      append(day: row.executed)
      append(byte: row.meetsRequirements ? 1 : 0)
    case .strategy(let row):
      append(count: row.vigencia)
      append(row.code)
      append(row.text)
    case .exclusion(let row):
      append(row.key)
      append(row.reason)
      append(row.authority)
      append(byte: row.condition?.rawValue ?? 0)
    case .decision(let row):
      append(row.key)
      append(byte: row.reports ? 1 : 0)
      append(row.reason)
      append(day: row.date)
    }
  }

  mutating func append(_ row: Valuation) {
    append(row.key)
    append(count: Int(row.component))
    append(byte: row.level)
  }

  private mutating func append(_ row: Establishment) {
    append(UInt64(row.code.number))
    append(row.name)
    append(UInt64(row.municipality.number))
    append(byte: row.sector.rawValue)
    append(optional: row.zone.map { Int($0.rawValue) })
    append(optional: row.regime.map { Int($0.rawValue) })
    append(optional: row.saber.map { Int($0.rawValue) })
    append(byte: row.isActive ? 1 : 0)
  }

  /// The line and rank of a place in its block; the file is known.
  mutating func append(_ place: Place) {
    append(UInt64(place.line))
    append(UInt64(place.rank))
  }

  private mutating func append(_ key: RouteKey) {
    append(UInt64(key.establishment.number))
    append(count: key.vigencia)
  }

  private mutating func append(day: Day) {
    append(signed: Int(day.number))
  }

  private mutating func append(optional number: Int?) {
    append(count: number.map { $0 + 1 } ?? 0)
  }

  private mutating func append(optional text: String?) {
    append(byte: text == nil ? 0 : 1)
    if let text { append(text) }
  }
}

extension PackedReader {
  mutating func record(
    _ kind: RecordKind, _ limits: BlockLimits
  ) throws(FrameFault) -> InputRecord {
    let place = try place(limits)
    switch kind {
    case .establishments: return .establishment(try establishment(place))
    case .deliveries:
      return .delivery(
        Delivery(
          key: try key(), deadline: try day(), delivered: try optionalDay(),
          returned: try optionalDay(), redelivered: try optionalDay(),
          feedback: try optionalDay(), place: place))
    case .plannedActivities:
      return .planned(
        PlannedActivity(
          key: try key(), code: try text(), modality: try value(), scheduled: try day(),
          topic: try optionalText(), strategy: try optionalText(),
          responsible: try optionalText(), place: place))
    case .executedActivities:
      return .executed(
        ExecutedActivity(
          key: try key(), code: try text(), executed: try day(), meetsRequirements: try flag(),
          place: place))
    case .strategies:
      return .strategy(
        Strategy(vigencia: try vigencia(), code: try text(), text: try text(), place: place))
    case .exclusions:
      return .exclusion(
        Exclusion(
          key: try key(), reason: try text(), authority: try text(), condition: try condition(),
          place: place))
    case .decisions:
      return .decision(
        Decision(
          key: try key(), reports: try flag(), reason: try text(), date: try day(), place: place))
    case .routes, .valuations: throw .damaged
    }
  }

  mutating func valuation(
    _ place: Place, _ limits: BlockLimits
  ) throws(FrameFault) -> Valuation {
    let key = try key()
    let component = try count(upTo: limits.components - 1)
    let level = try byte()
    guard (1...4).contains(level) else { throw .damaged }
    return Valuation(key: key, component: ComponentIndex(component), level: level, place: place)
  }

  mutating func place(_ limits: BlockLimits) throws(FrameFault) -> Place {
    let line = UInt32(try count(upTo: Int(limits.lastLine)))
    return Place(file: 0, line: line, rank: UInt32(try count(upTo: Int(UInt32.max))))
  }

  private mutating func establishment(_ place: Place) throws(FrameFault) -> Establishment {
    Establishment(
      code: try code(), name: try text(),
      municipality: MunicipalityCode(
        number: UInt32(try count(upTo: BlockLimits.municipalities.upperBound))),
      sector: try value(), zone: try optional(), regime: try optional(), saber: try optional(),
      isActive: try flag(), place: place)
  }

  private mutating func code() throws(FrameFault) -> DaneCode {
    DaneCode(number: UInt64(try count(upTo: BlockLimits.establishments.upperBound)))
  }

  private mutating func vigencia() throws(FrameFault) -> Int {
    let vigencia = try count(upTo: BlockLimits.vigencias.upperBound)
    guard BlockLimits.vigencias.contains(vigencia) else { throw .damaged }
    return vigencia
  }

  private mutating func key() throws(FrameFault) -> RouteKey {
    let code = try code()
    return RouteKey(establishment: code, vigencia: try vigencia())
  }

  private mutating func day() throws(FrameFault) -> Day {
    Day(number: try integer(in: BlockLimits.days))
  }

  private mutating func optionalDay() throws(FrameFault) -> Day? {
    let number = try count(upTo: Int(BlockLimits.days.upperBound) + 1)
    guard number > 0 else { return nil }
    guard BlockLimits.days.contains(Int32(number - 1)) else { throw .damaged }
    return Day(number: Int32(number - 1))
  }

  private mutating func optional<Value: RawRepresentable>(
    _: Value.Type = Value.self
  ) throws(FrameFault) -> Value? where Value.RawValue == UInt8 {
    let number = try byte()
    guard number > 0 else { return nil }
    guard let value = Value(rawValue: number - 1) else { throw .damaged }
    return value
  }

  private mutating func condition() throws(FrameFault) -> Condition? {
    let number = try byte()
    guard number > 0 else { return nil }
    guard let condition = Condition(rawValue: number) else { throw .damaged }
    return condition
  }

  private mutating func optionalText() throws(FrameFault) -> String? {
    try flag() ? try text() : nil
  }

  private mutating func flag() throws(FrameFault) -> Bool {
    let byte = try byte()
    guard byte < 2 else { throw .damaged }
    return byte == 1
  }
}
