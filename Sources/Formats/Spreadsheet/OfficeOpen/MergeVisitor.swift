import XMLStream

/// Where a merge of cells begins, and how many cells it takes to the right and below.
struct CellMerge {
  let first: CellReference
  let across: Int
  let down: Int
}

/// Visits a sheet for its merges, which stand behind its cells.
struct MergeVisitor: XMLVisitor {
  private var merges: [CellMerge] = []

  /// In the order of rows and columns.
  func sorted() -> [CellMerge] {
    merges.sorted { ($0.first.row, $0.first.column) < ($1.first.row, $1.first.column) }
  }

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    guard element.depth == 3, element.name.isSheetML("mergeCell") else { return }
    guard merges.count < XMLLimit.items.greatest else {
      throw XMLRefusal(.limit(.items), line: element.line)
    }
    let range = element.plainAttribute("ref") ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let ends = range.split(separator: 0x3A)
    guard let first = ends.first.flatMap({ CellReference($0) }),
      let last = ends.last.flatMap({ CellReference($0) }), ends.count <= 2,
      last.column >= first.column, last.row >= first.row
    else {
      let fault = XMLStructureFault.invalidAttribute("ref", element: "mergeCell")
      throw XMLRefusal(.structure(fault), line: element.line)
    }
    merges.append(
      CellMerge(first: first, across: last.column - first.column, down: last.row - first.row))
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {}
}
