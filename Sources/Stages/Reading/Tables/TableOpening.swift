import Delimited
import Model

/// The start of a table: its separator, its header and where its data begin.
package struct TableOpening: Sendable {
  package let header: TableHeader
  package let separator: [UInt8]
  /// The header's first line, 1-based.
  package let headerLine: Int
  /// Where the first record after the header starts in the head that was looked at.
  package let dataStart: Int
  /// Line ends before it.
  package let dataLine: Int
  /// What refuses the header or a record above it, with its 0-based line.
  package let fault: DelimitedFault?
}

/// What the head of a table's text shows.
package enum TableFinding: Sendable {
  case opened(TableOpening)
  /// F001; the nearest kind, where some column is known, with what it lacks.
  case unknown(nearest: (kind: RecordKind, missing: [String])?)
  /// More of the text is needed to tell.
  case tooShort
}

/// Finds the header of a table (contract 1 §2).
package struct HeaderSearch {
  /// The header is one of so many first records.
  package static let records = 20
  private static let separators: [[UInt8]] = [[0x3B], [0x2C], [0x09]]

  private let vocabulary: Vocabulary
  private let block: Block
  private let isWhole: Bool

  package init(_ block: Block, isWhole: Bool, vocabulary: Vocabulary) {
    self.block = block
    self.isWhole = isWhole
    self.vocabulary = vocabulary
  }

  package func run() -> TableFinding {
    let (start, declared) = separatorLine()
    var nearest: (kind: RecordKind, missing: [String], found: Int)?
    for separator in declared.map({ [$0] }) ?? HeaderSearch.separators {
      var rows = HeadRows(block, from: start, separator: separator, isWhole: isWhole)
      for _ in 0..<HeaderSearch.records {
        guard let cells = rows.next() else { break }
        guard let match = vocabulary.headings.match(cells) else { continue }
        if let header = TableHeader(match) {
          return .opened(rows.opening(header, separator, isAfterMark: start > 0))
        }
        if let near = TableHeader.nearest(match), near.found > nearest?.found ?? 0 {
          nearest = near
        }
      }
      // A later separator must not win for want of text.
      if rows.isShort { return .tooShort }
    }
    return .unknown(nearest: nearest.map { ($0.kind, $0.missing) })
  }

  /// Where the text behind a first line `sep=X` starts, and the character it names.
  private func separatorLine() -> (start: Int, separator: [UInt8]?) {
    let bytes = block.bytes
    let end = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    guard end <= 32 else { return (0, nil) }
    var line = Array(bytes[..<end])
    if line.first == 0x22, line.last == 0x22, line.count >= 2 {
      line = Array(line[1..<line.count - 1])
    }
    guard line.prefix(4).map(Folding.lowercase) == Array("sep=".utf8) else { return (0, nil) }
    var name = Array(line.dropFirst(4))
    if name.count >= 3, name.first == 0x22, name.last == 0x22 {
      name = Array(name[1..<name.count - 1])
    }
    let text = String(decoding: name, as: UTF8.self)
    guard text.unicodeScalars.count == 1, text != "\"" else { return (0, nil) }
    var next = end
    if next < bytes.count {
      next += bytes[next] == 0x0D && next + 1 < bytes.count && bytes[next + 1] == 0x0A ? 2 : 1
    }
    return (next, name)
  }
}

/// The first records of a text under one separator; of one that is over a limit what was cut of it.
private struct HeadRows: ~Copyable {
  private let block: Block
  private let separator: [UInt8]
  private let isWhole: Bool
  private var tokenizer: DelimitedTokenizer
  private let unquoted = Arena()
  /// Line ends before the place from which the tokenizer counts.
  private var linesBefore = 0
  /// Line ends before the record that was read last.
  private var recordLine = 0
  private var fault: DelimitedFault?
  /// The text ended inside a record before enough of them were seen.
  private(set) var isShort = false

  init(_ block: Block, from start: Int, separator: [UInt8], isWhole: Bool) {
    self.block = block
    self.separator = separator
    self.isWhole = isWhole
    tokenizer = DelimitedTokenizer(block, from: start, separator: separator)
  }

  /// The cells of the next record, valid as long as these rows and their block.
  mutating func next() -> [Bytes]? {
    do throws(DelimitedFault) {
      guard try tokenizer.next() else {
        isShort = !isWhole
        return nil
      }
      recordLine = linesBefore + tokenizer.lines - tokenizer.record.lineEnds
    } catch {
      guard error.kind != .unclosedQuote else {
        isShort = !isWhole && block.count - error.offset <= 2 * Limits.fieldBytes + 2
        return nil
      }
      let cells = cells()
      passOver(error)
      return isAtEnd() ? nil : cells
    }
    return isAtEnd() ? nil : cells()
  }

  /// Whether the text may have more of the record that was read last.
  private mutating func isAtEnd() -> Bool {
    guard !isWhole, tokenizer.position == block.count else { return false }
    isShort = true
    return true
  }

  private func cells() -> [Bytes] {
    tokenizer.record.fields.map { field in
      let bytes = block[TextSpan(start: Int(field.start), count: Int(field.count))]
      return field.needsUnquoting ? unquoted.keep(Unquoting.value(of: bytes)) : bytes
    }
  }

  /// Goes on behind a record that is over a limit, which refuses the table if it is one (F008).
  private mutating func passOver(_ error: DelimitedFault) {
    recordLine = linesBefore + tokenizer.lines
    if fault == nil {
      fault = DelimitedFault(error.kind, line: linesBefore + error.line, offset: error.offset)
    }
    let end = RecordEnd(of: block.bytes, from: tokenizer.record.start, separator: separator)
    linesBefore = recordLine + end.lineEnds
    tokenizer = DelimitedTokenizer(block, from: end.position, separator: separator)
  }

  /// The opening whose header is the record that was read last.
  func opening(_ header: TableHeader, _ separator: [UInt8], isAfterMark: Bool) -> TableOpening {
    let before = isAfterMark ? 1 : 0
    return TableOpening(
      header: header, separator: separator, headerLine: recordLine + 1 + before,
      dataStart: tokenizer.position, dataLine: linesBefore + tokenizer.lines + before,
      fault: fault.map { DelimitedFault($0.kind, line: $0.line + before, offset: $0.offset) })
  }
}

/// Where a record ends that the tokenizer did not read to its end.
private struct RecordEnd {
  /// Where the next record starts, or the end of the text.
  private(set) var position: Int
  /// Those inside quotes too.
  private(set) var lineEnds = 0

  init(of bytes: Bytes, from start: Int, separator: [UInt8]) {
    position = start
    var isQuoted = false
    var isFieldStart = true
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      let isReturn = byte == 0x0D && !(position < bytes.count && bytes[position] == 0x0A)
      if byte == 0x22, isQuoted || isFieldStart {
        // Of a doubled quote the second opens again what the first closed.
        isQuoted.toggle()
        isFieldStart = isQuoted ? false : position < bytes.count && bytes[position] == 0x22
      } else {
        if byte == 0x0A || isReturn {
          lineEnds += 1
          if !isQuoted { return }
        }
        isFieldStart =
          !isQuoted && bytes[..<position].suffix(separator.count).elementsEqual(separator)
      }
    }
  }
}
