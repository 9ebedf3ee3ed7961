import Model

/// What the numbers of a block may be, so that whatever a partial result says no later sum overflows
/// and no table is asked for what it lacks (contract 1 §3).
package struct BlockLimits: Sendable {
  /// Components of the catalogue.
  package let components: Int
  /// The last line that a record may stand on.
  package let lastLine: UInt32

  package init(components: Int, lastLine: UInt32 = .max) {
    self.components = components
    self.lastLine = lastLine
  }

  static let days = Day.startOfYear(2000).number...Day.endOfYear(2100).number
  static let vigencias = 2000...2100
  static let establishments = 0...999_999_999_999
  static let municipalities = 0...99_999
  static let versions: ClosedRange<UInt32> = 0...999_999_999
  /// Numbers of oportunidades, metas and actions; 0 in rows that were rejected.
  static let numbers: ClosedRange<UInt16> = 0...9999
  static let progress: ClosedRange<UInt16> = 0...100_00
  /// Hundredths of twelve digits.
  static let figures = -99_999_999_999_999...99_999_999_999_999
}
