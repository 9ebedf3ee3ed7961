/// Why a document is refused whole, and where.
///
/// Carries data only; the sentence is made by who reports it. Source: contract 2.
public struct XMLRefusal: Error, Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    /// F001: the root element is none that the visitor knows.
    case unknownRoot(String)
    /// F002: the declared encoding is none that is read.
    case unsupportedEncoding(String)
    /// F002: NUL, a byte that the encoding leaves undefined, or half a character of UTF-16.
    case undecodable
    /// F004
    case notWellFormed(XMLFault)
    /// F005
    case structure(XMLStructureFault)
    /// F007: a document type declaration.
    case documentType
    /// F008
    case limit(XMLLimit)
  }

  public let reason: Reason
  /// 1-based, every line end counted (LF, CRLF, CR): of the parser's place (F004), the element or
  /// declaration (F005, F007, F008); `nil` where the contract gives none (F001, F002).
  public let line: Int?

  public init(_ reason: Reason, line: Int? = nil) {
    self.reason = reason
    self.line = line
  }

  /// The diagnostic code of contract 2.
  public var code: String {
    switch reason {
    case .unknownRoot: "F001"
    case .unsupportedEncoding, .undecodable: "F002"
    case .notWellFormed: "F004"
    case .structure: "F005"
    case .documentType: "F007"
    case .limit: "F008"
    }
  }

  /// Whether a fault found later in the document goes before this one.
  var yieldsToLaterFaults: Bool {
    switch reason {
    case .unknownRoot, .structure: true
    default: false
    }
  }
}

/// What keeps a document from being well formed, as far as it can be told in few words.
public struct XMLFault: Equatable, Sendable {
  public enum Kind: Sendable, Equatable {
    case emptyDocument
    /// The document ends before its root element does.
    case unfinished
    case contentAfterRoot
    case mismatchedTag
    /// An entity other than the five predefined ones, or a reference that is none.
    case entity
    case repeatedAttribute
    /// A character that XML does not allow.
    case character
    case notUTF8
    case undeclaredPrefix
    case syntax
  }

  public let kind: Kind
  /// The parser's own words, in English; empty where the fault was not found by it.
  public let message: String

  public init(_ kind: Kind, message: String = "") {
    self.kind = kind
    self.message = message
  }
}

/// In what a document departs from the structure of its kind (F005); names as they are written.
public enum XMLStructureFault: Equatable, Sendable {
  case unknownElement(String, parent: String)
  case unknownAttribute(String, element: String)
  case missingAttribute(String, element: String)
  /// An attribute whose value can't be one.
  case invalidAttribute(String, element: String)
  /// An element whose text can't be one.
  case invalidContent(element: String)
  /// A field given twice, as attributes, elements or one of each.
  case repeatedField(String, element: String)
}

/// The limits of a document (F008).
public enum XMLLimit: Sendable, Equatable, CaseIterable {
  case depth
  case startTag
  case attributes
  case text
  case columns
  /// Namespace declarations in scope; ours, not the contract's: the parser walks all of them for each
  /// prefix, so that a document could cost it hours.
  case namespaces
  /// Worksheets of a workbook, rows of a worksheet.
  case sheets
  case rows
  /// Entries of a list that a workbook keeps beside its cells: merges, styles, relationships.
  case items
  /// Texts that the cells of a workbook share, in bytes, with eight for each.
  case sharedText
  /// What the cells that refer to shared texts come to, in bytes; of a large workbook 64 times its
  /// size.
  case references
  /// What rows that are written once and repeated come to, in bytes, with sixteen for each cell.
  case repeated

  /// The greatest value that is accepted: levels (the root is 1), UTF-8 bytes, or a number.
  public var greatest: Int {
    switch self {
    case .depth: 64
    case .startTag: 65_536
    case .attributes: 256
    case .text: 1_048_576
    case .columns: 1_000
    case .namespaces: 1_024
    case .sheets: 2_047
    case .rows: 1_048_576
    case .items: 1_000_000
    case .sharedText: 256 << 20
    case .references: 256 << 20
    case .repeated: 64 << 20
    }
  }
}

/// What became of a document.
public struct XMLOutcome: Equatable, Sendable {
  /// `nil`: the document was well formed to its very end and the visitor took all of it.
  public let refusal: XMLRefusal?
  /// `nil` if the encoding itself is the reason of the refusal.
  public let encoding: XMLEncoding?

  public init(refusal: XMLRefusal?, encoding: XMLEncoding?) {
    self.refusal = refusal
    self.encoding = encoding
  }
}
