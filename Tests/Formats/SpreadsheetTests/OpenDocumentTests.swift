import Archive
import TestSupport
import Testing
import XMLStream

@testable import Spreadsheet

/// OpenDocument as LibreOffice and Excel write it, and as it should not be written.
@Suite struct OpenDocumentTests {
  private func rows(_ rows: String) -> PackageReading {
    PackageReading(ZipFixture.openDocument("<table:table table:name='Hoja1'>\(rows)</table:table>"))
  }

  private func cell(_ attributes: String, _ text: String = "") -> String {
    "<table:table-cell \(attributes)>\(text)</table:table-cell>"
  }

  private func row(_ cells: String..., attributes: String = "") -> String {
    "<table:table-row \(attributes)>\(cells.joined())</table:table-row>"
  }

  @Test func valuesOfEveryType() {
    let reading = rows(
      row(
        cell("office:value-type='string'", "<text:p>uno</text:p>"),
        cell("office:value-type='float' office:value='45.299999999999997'", "<text:p>45</text:p>"),
        cell("office:value-type='currency' office:value='1500000'", "<text:p>$ 1</text:p>"),
        cell("office:value-type='percentage' office:value='0.455'", "<text:p>46%</text:p>"),
        cell("office:value-type='date' office:date-value='2025-03-31'", "<text:p>31/3</text:p>"),
        cell("office:value-type='boolean' office:boolean-value='true'", "<text:p>SI</text:p>"),
        cell("office:value-type='time' office:time-value='PT12H'", "<text:p>12:00</text:p>"),
        cell(
          "office:value-type='string' office:string-value='' calcext:value-type='error'",
          "<text:p>#DIV/0!</text:p>"),
        cell("office:value-type='string' office:string-value='de fórmula'", "<text:p>x</text:p>")))
    #expect(
      reading.events == [
        "hoja Hoja1 0",
        "1/0: uno|#45.3|#1500000|%45.5 %|@2025-03-31|?1|12:00|!#DIV/0!|de fórmula", "fin",
      ])
    #expect(reading.form == .openDocument)
  }

  @Test func textOfParagraphs() {
    let reading = rows(
      row(
        cell("", "<text:p>  uno\n  <text:span>dos</text:span><text:s text:c='3'/>tres</text:p>"),
        cell("", "<text:p>a</text:p><text:p/><text:p>b<text:tab/>c<text:line-break/>d</text:p>"),
        cell(
          "", "<office:annotation><text:p>nota</text:p></office:annotation><text:p>valor</text:p>"),
        cell("", "<text:p><text:a>enlace</text:a> <text:span> x</text:span></text:p>")))
    #expect(reading.rows == ["1/0: uno dos   tres|a\n\nb\tc\nd|valor|enlace x"])
  }

  @Test func whatIsRepeated() {
    let one = cell("", "<text:p>x</text:p>")
    let empty = "<table:table-cell table:number-columns-repeated='16383'/>"
    let reading = rows(
      row(cell("table:number-columns-repeated='2'"), one)
        + row(empty, attributes: "table:number-rows-repeated='1000000'")
        + row(
          cell("table:number-columns-repeated='3'", "<text:p>y</text:p>"), empty,
          attributes: "table:number-rows-repeated='2'") + row(one)
        + row(empty, attributes: "table:number-rows-repeated='999999999999999'") + row(empty))
    #expect(
      reading.rows == ["1/0: ||x", "1000002/0: y|y|y", "1000003/0: y|y|y", "1000004/0: x"])
    #expect(reading.fault == nil)
  }

  @Test func mergesAndGroups() {
    let value = { (text: String) in "<text:p>\(text)</text:p>" }
    let reading = rows(
      "<table:table-header-rows>" + row(cell("", value("cab")), cell("", value("b")))
        + "</table:table-header-rows><table:table-row-group>"
        + row(
          cell("table:number-columns-spanned='2' table:number-rows-spanned='2'", value("m")),
          "<table:covered-table-cell/>", cell("", value("z")))
        + row("<table:covered-table-cell table:number-columns-repeated='2'/>", cell("", value("w")))
        + "</table:table-row-group>")
    #expect(reading.rows == ["1/0: cab|b", "2/0: m|m|z", "3/0: ^m|^m|w"])
  }

  /// Charts, recorded changes and copies of other files are no sheets.
  @Test func whatIsNoSheet() {
    let table = { (name: String) in
      "<table:table table:name=\"\(name)\">"
        + "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
        + "</table:table>"
    }
    let reading = PackageReading(
      ZipFixture.openDocument(
        "<table:tracked-changes>\(table("c"))</table:tracked-changes>"
          + table("'file:///otro.ods'#$Hoja1") + table("Hoja1")
          + "<table:dde-links>\(table("d"))</table:dde-links>"))
    #expect(reading.events == ["hoja Hoja1 0", "1/0: a", "fin"])
  }

  @Test func aFormulaWithoutItsValue() {
    let reading = rows(row(cell("table:formula='of:=[.A2]+1'"), cell("office:value-type='string'")))
    #expect(reading.rows == ["1/0: =of:=[.A2]+1".replacing("=of", with: "==of")])
  }

  @Test func faults() {
    let text = "<text:p>x</text:p>"
    func reason(_ content: String) -> PackageFault.Reason? { rows(content).fault?.reason }
    #expect(
      reason(row(cell("table:number-columns-repeated='1001'", text)))
        == .document(.limit(.columns)))
    #expect(
      reason(row(cell("", text), attributes: "table:number-rows-repeated='1048577'"))
        == .document(.limit(.rows)))
    #expect(reason(row(cell("", "<text:p><text:s text:c='9999999'/></text:p>"))) != nil)
    for bad in ["0", "-1", "x", "99999999999999999999"] {
      guard
        case .document(.structure) = reason(row(cell("table:number-columns-repeated='\(bad)'")))
      else {
        Issue.record("\(bad)")
        continue
      }
    }
    let encrypted = ZipFixture.openDocument("", manifest: "<entry><encryption-data/></entry>")
    #expect(PackageReading(encrypted).fault?.reason == .encrypted)
    #expect(PackageReading(ZipFixture.openDocument("").map { $0 == 0x73 ? 0x74 : $0 }).fault != nil)
  }

  /// Few bytes that stand for very many cells are refused before they take long.
  @Test func repetitionIsLimited() {
    let text = String(repeating: "x", count: 1_000_000)
    let wide = row(
      cell("", "<text:p>\(text)</text:p>"),
      attributes: "table:number-rows-repeated='1000000'")
    #expect(rows(wide).fault?.reason == .document(.limit(.repeated)))
  }
}
