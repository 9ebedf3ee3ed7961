import Model
import XMLStream

/// Finds the column that an element or attribute of flat XML fills.
struct ElementNames: Sendable {
  private let names: [[UInt8]]

  init(_ kind: RecordKind) {
    names = kind.columns.map { Array($0.camelCase.utf8) }
  }

  /// The column of a name in no namespace.
  func column(_ name: XMLName) -> Int? {
    guard !name.hasNamespace else { return nil }
    let local = name.local
    return names.firstIndex { $0.count == local.count && $0.elementsEqual(local) }
  }
}

/// The structure faults of our own forms of XML (F005).
enum StructureFault {
  static func unknownElement(_ element: XMLElement, in parent: String) -> XMLRefusal {
    XMLRefusal(
      .structure(.unknownElement(element.name.string, parent: parent)), line: element.line)
  }

  static func unknownAttribute(_ name: XMLName, _ element: XMLElement) -> XMLRefusal {
    XMLRefusal(
      .structure(.unknownAttribute(name.string, element: element.name.string)), line: element.line)
  }

  static func missingAttribute(_ name: String, _ element: XMLElement) -> XMLRefusal {
    XMLRefusal(
      .structure(.missingAttribute(name, element: element.name.string)), line: element.line)
  }

  static func repeated(_ name: String, _ element: XMLElement) -> XMLRefusal {
    XMLRefusal(.structure(.repeatedField(name, element: element.name.string)), line: element.line)
  }

  /// Throws unless every attribute is foreign.
  static func refuseAttributes(_ element: XMLElement) throws(XMLRefusal) {
    for attribute in element.attributes where !attribute.name.hasNamespace {
      throw unknownAttribute(attribute.name, element)
    }
  }
}
