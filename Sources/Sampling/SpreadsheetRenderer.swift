/// Records as XML Spreadsheet 2003: titles merged over the columns, absent cells left out.
struct SpreadsheetRenderer: RecordRenderer {
  private let spelling: CellSpelling
  private let kind: RecordKind
  private let shape: FileShape

  init(_ spelling: CellSpelling, kind: RecordKind, shape: FileShape) {
    self.spelling = spelling
    self.kind = kind
    self.shape = shape
  }

  func begin() {
    let writer = spelling.writer
    writer.put(XMLText.declaration(shape.encoding))
    writer.put(
      """
      <?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
       xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
       <Styles>
        <Style ss:ID="Default" ss:Name="Normal"/>
        <Style ss:ID="s21"><NumberFormat ss:Format="Short Date"/></Style>
       </Styles>
       <Worksheet ss:Name="\(kind.rawValue)">
        <Table>

      """)
    let merged = kind.columns.count - 1
    for line in ["SECRETARÍA DE EDUCACIÓN DEPARTAMENTAL", kind.title] {
      writer.put("   <Row><Cell ss:MergeAcross=\"\(merged)\">")
      writer.put("<Data ss:Type=\"String\">\(line)</Data></Cell></Row>\n")
    }
    writer.put("   <Row ss:Index=\"4\">")
    for column in kind.columns {
      let header = column.header(variant: shape.headerVariant)
      writer.put("<Cell><Data ss:Type=\"String\">\(header)</Data></Cell>")
    }
    writer.put("</Row>\n")
  }

  func write(_ row: Row, overflowing: Bool) {
    let writer = spelling.writer
    writer.put("   <Row>")
    var skipped = false
    for (index, cell) in row.enumerated() {
      if cell == .absent {
        skipped = true
        continue
      }
      put(cell, index: skipped ? index + 1 : nil)
      skipped = false
    }
    if overflowing {
      writer.put("<Cell ss:Index=\"\(row.count + 1)\"><Data ss:Type=\"String\">revisado")
      writer.put("</Data></Cell>")
    }
    writer.put("</Row>\n")
  }

  func end() {
    spelling.writer.put("  </Table>\n </Worksheet>\n</Workbook>\n")
  }

  private func put(_ cell: Cell, index: Int?) {
    let writer = spelling.writer
    var style = ""
    if case .date = cell { style = " ss:StyleID=\"s21\"" }
    if let index {
      writer.put("<Cell ss:Index=\"\(index)\"\(style)><Data ss:Type=\"")
    } else {
      writer.put("<Cell\(style)><Data ss:Type=\"")
    }
    switch cell {
    case .date(let day):
      writer.put("DateTime\">")
      spelling.put(isoDate: day)
      writer.put("T00:00:00.000")
    case .integer, .decimal, .percentage, .money:
      writer.put("Number\">")
      spelling.put(value: cell)
    case .flag(let yes): writer.put(yes ? "Boolean\">1" : "Boolean\">0")
    case .absent, .text, .numbered:
      writer.put("String\">")
      spelling.put(xml: cell)
    }
    writer.put("</Data></Cell>")
  }
}
