/// A field of a record: a range of the block it was read from.
package struct Field: Sendable, Hashable {
  package var start: Int32
  package var count: Int32
  /// Whether quotes inside it are doubled or text follows its closing quote, so that its value is
  /// not the bytes of the range as they stand.
  package var needsUnquoting: Bool

  package init(start: Int32, count: Int32, needsUnquoting: Bool = false) {
    self.start = start
    self.count = count
    self.needsUnquoting = needsUnquoting
  }
}

/// A record of a delimited text, as ranges of the block it was read from.
package struct DelimitedRecord: Sendable {
  package var fields: [Field] = []
  /// The record's bytes without its line end.
  package var start: Int = 0
  package var end: Int = 0
  /// Line ends inside the record and the one that closes it.
  package var lineEnds: Int = 0

  package init() {}
}

/// Why a table has to be refused whole (F008), and on which line the field at fault begins, counted
/// in line ends from where the tokenizer started.
package struct DelimitedFault: Error, Equatable, Sendable {
  package enum Kind: Sendable {
    case fieldTooLong
    case tooManyColumns
    case unclosedQuote
  }

  package let kind: Kind
  package let line: Int
  /// Where in the block the field at fault begins.
  package let offset: Int

  package init(_ kind: Kind, line: Int, offset: Int) {
    self.kind = kind
    self.line = line
    self.offset = offset
  }
}

package enum Limits {
  /// A field or an XML text, in UTF-8 bytes (F008).
  package static let fieldBytes = 1_048_576
  /// Columns of a record (F008).
  package static let columns = 1_000
}
