/// A compiled template: operations on slots, with no name left to look up.
struct Program: Sendable {
  /// All literal text, already in the output format.
  var literals: [UInt8] = []
  var operations: [Operation] = []
  var references: [Reference] = []
  /// The slots of dotted names, after the first one of each.
  var slots: [Int] = []
  /// Where each reference stands, for errors of values.
  var sites: [Site] = []
  /// The separators of the dialect; those of RFC 4180 where the output is not CSV.
  var dialect = CSVDialect.rfc4180

  /// What every step of a rendering looks at, as plain memory: an array is asked for its owner each time.
  struct Parts {
    let literals: UnsafeBufferPointer<UInt8>
    let operations: UnsafeBufferPointer<Operation>
    let references: UnsafeBufferPointer<Reference>
  }

  /// Calls `body` with the parts, which are valid only during the call.
  func withPointers<Result>(_ body: (Parts) throws -> Result) rethrows -> Result {
    try literals.withUnsafeBufferPointer { literals in
      try operations.withUnsafeBufferPointer { operations in
        try references.withUnsafeBufferPointer { references in
          try body(Parts(literals: literals, operations: operations, references: references))
        }
      }
    }
  }

  enum Operation: Sendable {
    case literal(start: Int, count: Int)
    case value(reference: Int, Writer)
    case section(Section)
  }

  /// A part that is written as often as its value says; its body follows it, up to `end`.
  struct Section: Sendable {
    enum Test: Sendable {
      case flag, record, rows
    }
    let reference: Int
    let test: Test
    let isInverted: Bool
    /// How many values the records have that the body sees.
    let fieldCount: Int
    var end: Int
  }

  /// A value by its place: the frame (0 is the outermost record), the slot in it, and the slots
  /// `slots[rest]` through the records below.
  struct Reference: Sendable {
    let frame: Int
    let slot: Int
    let restStart: Int
    let restEnd: Int
  }

  struct Site: Sendable {
    let place: TemplatePlace
    let tag: String
    let name: String
    let kind: Kind
  }
}

/// How a value is turned into bytes.
enum Writer: Sendable {
  case htmlText, htmlInteger, htmlDecimal, htmlNumber, htmlDate, htmlYesNo
  case plain, link, measure, image
  case csvText, csvInteger, csvDecimal, csvNumber, csvDate, csvYesNo
}
