/// A place in a template, in the units of contract 2.
public struct TemplatePlace: Sendable, Hashable {
  public let template: String
  /// 1-based; lines end at LF.
  public let line: Int
  /// In Unicode scalars, 1-based, so that `ñ` counts once; of a tag its opening delimiter.
  public let column: Int
}

/// What is wrong with a template, or with a value given to it, and where.
///
/// Errors of templates are found before any data is read; the sentence is made by `message`.
public struct TemplateError: Error, Sendable, Equatable {
  public let place: TemplatePlace
  /// The tag as written, cut at 80 characters; empty where no tag is at fault.
  public let tag: String
  public let problem: Problem
  /// The tags that led here from the template that was compiled, outermost first.
  public let usedFrom: [TemplatePlace]

  public enum Problem: Sendable, Equatable {
    // The language.
    case notUTF8
    case unclosedTag
    case malformedTag
    case unescapedTag
    case malformedDelimiters
    case unclosedSection(name: String)
    case unopenedSection(name: String)
    case contentOutsideBlocks(parent: String)
    case repeatedBlock(name: String)
    case tooDeep(limit: Int)
    case tooLarge
    // The names.
    case unknownName(String, nearest: String?)
    case notARecord(name: String, kind: Kind)
    case sectionOverPlainValue(name: String, kind: Kind)
    case variableOverStructure(name: String, kind: Kind)
    case noImplicitValue
    case missingTemplate(String, nearest: String?)
    case recursion([String])
    case unknownBlock(String, nearest: String?)
    case streamReadTwice(name: String)
    // The output format.
    case unsafePlace(UnsafePlace)
    case sectionBreaksMarkup
    case unclosedMarkup
    case notAWholeField
    case sectionBreaksLine
    case otherFieldCount(expected: Int, found: Int)
    case malformedQuotes
    // The values.
    case valueOfOtherKind(expected: Kind)
    case recordOfOtherShape(expected: Int, found: Int)
    case textNotPlain
    case textNotALink
  }

  /// Where in HTML no data may stand.
  public enum UnsafePlace: Sendable, Equatable {
    case rawText(element: String)
    case comment
    case tag
    case unquotedAttribute
    case eventAttribute(String)
    case codeAttribute(String)
    case styleAttribute
    case linkStart(attribute: String)
    case notAnImageSource
  }
}

/// Everything found wrong with a template, in the order of its text.
public struct TemplateErrors: Error, Sendable, Equatable {
  public let errors: [TemplateError]

  public init(errors: [TemplateError]) {
    self.errors = errors
  }
}
