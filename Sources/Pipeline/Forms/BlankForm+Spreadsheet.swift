import Model

/// The form as XML Spreadsheet 2003: header with comments, typed columns, lists of values.
///
/// Source: the SpreadsheetML reference of Office 2003.
extension BlankForm {
  /// Title and instruction.
  private static let openingRows = 2
  /// Rows that are formatted cell by cell, since LibreOffice takes no format from a column.
  private static let preparedRows = 200
  private static let lastRow = 5000
  private static let listSheet = "Listas"
  /// Bytes that a list may have when it stands in the rule itself.
  private static let longestInlineList = 250

  var spreadsheet: [UInt8] {
    var sheets = [formSheet]
    if !listedFields.isEmpty { sheets.append(lists) }
    let parts = [BlankForm.opening, BlankForm.styles] + sheets + ["</Workbook>\n"]
    return Array(parts.joined().utf8)
  }

  private static let opening = """
    <?xml version="1.0" encoding="UTF-8"?>
    <?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:x="urn:schemas-microsoft-com:office:excel">

    """

  /// LibreOffice fills a style that says nothing of its background like the one before it, so those
  /// without come first.
  private static let styles = """
     <Styles>
      <Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="Calibri" ss:Size="11"/></Style>
      <Style ss:ID="texto"><NumberFormat ss:Format="@"/></Style>
      <Style ss:ID="fecha"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style>
      <Style ss:ID="titulo"><Font ss:FontName="Calibri" ss:Size="14" ss:Bold="1"/></Style>
      <Style ss:ID="ayuda">
       <Font ss:FontName="Calibri" ss:Size="9" ss:Italic="1" ss:Color="#404040"/></Style>
      <Style ss:ID="obligatoria"><Font ss:FontName="Calibri" ss:Bold="1" ss:Color="#FFFFFF"/>
       <Interior ss:Color="#1F4E79" ss:Pattern="Solid"/></Style>
      <Style ss:ID="opcional"><Font ss:FontName="Calibri" ss:Bold="1"/>
       <Interior ss:Color="#DDEBF7" ss:Pattern="Solid"/></Style>
     </Styles>

    """

  private var formSheet: String {
    let columns = fields.map { field in
      let style = BlankForm.style(of: field.column).map { " ss:StyleID=\"\($0)\"" } ?? ""
      return
        "   <Column\(style) ss:AutoFitWidth=\"0\" ss:Width=\"\(BlankForm.width(of: field))\"/>\n"
    }
    return " <Worksheet ss:Name=\"\(kind.name)\">\n  <Table>\n" + columns.joined()
      + BlankForm.row([BlankForm.cell(kind.title, style: "titulo")], height: 22)
      + BlankForm.row([BlankForm.cell(BlankForm.instruction)])
      + helpRows.map { BlankForm.row($0.map { BlankForm.cell($0, style: "ayuda") }) }.joined()
      + BlankForm.row(fields.map(BlankForm.heading))
      + String(repeating: preparedRow, count: BlankForm.preparedRows) + "  </Table>\n"
      + frozen
      + fields.indices.compactMap(rule).joined() + " </Worksheet>\n"
  }

  /// A row without values.
  private var preparedRow: String {
    let cells = fields.enumerated().compactMap { place, field in
      BlankForm.style(of: field.column).map {
        "<Cell ss:Index=\"\(place + 1)\" ss:StyleID=\"\($0)\"/>"
      }
    }
    return "   <Row>\(cells.joined())</Row>\n"
  }

  private static func row(_ cells: [String], height: Int? = nil) -> String {
    let height = height.map { " ss:AutoFitHeight=\"0\" ss:Height=\"\($0)\"" } ?? ""
    return "   <Row\(height)>\n" + cells.joined() + "   </Row>\n"
  }

  private static func cell(_ text: String, style: String? = nil, comment: String? = nil) -> String {
    let style = style.map { " ss:StyleID=\"\($0)\"" } ?? ""
    let comment = comment.map { "<Comment><ss:Data>\(escaped($0))</ss:Data></Comment>" } ?? ""
    return "    <Cell\(style)><Data ss:Type=\"String\">\(escaped(text))</Data>\(comment)</Cell>\n"
  }

  /// The help of all columns, a line a row: LibreOffice breaks no text within a cell.
  private var helpRows: [[String]] {
    let texts = fields.map { field in
      TextLayout.wrapped(field.help, width: BlankForm.width(of: field) * 10 / 55, indent: 0)
    }
    return (0..<(texts.map(\.count).max() ?? 0)).map { line in
      texts.map { $0.indices.contains(line) ? $0[line] : "" }
    }
  }

  /// 1-based; a header is looked for in the first 20 rows.
  private var headerRow: Int { BlankForm.openingRows + helpRows.count + 1 }

  private static func heading(of field: Field) -> String {
    cell(
      field.column.name, style: field.column.isRequired ? "obligatoria" : "opcional",
      comment: comment(of: field.column))
  }

  /// The rows up to the header stay in sight.
  private var frozen: String {
    """
      <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
       <FreezePanes/><FrozenNoSplit/>
       <SplitHorizontal>\(headerRow)</SplitHorizontal>
       <TopRowBottomPane>\(headerRow)</TopRowBottomPane>
       <ActivePane>2</ActivePane>
      </WorksheetOptions>

    """
  }

  /// Codes are text, so that no digit is lost; `nil` where the cell needs no format.
  private static func style(of column: Column) -> String? {
    switch column.type {
    case .establishment, .municipality, .process, .component: "texto"
    case .text: column.name.hasPrefix("codigo_") || column.name == "radicado" ? "texto" : nil
    case .date: "fecha"
    case .integer, .decimal, .money, .yesNo, .word, .vigencia: nil
    }
  }

  /// In points: for the heading, and for what usually stands below it.
  private static func width(of field: Field) -> Int {
    let content =
      switch field.column.type {
      case .text: field.column.name.hasPrefix("codigo_") ? 90 : 200
      case .establishment, .money, .component: 100
      case .date, .municipality, .process: 80
      case .integer, .decimal, .vigencia, .yesNo: 60
      case .word(let words): 7 * (words.map(\.spelling.count).max() ?? 0) + 24
      }
    return max(content, 7 * field.column.name.count + 16, 90)
  }

  static func escaped(_ text: String) -> String {
    text.rewriting { ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"][$0] }
  }
}

/// What a cell of each column may hold, as Excel checks it.
extension BlankForm {
  /// Fields whose list does not fit in a rule, so that it stands on a sheet of its own.
  private var listedFields: [Field] {
    fields.filter { BlankForm.inlineList($0).utf8.count > BlankForm.longestInlineList }
  }

  private static func inlineList(_ field: Field) -> String {
    field.choices.map(\.value).joined(separator: ",")
  }

  private func rule(of place: Int) -> String? {
    let field = fields[place]
    guard let condition = condition(of: field) else { return nil }
    let column = "C\(place + 1)"
    let message = BlankForm.escaped(ColumnForms(field.column.type).accepted)
    return """
        <DataValidation xmlns="urn:schemas-microsoft-com:office:excel">
         <Range>R\(headerRow + 1)\(column):R\(BlankForm.lastRow)\(column)</Range>
         \(condition)
         <ErrorMessage>\(message)</ErrorMessage>
         <ErrorTitle>\(BlankForm.wrongValueTitle)</ErrorTitle>
        </DataValidation>

      """
  }

  private func condition(of field: Field) -> String? {
    if let place = listedFields.firstIndex(where: { $0.column.name == field.column.name }) {
      let column = "C\(2 * place + 1)"
      let range = "\(BlankForm.listSheet)!R2\(column):R\(field.choices.count + 1)\(column)"
      return "<Type>List</Type><CellRangeList/><Value>\(range)</Value>"
    }
    if !field.choices.isEmpty {
      return "<Type>List</Type><Value>&quot;\(BlankForm.inlineList(field))&quot;</Value>"
    }
    switch field.column.type {
    case .vigencia: return BlankForm.whole(2000...2100)
    case .integer(let range): return BlankForm.whole(range)
    case .establishment: return BlankForm.length(12)
    case .municipality: return BlankForm.length(5)
    case .text, .decimal, .money, .date, .yesNo, .word, .process, .component: return nil
    }
  }

  private static func whole(_ range: ClosedRange<Int>) -> String {
    "<Type>Whole</Type><Min>\(range.lowerBound)</Min><Max>\(range.upperBound)</Max>"
  }

  private static func length(_ count: Int) -> String {
    "<Type>TextLength</Type><Qualifier>Equal</Qualifier><Value>\(count)</Value>"
  }

  /// Each long list in two columns: what may be chosen, and what it stands for.
  private var lists: String {
    let listed = listedFields
    let headings = listed.flatMap {
      [
        BlankForm.cell($0.column.name, style: "opcional"),
        BlankForm.cell("nombre", style: "opcional"),
      ]
    }
    let longest = listed.map(\.choices.count).max() ?? 0
    let rows = (0..<longest).map { place in
      BlankForm.row(
        listed.flatMap { field in
          let choice = field.choices.indices.contains(place) ? field.choices[place] : nil
          return [choice?.value ?? "", choice?.name ?? ""].map { BlankForm.cell($0) }
        })
    }
    let columns = listed.map { _ in "   <Column ss:Width=\"100\"/>\n   <Column ss:Width=\"360\"/>\n"
    }
    return " <Worksheet ss:Name=\"\(BlankForm.listSheet)\">\n  <Table>\n" + columns.joined()
      + BlankForm.row(headings) + rows.joined() + "  </Table>\n </Worksheet>\n"
  }
}
