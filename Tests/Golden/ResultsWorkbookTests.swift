import Foundation
import Spreadsheet
import TestSupport
import Testing

/// `csv/resultados.xlsx` through the real program, read back by our own reader.
@Suite struct ResultsWorkbookTests {
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "SampleData").path

  /// What the CSV shows of a cell: decimals with two places, no guard before texts.
  private func text(_ cell: (kind: SpreadsheetCell.Kind, text: String), isDecimal: Bool) -> String {
    guard cell.kind == .number, isDecimal else { return cell.text }
    let parts = cell.text.split(separator: ".").map(String.init) + [""]
    return parts[0] + "." + parts[1].padding(toLength: 2, withPad: "0", startingAt: 0)
  }

  /// As the helper for CSV reads: without quotes; and without the guard against formulas.
  private func plain(_ field: String) -> String {
    let guards: Set<Character> = ["=", "+", "-", "@", "\t", "\r"]
    let isGuarded = field.first == "'" && field.dropFirst().first.map(guards.contains) == true
    return (isGuarded ? String(field.dropFirst()) : field).filter { $0 != "\"" }
      .replacing("\r\n", with: "\n")
  }

  @Test func everySheetIsItsTable() throws {
    let run = try PublishedRun(ResultsWorkbookTests.sample, ["--outputs", "csv,xlsx"])
    try #require(run.ending.status == 0, "\(run.ending.complaint)")
    var tables = try run.tables
    let workbook = tables.removeValue(forKey: "resultados.xlsx")
    // One depends on an earlier run, the others list the workbook itself.
    for name in ["novedades.csv", "rg-121-hoja-control.csv", "rg-120-fuid.csv"] {
      #expect(tables.removeValue(forKey: name) != nil)
    }
    let book = try ReadWorkbook(Array(try #require(workbook)))
    let names = tables.keys.map { String($0.dropLast(4)) } + ["Notas"]
    #expect(Set(book.sheets.map(\.name)) == Set(names))
    #expect(book.sheets.first?.name == "Notas")
    let notes = try #require(book["Notas"])
    #expect(notes.rows.contains { row in row.contains { $0.text == "N30" } })
    let explained = Set(notes.rows.dropFirst().compactMap { $0.first?.text })
    #expect(explained == Set(names))
    for (name, bytes) in tables {
      let table = CSVTable(bytes)
      let sheet = try #require(book[String(name.dropLast(4))])
      #expect(sheet.rows.first?.map(\.text) == table.header, "\(name)")
      try #require(sheet.rows.count == table.rows.count + 1, "\(name)")
      for (row, cells) in zip(table.rows, sheet.rows.dropFirst()) {
        for (place, column) in table.header.enumerated() {
          let expected = plain(row[column] ?? "")
          let found = place < cells.count ? cells[place] : (.empty, "")
          let shown = plain(text(found, isDecimal: expected.contains(".")))
          guard shown != expected else { continue }
          Issue.record("\(name) \(column): \(expected) in the CSV, \(found) in the workbook")
        }
      }
    }
  }

  @Test func codesAreTextsAndFiguresAreNumbers() throws {
    let run = try PublishedRun(ResultsWorkbookTests.sample, ["--outputs", "xlsx"])
    try #require(run.ending.status == 0, "\(run.ending.complaint)")
    #expect(Set(try run.tables.keys) == ["resultados.xlsx"])
    let book = try ReadWorkbook(Array(try #require(try run.tables["resultados.xlsx"])))
    let sheet = try #require(book["rg-380-establecimientos"])
    let header = sheet.rows[0].map(\.text)
    for row in sheet.rows.dropFirst() {
      for (column, cell) in zip(header, row) where cell.kind != .empty {
        let isFigure = ["acciones", "metas", "avance_promedio"].contains(column)
        let isCode = ["codigo_dane", "codigo_municipio", "nombre"].contains(column)
        if isFigure { #expect(cell.kind == .number, "\(column) \(cell)") }
        if isCode { #expect(cell.kind == .text, "\(column) \(cell)") }
      }
    }
    let activities = try #require(book["asistencia-cumplimiento"])
    let dates = activities.rows[0].enumerated().filter { $0.element.text.hasPrefix("fecha") }
    #expect(!dates.isEmpty)
    for row in activities.rows.dropFirst() {
      for (place, _) in dates where place < row.count {
        #expect([.dateTime, .empty].contains(row[place].kind))
      }
    }
  }

  @Test func theSameBytesAndPartOfTheManifest() throws {
    let one = try PublishedRun(ResultsWorkbookTests.sample, ["--outputs", "xlsx", "--jobs", "1"])
    let two = try PublishedRun(
      ResultsWorkbookTests.sample, ["--outputs", "xlsx", "--jobs", "3"],
      environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "es_CO.UTF-8"])
    #expect(try one.tables == two.tables)
    #expect(String(decoding: try one.manifest, as: UTF8.self).contains("csv/resultados.xlsx"))
    let left = try FileManager.default.contentsOfDirectory(atPath: one.output.path)
    #expect(Set(left) == [".pmi.lock", "2025"])
  }
}
