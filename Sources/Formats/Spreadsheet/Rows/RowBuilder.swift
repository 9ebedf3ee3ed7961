import XMLStream

/// The cells of a row while it is read, and the merges that reach it from above.
///
/// Cost: a row is at most 1,000 cells whatever its merges say, a column knows one merge, and cells
/// that a merge repeats share their bytes.
final class RowBuilder {
  /// A value as a range of `values`.
  private struct Slot {
    var first = 0
    var count = 0
    var kind = SpreadsheetCell.Kind.empty
  }

  private static let columns = XMLLimit.columns.greatest

  private var number = 0
  private var mergesReach = false
  private(set) var hasOwnValue = false
  /// Column of the last cell read; 0 before the first.
  private(set) var lastIndex = 0
  /// Where a cell without an index stands: behind the last one and its merge.
  private(set) var nextColumn = 1
  private var values = ByteStore()
  private var slots: [Slot] = []
  /// The merges that a column lies in, the latest for each.
  private var merges: [MergedValue?] = []
  private var lastMergedRow = 0
  private let cells: UnsafeMutableBufferPointer<SpreadsheetCell>

  init() {
    cells = .allocate(capacity: RowBuilder.columns)
  }

  deinit {
    cells.deallocate()
  }

  // MARK: - Reading

  /// How many bytes of values the row has so far.
  var valueCount: Int { values.count }

  func forgetMerges() {
    merges.removeAll()
    lastMergedRow = 0
  }

  /// Begins a row.
  ///
  /// `mergesReach`: a merged value stands in every cell of its merge, not in the first only.
  func begin(number: Int, mergesReach: Bool) {
    self.number = number
    self.mergesReach = mergesReach
    hasOwnValue = false
    lastIndex = 0
    nextColumn = 1
    values.removeAll()
    slots.removeAll(keepingCapacity: true)
    if number > lastMergedRow { forgetMerges() }
  }

  /// Makes the row stand at a later place, where it is repeated.
  func advance(to number: Int) {
    self.number = number
  }

  func append(_ text: UnsafeRawBufferPointer) {
    values.append(text)
  }

  /// Takes a cell whose value is the last that was appended.
  func add(_ cell: CellBuilder) throws(XMLRefusal) {
    lastIndex = cell.column
    nextColumn = cell.column + cell.across + 1
    guard cell.count > 0 else { return }
    guard cell.column <= RowBuilder.columns else {
      throw XMLRefusal(.limit(.columns), line: cell.line)
    }
    hasOwnValue = true
    let slot = slot(of: cell)
    let last = mergesReach ? min(nextColumn - 1, RowBuilder.columns) : cell.column
    while slots.count < last { slots.append(Slot()) }
    for column in cell.column...last { slots[column - 1] = slot }
    if mergesReach, cell.down > 0 {
      reachDown(slot, from: cell.column, to: last, until: number + cell.down)
    }
  }

  /// The value as it is handed out: a number is written plainly, a share in hundredths.
  private func slot(of cell: CellBuilder) -> Slot {
    let slot = Slot(first: cell.first, count: cell.count, kind: cell.kind)
    guard cell.kind == .number || cell.kind == .percentage else { return slot }
    let first = values.count
    if cell.kind == .number, PlainDecimal.isPlain(bytes(of: slot)) { return slot }
    let places = cell.kind == .percentage ? 2 : 0
    guard PlainDecimal.append(bytes(of: slot), movedBy: places, to: &values) else {
      return Slot(first: cell.first, count: cell.count, kind: .text)
    }
    if cell.kind == .percentage { Array(" %".utf8).withUnsafeBytes { values.append($0) } }
    return Slot(first: first, count: values.count - first, kind: cell.kind)
  }

  private func reachDown(_ slot: Slot, from first: Int, to last: Int, until row: Int) {
    let merge = MergedValue(bytes(of: slot), kind: slot.kind, lastRow: row)
    while merges.count < last { merges.append(nil) }
    for column in first...last { merges[column - 1] = merge }
    lastMergedRow = max(lastMergedRow, row)
  }

  private func bytes(of slot: Slot) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: values.bytes[slot.first..<slot.first + slot.count])
  }

  // MARK: - Handing out

  /// The row's cells up to the last value; valid until the builder is next changed.
  func finish() -> UnsafeBufferPointer<SpreadsheetCell> {
    var count = 0
    for index in 0..<max(slots.count, merges.count) {
      let cell = cell(at: index)
      cells.initializeElement(at: index, to: cell)
      if cell.kind != .empty { count = index + 1 }
    }
    return UnsafeBufferPointer(rebasing: cells[..<count])
  }

  /// The cell's own value; one of blanks only gives way to a merge from above.
  private func cell(at index: Int) -> SpreadsheetCell {
    let slot = index < slots.count ? slots[index] : Slot()
    if index < merges.count, let merge = merges[index], merge.lastRow >= number,
      bytes(of: slot).allSatisfy({ $0 <= 0x20 })
    {
      return SpreadsheetCell(bytes: merge.bytes, kind: merge.kind, isFromAbove: true)
    }
    return SpreadsheetCell(bytes: bytes(of: slot), kind: slot.kind, isFromAbove: false)
  }
}

/// The value of a merge that reaches down to a row.
private final class MergedValue {
  let bytes: UnsafeRawBufferPointer
  let kind: SpreadsheetCell.Kind
  let lastRow: Int

  init(_ value: UnsafeRawBufferPointer, kind: SpreadsheetCell.Kind, lastRow: Int) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: value.count, alignment: 1)
    copy.copyMemory(from: value)
    bytes = UnsafeRawBufferPointer(copy)
    self.kind = kind
    self.lastRow = lastRow
  }

  deinit {
    bytes.deallocate()
  }
}
