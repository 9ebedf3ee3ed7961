import Delimited
import Model

/// What a block of a table turned out to be.
package struct TableBlock {
  package var decoded: DecodedBlock
  package var check: TextCheck
  /// Why the table has to be refused whole, with the line counted from the block's start.
  package var fault: DelimitedFault?

  /// The block ends inside a quoted field.
  package var endsInQuotes: Bool { fault?.kind == .unclosedQuote }
}

/// Decodes blocks of one table; the same value may be used by several threads.
package struct TableDecoder: Sendable {
  package let header: TableHeader
  package let separator: [UInt8]
  private let context: ReadingContext
  /// In UTF-16 a NUL is a control character like others.
  private let allowsNul: Bool

  package init(
    header: TableHeader, separator: [UInt8], context: ReadingContext, allowsNul: Bool
  ) {
    self.header = header
    self.separator = separator
    self.context = context
    self.allowsNul = allowsNul
  }

  /// Looks at a block's bytes only.
  package func check(_ block: Block) -> TableBlock {
    let empty = DecodedBlock(kind: header.kind, ordinals: header.ordinals)
    return TableBlock(decoded: empty, check: Utf8.check(block.bytes), fault: nil)
  }

  /// Decodes the records of `block` from `position` on, where one starts.
  ///
  /// Lines are counted from there. Nothing is decoded where the text itself is at fault.
  package func decode(_ block: Block, from position: Int = 0) -> TableBlock {
    var result = check(block)
    let check = result.check
    guard check.isUTF8, allowsNul || !check.hasNul else { return result }
    let collector = RecordCollector(header: header, context: context)
    let unquoted = Arena()
    collector.keep(block)
    collector.keep(unquoted)
    collector.reserve(block.count / TableDecoder.usualRecord(header.kind))
    var tokenizer = DelimitedTokenizer(block, from: position, separator: separator)
    var controls = ControlSearch(check)
    let row = RowSlicer(header: header, arena: unquoted)
    let bytes = block.bytes
    do throws(DelimitedFault) {
      while try tokenizer.next() {
        let line = tokenizer.lines - tokenizer.record.lineEnds + 1
        row.add(
          tokenizer.record, line: line, of: bytes, to: collector,
          mayHaveControls: controls.mayHit(tokenizer.record.start, tokenizer.record.end))
      }
    } catch {
      result.fault = error
    }
    collector.cover(lineEnds: tokenizer.lines)
    result.decoded = collector.take()
    return result
  }
}

extension TableDecoder {
  /// Bytes of a short record of a kind, only to make room for a block's.
  private static func usualRecord(_ kind: RecordKind) -> Int {
    kind == .valuations ? 24 : 200
  }
}

/// Sorts the fields of a record under the columns of its table; those that it repeats stay.
private final class RowSlicer {
  private let header: TableHeader
  /// For each field of the header the column it fills, -1 for none.
  private let columnOfField: UnsafeMutablePointer<Int16>
  private let width: Int
  /// For so many of the first fields the columns that no later one fills.
  private let columnsOfFirst: UnsafeMutablePointer<ColumnSet>
  /// A slice for each column; those of no field stay empty.
  private let fields: UnsafeMutablePointer<Bytes>
  /// How many fields of the record before stand in `fields`.
  private var held = 0
  private let arena: Arena

  init(header: TableHeader, arena: Arena) {
    self.header = header
    self.arena = arena
    width = header.width
    columnOfField = .allocate(capacity: width)
    for place in 0..<width { (columnOfField + place).initialize(to: header.columnOfField[place]) }
    columnsOfFirst = .allocate(capacity: width + 1)
    let columns = header.kind.columns.count
    var earlier = ColumnSet(first: columns)
    for first in stride(from: width, through: 0, by: -1) {
      if first < width, columnOfField[first] >= 0 { earlier.remove(Int(columnOfField[first])) }
      (columnsOfFirst + first).initialize(to: earlier)
    }
    fields = .allocate(capacity: columns)
    fields.initialize(repeating: Bytes(start: nil, count: 0), count: columns)
  }

  deinit {
    columnOfField.deallocate()
    columnsOfFirst.deallocate()
    fields.deallocate()
  }

  @inline(__always)
  func add(
    _ record: borrowing DelimitedRecord, line: Int, of bytes: Bytes,
    to collector: RecordCollector, mayHaveControls: Bool
  ) {
    // A block's memory is never empty.
    let base = bytes.baseAddress.unsafelyUnwrapped + record.start
    let (first, count) = (record.first, record.count)
    guard !isBlank(first, count, base) else {
      held = 0
      return
    }
    let kept = min(record.repeated, held, width)
    held = count
    for place in kept..<min(count, width) {
      let column = Int(columnOfField[place])
      if column >= 0 { fields[column] = value(of: first[place], base) }
    }
    if count < width { clear(from: count) }
    let source = Bytes(start: base, count: record.end &- record.start)
    let same = kept > 0 ? columnsOfFirst[kept] : .none
    if count > width {
      let faults = surplus(first, count, line: line, base)
      collector.add(
        fields: fields, keeping: same, line: line, source: source, mayHaveControls: mayHaveControls,
        faults: faults)
    } else {
      collector.add(
        fields: fields, keeping: same, line: line, source: source, mayHaveControls: mayHaveControls)
    }
  }

  /// Empties the columns of the fields that a record lacks.
  private func clear(from count: Int) {
    for place in count..<width where columnOfField[place] >= 0 {
      fields[Int(columnOfField[place])] = Bytes(start: nil, count: 0)
    }
  }

  @inline(__always)
  private func value(of field: Field, _ base: UnsafeRawPointer) -> Bytes {
    let slice = Bytes(start: base + Int(field.start), count: Int(field.count))
    return field.needsUnquoting ? arena.keep(Unquoting.value(of: slice)) : slice
  }

  /// Whether every field is empty but for white space; the first byte of the first nearly always tells.
  @inline(__always)
  private func isBlank(
    _ first: UnsafePointer<Field>, _ count: Int, _ base: UnsafeRawPointer
  ) -> Bool {
    let byte = base.load(fromByteOffset: Int(first.pointee.start), as: UInt8.self)
    if first.pointee.count > 0, byte > 0x22, byte < 0x80 { return false }
    return (0..<count).allSatisfy { value(of: first[$0], base).trimmed.isEmpty }
  }

  /// The first field beyond the header that is not empty (R107).
  private func surplus(
    _ first: UnsafePointer<Field>, _ count: Int, line: Int, _ base: UnsafeRawPointer
  ) -> [Finding] {
    for place in width..<count {
      let text = value(of: first[place], base).trimmed
      guard !text.isEmpty else { continue }
      return [
        Finding(
          .r107, line: line, column: place + 1, value: Text.quoted(text),
          .surplusFields(width: width))
      ]
    }
    return []
  }
}
