import Spreadsheet
import Testing
import XMLStream

@Suite("XML Spreadsheet 2003")
struct SpreadsheetTests {
  @Test func aWorkbookAsExcelWritesIt() {
    let text = """
      <?xml version="1.0"?>
      <?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
       xmlns:o="urn:schemas-microsoft-com:office:office"
       xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
       xmlns:html="http://www.w3.org/TR/REC-html40">
       <DocumentProperties xmlns="urn:schemas-microsoft-com:office:office">
        <Author>Row</Author>
       </DocumentProperties>
       <Styles><Style ss:ID="s1"><NumberFormat ss:Format="Fixed"/></Style></Styles>
       <Names><NamedRange ss:Name="x" ss:RefersTo="=A1"/></Names>
       <Worksheet ss:Name="Años &amp; más">
        <Table ss:ExpandedColumnCount="2"><Column ss:Width="90"/>
         <Row ss:AutoFitHeight="0">
          <Cell ss:StyleID="s1"><Data ss:Type="String">cab</Data><Comment ss:Author="Z"><ss:Data
           xmlns="http://www.w3.org/TR/REC-html40">no es valor</ss:Data></Comment></Cell>
          <Cell><Data ss:Type="String">nombre</Data><NamedCell ss:Name="x"/></Cell>
         </Row>
         <Row>
          <Cell><Data ss:Type="Number">168001000123</Data></Cell>
          <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><Font
           html:Size="9">uno <B>dos</B></Font> tres<I/></ss:Data></Cell>
         </Row>
        </Table>
        <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Row>7</Row></WorksheetOptions>
       </Worksheet>
       <Worksheet ss:Name="Vacía"><Table/></Worksheet>
      </Workbook>
      """
    let expected = [
      "hoja Años & más 12", "1/14: cab|nombre", "2/19: #168001000123|uno dos tres", "fin",
      "hoja Vacía 27", "fin",
    ]
    for chunk in [1, 2, 3, 7, 4_096] {
      let reading = read(text, chunk: chunk)
      #expect(reading.refusal == nil)
      #expect(reading.events == expected)
      #expect(reading.sources[1].hasPrefix("<Row>\n"))
      #expect(reading.sources[1].hasSuffix("</Cell>\n   </Row>"))
    }
  }

  @Test func typesOfValues() {
    let reading = read(
      workbook(
        row(
          cell("2025-03-31T00:00:00.000", type: "DateTime"), cell("1", type: "Boolean"),
          cell("#N/A", type: "Error"), cell("1.50", type: "Number"), cell("1.50"),
          cell("no", type: "Number"), cell("x", type: "Otro"), "<Cell><Data>sin</Data></Cell>")))
    #expect(
      reading.events[1] == "1/2: @2025-03-31T00:00:00.000|?1|!#N/A|#1.5|1.50|no|x|sin")
  }

  @Test func dataInTwoSections() {
    let reading = read(
      workbook(row("<Cell><Data ss:Type='String'>a<![CDATA[<b>]]>&amp;c</Data></Cell>")))
    #expect(reading.rows == ["a<b>&c"])
  }

  // MARK: - Places

  @Test func indexesOfRowsAndCells() {
    let reading = read(
      workbook(
        row(cell("a"), cell("d", "ss:Index='4'"), cell("e")),
        row(cell("x"), attributes: "ss:Index='7'"), row(cell("y"))))
    #expect(reading.events == ["hoja H 1", "1/2: a|||d|e", "7/3: x", "8/4: y", "fin"])
  }

  @Test func rowsWithoutValuesCountAndAreNotShown() {
    let reading = read(workbook("<Row/>", row(cell(""), cell("", "ss:Index='5'")), row(cell("z"))))
    #expect(reading.events == ["hoja H 1", "3/4: z", "fin"])
  }

  @Test(arguments: [
    "ss:Index='0'", "ss:Index='-1'", "ss:Index='x'", "ss:Index=''", "ss:Index='1'",
    "ss:MergeDown='-1'", "ss:MergeAcross='1.5'", "ss:Index='9999999999999999999999'",
  ]) func placesThatAreNone(_ attribute: String) {
    let name = String(attribute.prefix { $0 != "=" })
    let reading = read(workbook(row(cell("a"), "\n", cell("b", attribute))))
    #expect(
      reading.refusal
        == XMLRefusal(.structure(.invalidAttribute(name, element: "Cell")), line: 3))
  }

  @Test func rowsMustRise() {
    let reading = read(workbook(row(cell("a")), row(cell("b"), attributes: "ss:Index='1'")))
    #expect(
      reading.refusal
        == XMLRefusal(.structure(.invalidAttribute("ss:Index", element: "Row")), line: 3))
  }

  @Test func attributesOfOtherNamespacesAreIgnored() {
    let reading = read(
      workbook(row(cell("a", "Index='3' xmlns:o='urn:o' o:MergeAcross='2'"), cell("b"))))
    #expect(reading.rows == ["a|b"])
  }

  @Test func columnsBeyondTheLimit() {
    #expect(read(workbook(row(cell("a", "ss:Index='1000'")))).refusal == nil)
    #expect(read(workbook(row(cell("", "ss:Index='2000'"), cell("")))).refusal == nil)
    let reading = read(workbook(row("\n", cell("a", "ss:Index='1001'"))))
    #expect(reading.refusal == XMLRefusal(.limit(.columns), line: 3))
    #expect(
      read(workbook(row(cell("", "ss:MergeAcross='999'"), cell("b")))).refusal?.code == "F008")
  }

  // MARK: - Merges

  @Test func mergesInDataReachEveryCell() {
    let reading = read(
      workbook(
        row(cell("cab"), cell("b"), cell("c"), cell("d")),
        row(cell("1", "ss:MergeDown='2'"), cell("x", "ss:MergeAcross='1'"), cell("w")),
        row(cell("y", "ss:Index='2'", type: "String"), cell("", "ss:Index='4'")),
        row(cell("z", "ss:Index='3'")), row(cell("fin"))))
    #expect(reading.rows == ["cab|b|c|d", "1|x|x|w", "^1|y", "^1||z", "fin"])
  }

  @Test func aBlockMerge() {
    let reading = read(
      workbook(
        row(cell("cab")),
        row(
          cell("a"), cell("7.0", "ss:MergeAcross='1' ss:MergeDown='1'", type: "Number"), cell("e")),
        row(cell("b"), cell("f", "ss:Index='4'")), row(cell("c"), cell("g", "ss:Index='4'"))))
    #expect(reading.rows == ["cab", "a|#7|#7|e", "b|^#7|^#7|f", "c|||g"])
  }

  @Test func mergesInAndAboveTheHeaderDoNotReachTheData() {
    let reading = read(
      workbook(
        row(cell("Título", "ss:MergeAcross='3' ss:MergeDown='5'")),
        row(cell("cab", "ss:MergeAcross='1' ss:MergeDown='2'"), cell("c")),
        row(cell("", "ss:Index='2'"), cell("x")), row(cell("y", "ss:Index='2'"))))
    #expect(reading.rows == ["Título", "cab||c", "||x", "|y"])
  }

  @Test func aRowOfMergedValuesOnlyIsNone() {
    let reading = read(
      workbook(
        row(cell("cab"), cell("b")),
        row(cell("1", "ss:MergeDown='4'"), cell("2", "ss:MergeDown='1'")),
        row(cell("", "ss:Index='3'")),
        row(cell("v", "ss:Index='2'"), attributes: "ss:Index='5'"), "<Row/>",
        row(cell("u", "ss:Index='2'"))))
    #expect(reading.events.dropFirst(2) == ["2/3: 1|2", "5/5: ^1|v", "7/7: |u", "fin"])
  }

  @Test func anOwnValueGoesBeforeAMerge() {
    let reading = read(
      workbook(
        row(cell("cab")), row(cell("1", "ss:MergeDown='3'")), row(cell("2")),
        row(cell(""), cell("x")),
        row(cell("3", "ss:MergeDown='1'")), row(cell(""), cell("y"))))
    #expect(reading.rows == ["cab", "1", "2", "^1|x", "3", "^3|y"])
  }

  @Test func mergesEndWithTheirWorksheet() {
    let text = workbook(
      row(cell("cab")), row(cell("1", "ss:MergeDown='9'")), row(cell(""), cell("x")))
    let sheet = text.components(from: "<Worksheet", to: "</Worksheet>")
    let reading = read(text.replacing(sheet, with: sheet + sheet))
    #expect(reading.rows == ["cab", "1", "^1|x", "cab", "1", "^1|x"])
  }

  @Test func aMergeOfABillionCells() {
    let huge = "ss:MergeAcross='1000000000' ss:MergeDown='1000000000'"
    let clock = ContinuousClock()
    let time = clock.measure {
      let reading = read(
        workbook(row(cell("t", huge)), row(cell("cab")), row(cell("a", huge)), row(cell("b"))))
      #expect(reading.refusal == nil)
      #expect(reading.rows[2].split(separator: "|").count == 1_000)
      #expect(reading.rows[3].hasPrefix("b|^a|^a"))
    }
    #expect(time < .seconds(2))
  }

  // MARK: - Structure

  @Test func otherRootsAreUnknown() {
    #expect(read("<Workbook/>").refusal == XMLRefusal(.unknownRoot("Workbook")))
    #expect(read("<r/>").refusal == XMLRefusal(.unknownRoot("r")))
  }

  @Test func twoValuesInACell() {
    let reading = read(workbook(row("<Cell><Data>a</Data>\n<Data>b</Data></Cell>")))
    #expect(
      reading.refusal == XMLRefusal(.structure(.repeatedField("Data", element: "Cell")), line: 3))
  }

  @Test func richTextOverTheLimit() {
    let half = String(repeating: "x", count: 600_000)
    let reading = read(workbook(row("<Cell>\n<Data>\(half)<B>\(half)</B></Data></Cell>")))
    #expect(reading.refusal == XMLRefusal(.limit(.text), line: 3))
  }

  @Test func elementsElsewhereAreNoRows() {
    let text = workbook(row(cell("a")))
      .replacing(
        "<Table>", with: "<Otro><Table><Row><Cell><Data>n</Data></Cell></Row></Table></Otro><Table>"
      )
    #expect(read(text).rows == ["a"])
  }
}

extension String {
  /// From the first occurrence of a text to the end of the next of another.
  fileprivate func components(from first: String, to last: String) -> String {
    guard let start = firstRange(of: first), let end = firstRange(of: last) else {
      return ""
    }
    return String(self[start.lowerBound..<end.upperBound])
  }
}
