/// A finding about a row as it is found: all but its sentence, which is made where it is printed.
///
/// Where every row is at fault there are as many as rows, and most say the same; so it holds no text
/// of its own but a value's, which is short.
public struct Finding: Sendable {
  public let code: DiagnosticCode
  // As small as they can be, in an order without gaps: a block may have tens of thousands.
  private let ordinal: Int16
  private var number: UInt32
  /// The field's name as a column of contract 1; empty where no single field is meant.
  public let field: String
  /// The offending value, at most 80 characters.
  public let value: String
  /// 0 where there is none.
  private var dane: UInt64
  public var statement: Statement

  public init(
    _ code: DiagnosticCode, line: Int, column: Int = 0, field: String = "", value: String = "",
    _ statement: Statement, establishment: DaneCode? = nil
  ) {
    self.code = code
    ordinal = Int16(clamping: column)
    number = UInt32(clamping: line)
    self.field = field
    self.value = value
    dane = establishment?.number ?? 0
    self.statement = statement
  }

  /// 1-based physical line.
  public var line: Int {
    get { Int(number) }
    set { number = UInt32(clamping: newValue) }
  }

  /// 1-based ordinal of the field in its table; 0 in XML and where no single field is meant.
  public var column: Int { Int(ordinal) }

  /// The establishment whose record it concerns, where the record names one.
  public var establishment: DaneCode? {
    get { dane == 0 ? nil : DaneCode(number: dane) }
    set { dane = newValue?.number ?? 0 }
  }

  /// A finding whose sentence was made already.
  public init(_ diagnostic: Diagnostic) {
    self.init(
      diagnostic.code, line: diagnostic.line, column: diagnostic.column, field: diagnostic.field,
      value: diagnostic.value, .text(diagnostic.message), establishment: diagnostic.establishment)
  }

  /// The same with its sentence.
  public func diagnostic(saying message: String) -> Diagnostic {
    Diagnostic(
      code, line: line, column: column, field: field, value: value, message: message,
      establishment: establishment)
  }

  /// The order of `diagnosticos.csv` inside a file: line, column (absent first), code.
  public static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    (left.number, left.ordinal, left.code.rawValue)
      < (right.number, right.ordinal, right.code.rawValue)
  }
}

/// What a finding about a row says is wrong.
///
/// With the finding's value and establishment it makes the sentence (`FindingTexts`).
public enum Statement: Hashable, Sendable {
  /// A sentence that was made already.
  case text(String)
  /// A value that a kind's column, by its place, does not take.
  case value(ValueFault, RecordKind, column: Int)
  /// R107, of a table with so many columns.
  case surplusFields(width: Int)
  /// R109
  case endBeforeStart
  /// R112
  case lateFollowUp(cutoff: Day)
  /// R110 of rg-382.
  case repeatedAction(UInt16, version: UInt32, vigencia: UInt16)
  /// R110 of the self-evaluation.
  case repeatedValuation(vigencia: UInt16)
  /// R111, at the number of the meta or of the oportunidad.
  case goalElsewhere, opportunityElsewhere
  /// X207
  case versionElsewhere(UInt32, vigencia: UInt16)
  /// X206: a version, and the higher one that counts.
  case superseded(UInt32, by: UInt32, vigencia: UInt16)
  /// X216: a version that lost every row, and the lower one that counts.
  case lostVersion(UInt32, counting: UInt32, vigencia: UInt16)
  /// R113: so many of a route's actions.
  case incompleteActions(UInt16, of: UInt16, vigencia: UInt16)
  /// X214
  case mixedEditions(vigencia: UInt16)
  /// X211: the number of the meta and, in hundredths, the value that came first.
  case otherValue(goal: UInt16, first: Int)
  /// X203 and X204
  case deliveredWithoutRoute(vigencia: UInt16), routeWithoutDelivery(vigencia: UInt16)
  /// X201, X202
  case unknownEstablishment, inactiveEstablishment
}

/// Why the value of a field is refused (contract 1 §3).
public enum ValueFault: UInt8, Error, Equatable, Sendable {
  case missing
  case notNumber
  case outOfRange
  case notDate
  case notAllowed
  case malformedCode
  case control
}
