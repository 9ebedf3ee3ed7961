import Spreadsheet
import TestSupport

/// A packaged workbook read to its end, or to its fault.
struct PackageReading {
  let events: [String]
  let form: PackageForm?
  let fault: PackageFault?

  init(_ bytes: [UInt8], header: String = "cab") {
    var consumer = Worksheets(header: header)
    do throws(PackageFault) {
      form = try WorkbookPackage.read(HeldBytes(bytes), into: &consumer)
      fault = nil
    } catch {
      form = nil
      fault = error
    }
    events = consumer.events
  }

  /// The rows with their numbers.
  var rows: [String] { events.filter { $0.contains("/0: ") } }
}

/// A workbook of Office Open XML put together part by part.
struct OfficeOpenFixture {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"

  var namespace = OfficeOpenFixture.main
  var sheets: [(name: String, content: String)]
  var strings = ""
  var styles = ""
  var properties = ""
  /// Parts that are put in besides, or in place of others.
  var others: [String: String] = [:]

  /// A workbook of one sheet `Hoja1` with these rows.
  init(_ rows: String, merges: String = "") {
    sheets = [("Hoja1", OfficeOpenFixture.sheet(rows, merges: merges))]
  }

  static func sheet(_ rows: String, merges: String = "") -> String {
    "<sheetData>\(rows)</sheetData>" + (merges.isEmpty ? "" : "<mergeCells>\(merges)</mergeCells>")
  }

  var bytes: [UInt8] {
    let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let tabs = sheets.enumerated().map {
      "<sheet name='\($1.name)' sheetId='\($0 + 1)' r:id='r\($0)'/>"
    }
    var targets = sheets.indices.map { (type: "worksheet", target: "worksheets/s\($0).xml") }
    targets += [("styles", "styles.xml"), ("sharedStrings", "/xl/strings.xml")]
    var parts = [
      "_rels/.rels": ZipFixture.relationships([("officeDocument", "xl/workbook.xml")]),
      "xl/workbook.xml":
        "<workbook xmlns='\(namespace)' xmlns:r='\(relationships)'><workbookPr \(properties)/>"
        + "<sheets>\(tabs.joined())</sheets></workbook>",
      "xl/_rels/workbook.xml.rels": ZipFixture.relationships(targets),
      "xl/styles.xml": "<styleSheet xmlns='\(namespace)'>\(styles)</styleSheet>",
      "xl/strings.xml": "<sst xmlns='\(namespace)'>\(strings)</sst>",
    ]
    for (place, sheet) in sheets.enumerated() {
      parts["xl/worksheets/s\(place).xml"] =
        "<worksheet xmlns='\(namespace)'>\(sheet.content)</worksheet>"
    }
    return ZipFixture(parts.merging(others) { $1 }).bytes
  }

  func read(header: String = "cab") -> PackageReading { PackageReading(bytes, header: header) }
}
