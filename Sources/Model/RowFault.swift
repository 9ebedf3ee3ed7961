/// A value that its column does not take, or a row that ends before it starts.
///
/// Where every row is erroneous a block has tens of thousands, so it is as small as it can be and its
/// value a slice of the block's memory.
public struct RowFault {
  /// The ordinal of its record in the block.
  public let rank: UInt32
  public let line: UInt32
  /// 0 where there is none.
  public let dane: UInt64
  private let start: UnsafeRawPointer?
  private let length: UInt16
  /// 1-based ordinal of the field in its table.
  public let ordinal: Int16
  public let code: DiagnosticCode
  /// `nil` of a row that ends before it starts (R109).
  public let fault: ValueFault?
  /// The place of the column among those of its kind.
  public let column: UInt8

  /// `value` is as much of it as is quoted.
  public init(
    rank: UInt32, line: Int, column: Int, ordinal: Int16, _ code: DiagnosticCode,
    _ fault: ValueFault?, value: UnsafeRawBufferPointer, establishment: DaneCode?
  ) {
    self.rank = rank
    self.line = UInt32(clamping: line)
    self.column = UInt8(column)
    self.ordinal = ordinal
    self.code = code
    self.fault = fault
    start = value.baseAddress
    length = UInt16(value.count)
    dane = establishment?.number ?? 0
  }

  /// Valid as long as its block.
  public var value: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: Int(length))
  }

  /// What it is of a row of a kind.
  public func statement(of kind: RecordKind) -> Statement {
    fault.map { .value($0, kind, column: Int(column)) } ?? .endBeforeStart
  }

  public func finding(of kind: RecordKind) -> Finding {
    Finding(
      code, line: Int(line), column: Int(ordinal), field: kind.columns[Int(column)].name,
      value: String(decoding: value, as: UTF8.self), statement(of: kind),
      establishment: dane == 0 ? nil : DaneCode(number: dane))
  }

  /// The order of `diagnosticos.csv` in a line: column, then code.
  public static func precedes(_ left: RowFault, _ right: RowFault) -> Bool {
    (left.ordinal, left.code.rawValue) < (right.ordinal, right.code.rawValue)
  }
}
