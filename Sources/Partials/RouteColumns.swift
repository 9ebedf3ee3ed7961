import Frames
import Model

/// The rows of rg-382 of a block, column by column: what is alike stands together and packs well.
///
/// Numbers are differences from the row before. Rejected rows have keys only.
enum RouteColumns: Int, CaseIterable {
  case flags, rank, line, establishment, vigencia, version
  case opportunity, goal, action, component, progress, request
  case days, figures
}

/// Bits above those of `RouteRow.Flags` that tell what a row has.
private enum Presence {
  static let start = 1 << 16
  static let end = 1 << 17
  static let followUp = 1 << 18
  static let texts = 1 << 19
  static let all = (1 << 20) - 1
}

struct RouteColumnsWriter {
  private var columns = [PackedWriter](
    repeating: PackedWriter(), count: RouteColumns.allCases.count)
  private var before = RouteRow()
  private var day: Int32 = 0

  /// Adds a row; its texts are written elsewhere, in the order of rows.
  mutating func add(_ row: RouteRow) {
    write(.flags, UInt64(flags(row)))
    write(.rank, Int(row.rank) - Int(before.rank))
    write(.line, Int(row.line) - Int(before.line))
    write(.establishment, Int(row.establishment) - Int(before.establishment))
    write(.vigencia, Int(row.vigencia) - Int(before.vigencia))
    write(.version, Int(row.version) - Int(before.version))
    if !row.flags.contains(.isRejected) { addValues(row) }
    before = row
  }

  private mutating func addValues(_ row: RouteRow) {
    write(.opportunity, Int(row.opportunity) - Int(before.opportunity))
    write(.goal, Int(row.goal) - Int(before.goal))
    write(.action, Int(row.action) - Int(before.action))
    write(.component, UInt64(row.component))
    write(.progress, UInt64(row.progress))
    write(.request, UInt64(row.request.rawValue))
    for day in [row.start, row.end, row.followUp] where day != Day.noNumber {
      write(.days, Int(day) - Int(self.day))
      self.day = day
    }
    if row.flags.contains(.hasBaseline) { write(.figures, row.baseline) }
    if row.flags.contains(.hasTarget) { write(.figures, row.target) }
    if row.flags.contains(.hasAchieved) { write(.figures, row.achieved) }
  }

  private func flags(_ row: RouteRow) -> Int {
    var flags = Int(row.flags.rawValue)
    if row.start != Day.noNumber { flags |= Presence.start }
    if row.end != Day.noNumber { flags |= Presence.end }
    if row.followUp != Day.noNumber { flags |= Presence.followUp }
    if row.texts >= 0 { flags |= Presence.texts }
    return flags
  }

  private mutating func write(_ column: RouteColumns, _ number: UInt64) {
    columns[column.rawValue].append(number)
  }

  private mutating func write(_ column: RouteColumns, _ number: Int) {
    columns[column.rawValue].append(signed: number)
  }

  func write(to writer: inout PackedWriter) {
    for column in columns { writer.append(counted: column.bytes) }
  }
}

struct RouteColumnsReader {
  private var columns: [PackedReader] = []
  private let limits: BlockLimits
  private var before = RouteRow()
  private var day: Int32 = 0
  private var textCount: Int32 = 0

  init(_ reader: inout PackedReader, _ limits: BlockLimits) throws(FrameFault) {
    self.limits = limits
    for _ in RouteColumns.allCases { columns.append(PackedReader(try reader.counted())) }
  }

  mutating func next() throws(FrameFault) -> RouteRow {
    var row = RouteRow()
    let flags = Int(try read(.flags, upTo: Presence.all))
    row.flags = RouteRow.Flags(rawValue: UInt16(truncatingIfNeeded: flags))
    row.rank = try read(.rank, after: before.rank, in: 0...UInt32.max)
    row.line = try read(.line, after: before.line, in: 0...limits.lastLine)
    row.establishment = UInt64(
      try read(.establishment, after: Int(before.establishment), in: BlockLimits.establishments))
    row.vigencia = UInt16(
      try read(.vigencia, after: Int(before.vigencia), in: BlockLimits.vigencias))
    row.version = try read(.version, after: before.version, in: BlockLimits.versions)
    if !row.flags.contains(.isRejected) { try readValues(of: &row, flags) }
    before = row
    return row
  }

  private mutating func readValues(of row: inout RouteRow, _ flags: Int) throws(FrameFault) {
    row.opportunity = try read(.opportunity, after: before.opportunity, in: BlockLimits.numbers)
    row.goal = try read(.goal, after: before.goal, in: BlockLimits.numbers)
    row.action = try read(.action, after: before.action, in: BlockLimits.numbers)
    row.component = ComponentIndex(try read(.component, upTo: limits.components - 1))
    row.progress = UInt16(try read(.progress, upTo: Int(BlockLimits.progress.upperBound)))
    row.request = try columns[RouteColumns.request.rawValue].value(Modality.self)
    if flags & Presence.start != 0 { row.start = try readDay() }
    if flags & Presence.end != 0 { row.end = try readDay() }
    if flags & Presence.followUp != 0 { row.followUp = try readDay() }
    if row.flags.contains(.hasBaseline) { row.baseline = try readFigure() }
    if row.flags.contains(.hasTarget) { row.target = try readFigure() }
    if row.flags.contains(.hasAchieved) { row.achieved = try readFigure() }
    if flags & Presence.texts != 0 {
      row.texts = textCount
      textCount += 1
    }
  }

  private mutating func readDay() throws(FrameFault) -> Int32 {
    day = try read(.days, after: day, in: BlockLimits.days)
    return day
  }

  private mutating func readFigure() throws(FrameFault) -> Int {
    try columns[RouteColumns.figures.rawValue].integer(in: BlockLimits.figures)
  }

  private mutating func read(
    _ column: RouteColumns, upTo limit: Int
  ) throws(FrameFault) -> Int {
    try columns[column.rawValue].count(upTo: limit)
  }

  private mutating func read<Number: FixedWidthInteger>(
    _ column: RouteColumns, after before: Number, in range: ClosedRange<Number>
  ) throws(FrameFault) -> Number {
    let difference = try columns[column.rawValue].signed()
    let (sum, isOver) = Int(before).addingReportingOverflow(difference)
    guard !isOver, let number = Number(exactly: sum), range.contains(number) else {
      throw .damaged
    }
    return number
  }

  /// Every column was read to its end.
  func end() throws(FrameFault) {
    for column in columns { try column.end() }
  }
}
