extension CSVRows {
  /// A row of values, each written as in a column that takes it.
  ///
  /// Throws for one that no column of a table holds, such as a list.
  public mutating func row(_ record: Record) throws {
    switch record {
    case .held(let values):
      for value in values { try self.value(value) }
    case .made(let record):
      for slot in 0..<record.count { try value(record.value(slot)) }
    }
    try endRow()
  }

  private mutating func value(_ value: Value) throws {
    switch value {
    case .absent: try absent()
    case .text(let text): try self.text(text)
    case .bytes(let bytes): try bytes.withUnsafeBytes { try text($0) }
    case .integer(let number): try integer(number)
    case .decimal(let hundredths): try decimal(hundredths: hundredths)
    case .date(let day):
      try separate()
      try output.writeDayISO(day)
    case .yesNo(let isYes):
      try separate()
      try output.write(isYes ? "SI" : "NO")
    case .image, .flag, .record, .list, .stream: throw NotAField()
    }
  }

  /// A value that is no field of CSV: a mistake of the program, not of data.
  private struct NotAField: Error {}
}
