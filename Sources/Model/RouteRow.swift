/// One action of a route (one row of rg-382), decoded: a flat value without texts, so that millions
/// of them pass without an allocation.
///
/// Absent dates are `Day.noNumber`; absent decimals are told by the flags.
public struct RouteRow {
  public struct Flags: OptionSet, Sendable {
    // Inlinable, since they are asked of every row and otherwise go through the protocol's witnesses.
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    @inlinable public func contains(_ other: Flags) -> Bool {
      rawValue & other.rawValue == other.rawValue
    }

    /// Rejected by its own values (R101–R109): only its keys may be used.
    @inlinable public static var isRejected: Flags { Flags(rawValue: 1) }
    @inlinable public static var hasIndicator: Flags { Flags(rawValue: 1 << 1) }
    @inlinable public static var hasBaseline: Flags { Flags(rawValue: 1 << 2) }
    @inlinable public static var hasTarget: Flags { Flags(rawValue: 1 << 3) }
    @inlinable public static var hasAchieved: Flags { Flags(rawValue: 1 << 4) }
    /// Without responsable, fecha_inicio, fecha_fin or recursos (contract 1 §4).
    @inlinable public static var isIncomplete: Flags { Flags(rawValue: 1 << 5) }
    /// Rejected, and its version could not be read.
    @inlinable public static var hasNoVersion: Flags { Flags(rawValue: 1 << 6) }
  }

  public var establishment: UInt64 = 0
  public var baseline: Int = 0
  public var target: Int = 0
  public var achieved: Int = 0
  /// 1-based physical line of the record's start.
  public var line: UInt32 = 0
  /// Ordinal of the record in its file, 0-based.
  public var rank: UInt32 = 0
  public var version: UInt32 = 1
  public var start: Int32 = Day.noNumber
  public var end: Int32 = Day.noNumber
  public var followUp: Int32 = Day.noNumber
  /// In hundredths of a per cent; absent counts as 0.
  public var progress: UInt16 = 0
  public var vigencia: UInt16 = 0
  public var opportunity: UInt16 = 0
  public var goal: UInt16 = 0
  public var action: UInt16 = 0
  public var flags: Flags = []
  public var component: ComponentIndex = 0
  public var request: Modality = .none
  /// Place of the row's texts in its block, -1 where they are not kept.
  public var texts: Int32 = -1
  /// The record as it came: a slice of the block's memory.
  public var source = UnsafeRawBufferPointer(start: nil, count: 0)

  public init() {}
}
