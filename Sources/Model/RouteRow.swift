/// One action of a route (one row of rg-382), decoded: a flat value without texts, so that millions
/// of them pass without an allocation.
///
/// Absent dates are `Day.noNumber`; absent decimals are told by the flags.
package struct RouteRow {
  package struct Flags: OptionSet, Sendable {
    // Inlinable, since they are asked of every row and otherwise go through the protocol's witnesses.
    package let rawValue: UInt16
    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }
    @inlinable package func contains(_ other: Flags) -> Bool {
      rawValue & other.rawValue == other.rawValue
    }

    /// Rejected by its own values (R101–R109): only its keys may be used.
    @inlinable package static var isRejected: Flags { Flags(rawValue: 1) }
    @inlinable package static var hasIndicator: Flags { Flags(rawValue: 1 << 1) }
    @inlinable package static var hasBaseline: Flags { Flags(rawValue: 1 << 2) }
    @inlinable package static var hasTarget: Flags { Flags(rawValue: 1 << 3) }
    @inlinable package static var hasAchieved: Flags { Flags(rawValue: 1 << 4) }
    /// Without responsable, fecha_inicio, fecha_fin or recursos (contract 1 §4).
    @inlinable package static var isIncomplete: Flags { Flags(rawValue: 1 << 5) }
    /// Rejected, and its version could not be read.
    @inlinable package static var hasNoVersion: Flags { Flags(rawValue: 1 << 6) }
  }

  package var establishment: UInt64 = 0
  package var baseline: Int = 0
  package var target: Int = 0
  package var achieved: Int = 0
  /// 1-based physical line of the record's start.
  package var line: UInt32 = 0
  /// Ordinal of the record in its file, 0-based.
  package var rank: UInt32 = 0
  package var version: UInt32 = 1
  package var start: Int32 = Day.noNumber
  package var end: Int32 = Day.noNumber
  package var followUp: Int32 = Day.noNumber
  /// In hundredths of a per cent; absent counts as 0.
  package var progress: UInt16 = 0
  package var vigencia: UInt16 = 0
  package var opportunity: UInt16 = 0
  package var goal: UInt16 = 0
  package var action: UInt16 = 0
  package var flags: Flags = []
  package var component: ComponentIndex = 0
  package var request: Modality = .none
  /// Place of the row's texts in its block, -1 where they are not kept.
  package var texts: Int32 = -1
  /// The record as it came: a slice of the block's memory.
  package var source = UnsafeRawBufferPointer(start: nil, count: 0)

  package init() {}
}
