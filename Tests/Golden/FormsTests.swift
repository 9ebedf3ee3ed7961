import Foundation
import TestSupport
import Testing
import WorkbookWriter

/// One territory in every form of table: whatever the form, the same records are accepted and rejected
/// at the same places, and the same results published.
///
/// The files keep their names, since the content decides what a file is.
@Suite struct FormsTests {
  private typealias Table = [[String]]

  /// The tables of a case without quoted fields, with faults put in.
  private static func tables(seed: UInt64) throws -> [String: Table] {
    var random = SeededRandom(seed: seed)
    let faults = [
      "x", "", "31/02/2025", "N/A", " ñ ", "1,68E+11", "=A1", "<&>", "168013000016", "2025-03-31",
      "45,5", "-1", "a b", "0", "SI",
    ]
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "Cases/mixed-territory/input")
    var tables: [String: Table] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      var table = text.split(separator: "\n").map { line in
        line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      }
      for row in table.indices.dropFirst() where Int.random(in: 0..<6, using: &random) == 0 {
        let column = Int.random(in: table[row].indices, using: &random)
        table[row][column] = faults.randomElement(using: &random) ?? ""
      }
      tables[name] = table
    }
    return tables
  }

  // MARK: - Forms

  private static func csv(_ table: Table) -> [UInt8] {
    Array(table.map { $0.joined(separator: ";") + "\n" }.joined().utf8)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  /// One row a line, so that lines are the numbers of rows.
  private static func xml2003(_ table: Table) -> [UInt8] {
    let rows = table.map { row in
      "<Row>"
        + row.map { "<Cell><Data ss:Type='String'>\(escaped($0))</Data></Cell>" }.joined()
        + "</Row>"
    }
    let name = "urn:schemas-microsoft-com:office:spreadsheet"
    return Array(
      ("<Workbook xmlns='\(name)' xmlns:ss='\(name)'><Worksheet ss:Name='Hoja1'><Table>"
        + rows.joined(separator: "\n") + "</Table></Worksheet></Workbook>").utf8)
  }

  /// A value as a program that knows types would write it.
  private static func typed(_ text: String) -> SheetValue {
    if text.isEmpty { return .empty }
    if let number = Int(text), String(number) == text { return .integer(number) }
    if let day = text.wholeMatch(of: /(20\d\d)-(\d\d)-(\d\d)/),
      let year = Int(day.1), let month = Int(day.2), let date = Int(day.3)
    {
      return .date(SheetDay(year: year, month: month, day: date))
    }
    return .text(text)
  }

  private static func xlsx(_ table: Table, isTyped: Bool) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let writer = try WorkbookWriter(
      in: folder.path, title: "", created: SheetDay(year: 2025, month: 1, day: 1))
    try writer.begin(SheetTable("Hoja 1", table[0].map { SheetTable.Column($0) }))
    for row in table.dropFirst() {
      try writer.add(row.map { isTyped ? typed($0) : .text($0) })
    }
    var bytes: [UInt8] = []
    try writer.finish { bytes += $0 }
    return bytes
  }

  private static func ods(_ table: Table) -> [UInt8] {
    let rows = table.map { row in
      "<table:table-row>" + row.map(odsCell).joined()
        + "<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    }
    let names = ["office", "table", "text"].map {
      "xmlns:\($0)='urn:oasis:names:tc:opendocument:xmlns:\($0):1.0'"
    }
    return ZipFixture([
      "content.xml":
        "<office:document-content \(names.joined(separator: " "))><office:body>"
        + "<office:spreadsheet><table:table table:name='Hoja 1'>\(rows.joined())"
        + "<table:table-row table:number-rows-repeated='1048000'><table:table-cell/>"
        + "</table:table-row></table:table></office:spreadsheet></office:body>"
        + "</office:document-content>"
    ]).bytes
  }

  private static func odsCell(_ text: String) -> String {
    let type =
      switch typed(text) {
      case .integer: "office:value-type='float' office:value='\(text)'"
      case .date: "office:value-type='date' office:date-value='\(text)'"
      default: "office:value-type='string'"
      }
    return "<table:table-cell \(type)><text:p>\(escaped(text))</text:p></table:table-cell>"
  }

  // MARK: - Runs

  /// Every table, without what tells the form: digests, texts of records, and messages.
  private func results(_ files: [String: [UInt8]]) throws -> [String: [[String: String]]] {
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    let run = try PublishedRun(folder)
    try #require(run.ending.status == 0, "\(run.ending.complaint)")
    var results: [String: [[String: String]]] = [:]
    for (name, bytes) in try run.tables {
      results[name] = CSVTable(bytes).rows.map { row in
        row.filter { column, _ in
          !["formato", "codificacion", "bytes", "sha256", "registro", "mensaje", "notas"].contains(
            column)
        }
      }
    }
    return results
  }

  @Test(arguments: [1, 2] as [UInt64]) func everyFormGivesTheSameResults(seed: UInt64) throws {
    let tables = try FormsTests.tables(seed: seed)
    let expected = try results(tables.mapValues(FormsTests.csv))
    #expect(expected["rechazos.csv"].map { $0.count > 20 } == true)
    #expect(expected["rg-220.csv"].map { $0.count > 20 } == true)
    let forms: [(String, [String: [UInt8]])] = [
      ("xml-2003", tables.mapValues(FormsTests.xml2003)),
      ("xlsx", try tables.mapValues { try FormsTests.xlsx($0, isTyped: false) }),
      ("xlsx, typed", try tables.mapValues { try FormsTests.xlsx($0, isTyped: true) }),
      ("ods", tables.mapValues(FormsTests.ods)),
    ]
    for (form, files) in forms {
      let found = try results(files)
      #expect(Set(found.keys) == Set(expected.keys))
      for (name, rows) in expected {
        let other = try #require(found[name])
        #expect(other.count == rows.count, "\(form): \(name)")
        for (left, right) in zip(rows, other) where left != right {
          Issue.record("\(form): \(name)\n  csv  \(left)\n  \(form)  \(right)")
          break
        }
      }
    }
  }
}
