import Spreadsheet
import XMLStream

/// What a consumer saw, as text: a row is `number/line: cells`, a cell its value, marked by kind.
struct Worksheets: SpreadsheetConsumer {
  var events: [String] = []
  var sources: [String] = []
  /// The first cell by which the header is known.
  let header: String

  mutating func worksheet(name: String, line: Int) throws(XMLRefusal) {
    events.append("hoja \(name) \(line)")
  }

  mutating func row(_ row: SpreadsheetRow) throws(XMLRefusal) -> RowVerdict {
    let cells = row.cells.map { cell -> String in
      let value = String(decoding: cell.bytes, as: UTF8.self)
      return (cell.isFromAbove ? "^" : "") + mark(cell.kind) + value
    }
    events.append("\(row.number)/\(row.line): \(cells.joined(separator: "|"))")
    if let source = row.source {
      sources.append(String(decoding: source.extract(), as: UTF8.self))
    }
    return cells.contains(header) ? .headerFound : .proceed
  }

  mutating func endWorksheet() throws(XMLRefusal) {
    events.append("fin")
  }

  private func mark(_ kind: SpreadsheetCell.Kind) -> String {
    switch kind {
    case .empty, .text: ""
    case .number: "#"
    case .dateTime: "@"
    case .boolean: "?"
    case .percentage: "%"
    case .error: "!"
    case .uncomputed: "="
    }
  }
}

/// A workbook read to its end.
struct Reading {
  let events: [String]
  let sources: [String]
  let refusal: XMLRefusal?

  /// The rows without their places.
  var rows: [String] {
    events.compactMap { event in
      event.firstRange(of: ": ").map { String(event[$0.upperBound...]) }
    }
  }
}

func read(_ text: String, header: String = "cab", chunk: Int = 4_096) -> Reading {
  let bytes = Array(text.utf8)
  var visitor = SpreadsheetVisitor(Worksheets(header: header))
  var place = 0
  let outcome = XMLReader.read(&visitor) { buffer in
    let count = min(chunk, buffer.count, bytes.count - place)
    buffer.copyBytes(from: bytes[place..<place + count])
    place += count
    return count
  }
  return Reading(
    events: visitor.consumer.events, sources: visitor.consumer.sources, refusal: outcome.refusal)
}

/// A workbook of one worksheet whose rows begin on line 2, one a line.
func workbook(_ rows: String...) -> String {
  """
  <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
  xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="H"><Table>
  \(rows.joined(separator: "\n"))
  </Table></Worksheet></Workbook>
  """
}

func row(_ cells: String..., attributes: String = "") -> String {
  "<Row\(attributes.isEmpty ? "" : " " + attributes)>\(cells.joined())</Row>"
}

func cell(_ value: String, _ attributes: String = "", type: String = "String") -> String {
  let head = "<Cell\(attributes.isEmpty ? "" : " " + attributes)>"
  return head + (value.isEmpty ? "" : "<Data ss:Type=\"\(type)\">\(value)</Data>") + "</Cell>"
}
