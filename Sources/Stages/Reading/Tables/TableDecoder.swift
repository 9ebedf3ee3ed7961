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

  /// Decodes the records of `block` from `position` on, where one starts.
  ///
  /// Lines are counted from there. Nothing is decoded where the text itself is at fault.
  package func decode(_ block: Block, from position: Int = 0) -> TableBlock {
    let check = Utf8.check(block.bytes)
    let collector = RecordCollector(header: header, context: context)
    var result = TableBlock(decoded: collector.block, check: check, fault: nil)
    guard check.isUTF8, allowsNul || !check.hasNul else { return result }
    let unquoted = Arena()
    collector.keep(block)
    collector.keep(unquoted)
    var tokenizer = DelimitedTokenizer(block, from: position, separator: separator)
    var record = DelimitedRecord()
    let row = RowSlicer(header: header)
    do throws(DelimitedFault) {
      while try tokenizer.next(&record) {
        let line = tokenizer.lines - record.lineEnds + 1
        row.add(
          record, line: line, of: block, unquoted, to: collector,
          mayHaveControls: check.hasControls)
      }
    } catch {
      result.fault = error
    }
    collector.cover(lineEnds: tokenizer.lines)
    result.decoded = collector.take()
    return result
  }
}

/// Sorts the fields of a record under the columns of its table.
private final class RowSlicer {
  private let header: TableHeader
  private let columnOfField: [Int16]
  private let columns: Int
  /// A slice for each column.
  private let fields: UnsafeMutablePointer<Bytes>

  init(header: TableHeader) {
    self.header = header
    columnOfField = header.columnOfField
    columns = header.kind.columns.count
    fields = .allocate(capacity: columns)
    fields.initialize(repeating: Bytes(start: nil, count: 0), count: columns)
  }

  deinit {
    fields.deallocate()
  }

  func add(
    _ record: borrowing DelimitedRecord, line: Int, of block: Block, _ arena: Arena,
    to collector: RecordCollector, mayHaveControls: Bool
  ) {
    guard !isBlank(record, block) else { return }
    fields.update(repeating: Bytes(start: nil, count: 0), count: columns)
    let bytes = block.bytes
    for place in 0..<min(record.fields.count, columnOfField.count) {
      let field = record.fields[place]
      let column = Int(columnOfField[place])
      guard column >= 0, field.count > 0 else { continue }
      fields[column] = value(of: field, in: bytes, arena)
    }
    collector.add(
      fields: fields, line: line, source: bytes.slice(record.start, record.end),
      mayHaveControls: mayHaveControls,
      faults: surplus(record, line: line, in: bytes, arena))
  }

  private func value(of field: Field, in bytes: Bytes, _ arena: Arena) -> Bytes {
    let slice = bytes.slice(Int(field.start), Int(field.start + field.count))
    return field.needsUnquoting ? arena.keep(Unquoting.value(of: slice)) : slice
  }

  /// Whether every field is empty but for white space.
  private func isBlank(_ record: DelimitedRecord, _ block: Block) -> Bool {
    let bytes = block.bytes
    for field in record.fields where field.count > 0 {
      guard !field.needsUnquoting else {
        let slice = bytes.slice(Int(field.start), Int(field.start + field.count))
        let value = Unquoting.value(of: slice)
        if !value.withUnsafeBytes({ $0.trimmed.isEmpty }) { return false }
        continue
      }
      let first = bytes[Int(field.start)]
      if first > 0x20, first < 0x80 { return false }
      if !bytes.slice(Int(field.start), Int(field.start + field.count)).trimmed.isEmpty {
        return false
      }
    }
    return true
  }

  /// The first field beyond the header that is not empty (R107).
  private func surplus(
    _ record: DelimitedRecord, line: Int, in bytes: Bytes, _ arena: Arena
  ) -> [Diagnostic] {
    guard record.fields.count > header.width else { return [] }
    for place in header.width..<record.fields.count {
      let text = value(of: record.fields[place], in: bytes, arena).trimmed
      guard !text.isEmpty else { continue }
      return [
        Diagnostic(
          .r107, line: line, column: place + 1, value: Text.quoted(text),
          message: Messages.surplusFields(header.width))
      ]
    }
    return []
  }
}
