/// The value of one field.
public enum Value {
  /// Nothing: written as nothing, a closed section, the open side of an inverted one.
  case absent
  case text(String)
  /// Text as UTF-8 bytes, which must be valid.
  case bytes([UInt8])
  case integer(Int)
  case decimal(hundredths: Int)
  case date(TemplateDay)
  case image(EmbeddedImage)
  case yesNo(Bool)
  case flag(Bool)
  case record(Record)
  case list([Record])
  case stream(RecordStream)
}

/// The values of one record, by the slots of the shape it was built for.
public enum Record {
  case held([Value])
  case made(any MadeRecord)

  public init(_ values: [Value]) {
    self = .held(values)
  }

  /// How many values it has.
  public var count: Int {
    switch self {
    case .held(let values): values.count
    case .made(let record): record.count
    }
  }

  /// The value of a slot, which must be below `count`.
  public func value(_ slot: Int) throws -> Value {
    switch self {
    case .held(let values): values[slot]
    case .made(let record): try record.value(slot)
    }
  }

  /// Every value, in the order of the slots.
  public func values() throws -> [Value] {
    try (0..<count).map(value)
  }
}

/// A record whose values are made when they are asked for, so that what a template does not name
/// costs nothing.
public protocol MadeRecord: AnyObject {
  var count: Int { get }

  /// Makes the value of a slot below `count`; asked again, the same.
  func value(_ slot: Int) throws -> Value
}

/// A day of the calendar, to be written in the way of the output format.
public struct TemplateDay: Sendable, Equatable {
  public let year: Int32
  public let month: UInt8
  public let day: UInt8

  /// A day whose parts the caller has checked; others are a mistake of the program and trap.
  public init(year: Int, month: Int, day: Int) {
    precondition((0...9999).contains(year) && (1...12).contains(month) && (1...31).contains(day))
    self.year = Int32(year)
    self.month = UInt8(month)
    self.day = UInt8(day)
  }
}

/// Rows that are pulled one at a time while they are written, so that none needs to be held.
///
/// It is read once: a second reading is an error, never an empty table.
public final class RecordStream {
  private let pull: () throws -> Record?
  /// The first row, once it was looked at and until it is read.
  private var first: Record?
  private var wasPulled = false
  private var wasStarted = false
  private var hasEnded = false
  private var isEmpty = false

  /// A stream over `pull`, which gives `nil` at the end and is not called again after it.
  public init(_ pull: @escaping () throws -> Record?) {
    self.pull = pull
  }

  /// Begins the one reading; `false` if it was begun before.
  func start() -> Bool {
    defer { wasStarted = true }
    return !wasStarted
  }

  /// The next row; `nil` at the end and ever after.
  public func next() throws -> Record? {
    if let row = first {
      first = nil
      return row
    }
    return try pullNext()
  }

  /// Whether there is or was no row at all; looks ahead where nothing was read yet.
  func holdsNothing() throws -> Bool {
    if !wasPulled { first = try pullNext() }
    return isEmpty
  }

  private func pullNext() throws -> Record? {
    guard !hasEnded else { return nil }
    let row = try pull()
    if row == nil {
      hasEnded = true
      isEmpty = !wasPulled
    }
    wasPulled = true
    return row
  }
}
