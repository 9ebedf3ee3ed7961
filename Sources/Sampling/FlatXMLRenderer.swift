/// Records as flat XML (contract 1, §2): one element a record.
struct FlatXMLRenderer: RecordRenderer {
  private let spelling: CellSpelling
  private let attributes: Bool
  private let encoding: TextEncoding
  private let root: String
  private let row: [UInt8]
  private let names: [[UInt8]]

  init(_ spelling: CellSpelling, kind: RecordKind, shape: FileShape, attributes: Bool) {
    self.spelling = spelling
    self.attributes = attributes
    encoding = shape.encoding
    root = kind.elements.root
    row = Array(kind.elements.row.utf8)
    names = kind.columns.map { Array($0.camelCase.utf8) }
  }

  func begin() {
    spelling.writer.put(XMLText.declaration(encoding) + "<\(root)>\n")
  }

  func write(_ cells: Row, overflowing: Bool) {
    let writer = spelling.writer
    writer.put(XMLText.indentedOpening)
    writer.put(row)
    if attributes {
      for (index, cell) in cells.enumerated() where cell != .absent {
        spelling.put(attribute: names[index], cell)
      }
      writer.put(XMLText.emptyEnd)
      return
    }
    writer.put(UInt8(ascii: ">"))
    for (index, cell) in cells.enumerated() where cell != .absent {
      spelling.put(element: names[index], cell)
    }
    writer.put(XMLText.closing)
    writer.put(row)
    writer.put(XMLText.lineEnd)
  }

  func end() {
    spelling.writer.put("</\(root)>\n")
  }
}

/// Pieces of XML.
enum XMLText {
  static let indentedOpening = Array("  <".utf8)
  static let emptyEnd = Array("/>\n".utf8)
  static let lineEnd = Array(">\n".utf8)
  static let closing = Array("</".utf8)
  static let attributeStart = Array("=\"".utf8)

  static func declaration(_ encoding: TextEncoding) -> String {
    let name =
      switch encoding {
      case .utf8, .utf8WithMark: "UTF-8"
      case .windows1252: "windows-1252"
      case .utf16: "UTF-16"
      }
    return "<?xml version=\"1.0\" encoding=\"\(name)\"?>\n"
  }
}

extension CellSpelling {
  func put(attribute name: [UInt8], _ cell: Cell) {
    writer.put(UInt8(ascii: " "))
    writer.put(name)
    writer.put(XMLText.attributeStart)
    put(xml: cell)
    writer.put(UInt8(ascii: "\""))
  }

  func put(element name: [UInt8], _ cell: Cell) {
    writer.put(UInt8(ascii: "<"))
    writer.put(name)
    writer.put(UInt8(ascii: ">"))
    put(xml: cell)
    writer.put(XMLText.closing)
    writer.put(name)
    writer.put(UInt8(ascii: ">"))
  }
}
