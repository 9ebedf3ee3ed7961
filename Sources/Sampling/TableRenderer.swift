/// Records as CSV.
struct TableRenderer: RecordRenderer {
  private let spelling: CellSpelling
  private let kind: RecordKind
  private let shape: FileShape
  private let separator: UInt8
  private let lineEnd: [UInt8]
  private let quoted: TextPool.Marks

  init(
    _ spelling: CellSpelling, kind: RecordKind, shape: FileShape, separator: UInt8,
    lineEnd: String
  ) {
    self.spelling = spelling
    self.kind = kind
    self.shape = shape
    self.separator = separator
    self.lineEnd = Array(lineEnd.utf8)
    switch separator {
    case UInt8(ascii: ";"): quoted = [.quote, .lineBreak, .semicolon]
    case UInt8(ascii: ","): quoted = [.quote, .lineBreak, .comma]
    default: quoted = [.quote, .lineBreak, .tab]
    }
  }

  func begin() {
    let blanks = [UInt8](repeating: separator, count: kind.columns.count - 1)
    if shape.titleBlock {
      for line in ["SECRETARÍA DE EDUCACIÓN DEPARTAMENTAL", kind.title] {
        spelling.writer.put(line)
        spelling.writer.put(blanks)
        spelling.writer.put(lineEnd)
      }
      spelling.writer.put(blanks)
      spelling.writer.put(lineEnd)
    }
    for (index, column) in kind.columns.enumerated() {
      if index > 0 { spelling.writer.put(separator) }
      spelling.writer.put(column.header(variant: shape.headerVariant))
    }
    spelling.writer.put(lineEnd)
  }

  func write(_ row: Row, overflowing: Bool) {
    let writer = spelling.writer
    for index in row.indices {
      if index > 0 { writer.put(separator) }
      put(row[index])
    }
    if overflowing {
      writer.put(separator)
      writer.put("revisado")
    }
    writer.put(lineEnd)
  }

  func end() {}

  @inline(__always)
  private func put(_ cell: Cell) {
    switch cell {
    case .text(let phrase):
      let needsQuotes = !spelling.pool.marks(of: phrase).isDisjoint(with: quoted)
      if needsQuotes { spelling.writer.put(UInt8(ascii: "\"")) }
      spelling.put(table: phrase.first)
      spelling.put(table: phrase.second)
      spelling.put(table: phrase.third)
      if needsQuotes { spelling.writer.put(UInt8(ascii: "\"")) }
    case .numbered(let prefix, let number, let digits, let suffix):
      spelling.put(table: prefix)
      spelling.writer.put(number: number, digits: Int(digits))
      spelling.put(table: suffix)
    case .decimal, .percentage, .money: putNumber(cell)
    default: spelling.put(value: cell)
    }
  }

  /// A decimal comma must be quoted where the comma separates.
  @inline(__always)
  private func putNumber(_ cell: Cell) {
    let quotes = separator == UInt8(ascii: ",") && shape.values.decimalMark == separator
    if quotes { spelling.writer.put(UInt8(ascii: "\"")) }
    spelling.put(value: cell)
    if quotes { spelling.writer.put(UInt8(ascii: "\"")) }
  }
}

extension Column {
  /// The header of a variant; 0 and columns with no other header give the column's own name.
  func header(variant: Int) -> String {
    variant == 0 || titles.isEmpty ? name : titles[(variant - 1) % titles.count]
  }
}
