import XMLStream

/// Visits `workbook.xml`: which sheets there are, and from which year dates are counted.
struct WorkbookVisitor: XMLVisitor {
  struct Sheet {
    let name: String
    let relationship: String
  }

  private(set) var isWorkbook = false
  private(set) var isFrom1904 = false
  /// In the order of their tabs, hidden ones too.
  private(set) var sheets: [Sheet] = []
  private var isInSheets = false

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    switch element.depth {
    case 1: isWorkbook = element.name.isSheetML("workbook")
    case 2:
      isInSheets = element.name.isSheetML("sheets")
      if element.name.isSheetML("workbookPr") { isFrom1904 = element.isTrue("date1904") }
    case 3 where isInSheets && element.name.isSheetML("sheet"):
      guard sheets.count < XMLLimit.sheets.greatest else {
        throw XMLRefusal(.limit(.sheets), line: element.line)
      }
      let id = element.attributes.first { $0.name.isLocal("id") && $0.name.hasNamespace }
      sheets.append(
        Sheet(
          name: element.plainText("name"),
          relationship: id.map { String(decoding: $0.value, as: UTF8.self) } ?? ""))
    default: break
    }
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {}
}
