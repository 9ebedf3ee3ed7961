import XMLStream

/// Visits `styles.xml`: the number format of each cell style (`cellXfs/xf`).
struct StylesVisitor: XMLVisitor {
  private enum List {
    case formats, styles, other
  }

  private(set) var formats: [NumberFormat] = []
  private var own: [Int: NumberFormat] = [:]
  private var list = List.other

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    if element.depth == 2 {
      list =
        element.name.isSheetML("numFmts")
        ? .formats : element.name.isSheetML("cellXfs") ? .styles : .other
    }
    guard element.depth == 3, list != .other else { return }
    let number = element.plainNumber("numFmtId") ?? 0
    guard formats.count + own.count < XMLLimit.items.greatest else {
      throw XMLRefusal(.limit(.items), line: element.line)
    }
    if list == .formats {
      own[number] = NumberFormat(code: element.plainText("formatCode"))
    } else {
      formats.append(own[number] ?? NumberFormat(builtIn: number))
    }
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {}
}
