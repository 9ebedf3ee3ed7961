import XMLStream

/// The elements of `content.xml` on the way to a value.
enum ContentElement {
  case document, body, spreadsheet, table
  /// Rows that are grouped, or repeated on each printed page.
  case rowGroup
  case row, cell, paragraph
  /// Text in a paragraph that is formatted or linked.
  case span
  case spaces, tab, lineBreak

  /// The element of a name inside another; `nil` where it leads to no value, as comments, drawings and
  /// the history of changes.
  init?(_ name: XMLName, in parent: ContentElement?) {
    switch parent {
    case .table, .rowGroup:
      guard let rows = ContentElement.rows(name) else { return nil }
      self = rows
    case .row where name.isTable("table-cell") || name.isTable("covered-table-cell"): self = .cell
    case .cell where name.isText("p") || name.isText("h"): self = .paragraph
    case .paragraph, .span:
      guard let piece = ContentElement.piece(name) else { return nil }
      self = piece
    case .spreadsheet where name.isTable("table"): self = .table
    case .body where name.isOffice("spreadsheet"): self = .spreadsheet
    case .document where name.isOffice("body"): self = .body
    case nil where name.isOffice("document-content"): self = .document
    default: return nil
    }
  }

  private static func rows(_ name: XMLName) -> ContentElement? {
    if name.isTable("table-row") { return .row }
    let isGroup =
      name.isTable("table-row-group") || name.isTable("table-rows")
      || name.isTable("table-header-rows")
    return isGroup ? .rowGroup : nil
  }

  private static func piece(_ name: XMLName) -> ContentElement? {
    if name.isText("s") { return .spaces }
    if name.isText("tab") { return .tab }
    if name.isText("line-break") { return .lineBreak }
    let isSpan =
      name.isText("span") || name.isText("a") || name.isText("ruby") || name.isText("ruby-base")
      || name.isText("meta")
    return isSpan ? .span : nil
  }
}

extension XMLName {
  @inline(__always)
  fileprivate func isTable(_ local: StaticString) -> Bool {
    isLocal(local) && isNamespace(OpenDocumentName.table)
  }

  @inline(__always)
  fileprivate func isText(_ local: StaticString) -> Bool {
    isLocal(local) && isNamespace(OpenDocumentName.text)
  }

  fileprivate func isOffice(_ local: StaticString) -> Bool {
    isLocal(local) && isNamespace(OpenDocumentName.office)
  }
}

/// The namespaces of OpenDocument.
enum OpenDocumentName {
  static let office: StaticString = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  static let table: StaticString = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  static let text: StaticString = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  /// LibreOffice's own, which tells errors from texts.
  static let calc: StaticString =
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
}

extension XMLElement {
  func attribute(_ name: StaticString, of namespace: StaticString) -> UnsafeRawBufferPointer? {
    attributes.first { $0.name.isLocal(name) && $0.name.isNamespace(namespace) }?.value
  }

  /// An attribute that counts, at least 1; 1 if it is absent.
  func count(_ name: StaticString, of namespace: StaticString) throws(XMLRefusal) -> Int {
    guard let value = attribute(name, of: namespace) else { return 1 }
    guard let number = Digits.number(value), number > 0 else { throw invalid(name) }
    return number
  }
}
