import Foundation
import TestSupport
import Testing

@testable import WorkbookWriter

/// Workbooks written, and read back by our own reader.
@Suite struct WorkbookWriterTests {
  private static let day = SheetDay(year: 2025, month: 11, day: 30)

  private func bytes(
    rowsOfSheet: Int = WorkbookWriter.greatestRows, _ fill: (WorkbookWriter) throws -> Void
  ) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let writer = try WorkbookWriter(
      in: folder.path, title: "Prueba", created: WorkbookWriterTests.day, rowsOfSheet: rowsOfSheet)
    try fill(writer)
    var bytes: [UInt8] = []
    try writer.finish { bytes += $0 }
    return bytes
  }

  private func read(_ values: [SheetValue]) throws -> [String] {
    let columns = values.indices.map { SheetTable.Column("c\($0)", note: "Nota \($0).") }
    let written = try bytes {
      try $0.begin(SheetTable("Hoja", columns))
      try $0.add(values)
    }
    let sheet = try #require(try ReadWorkbook(written)["Hoja"])
    #expect(sheet.rows.first?.map(\.text) == columns.map(\.name))
    return sheet.rows.dropFirst().first.map { $0.map { "\($0.kind) \($0.text)" } } ?? []
  }

  @Test func valuesOfEveryType() throws {
    let found = try read([
      .text("168001000123"), .text("05001"), .integer(2025), .decimal(hundredths: -4530),
      .date(SheetDay(year: 2024, month: 2, day: 29)), .empty, .text("Ñandú & <b> \"x\""),
      .integer(999_999_999_999), .decimal(hundredths: 1),
    ])
    #expect(
      found == [
        "text 168001000123", "text 05001", "number 2025", "number -45.3", "dateTime 2024-02-29",
        "empty ", "text Ñandú & <b> \"x\"", "number 999999999999", "number 0.01",
      ])
  }

  @Test(arguments: [
    "=1+1", "+57 7", "-5", "@a", "{=A1}", "http://x", "internal:A1", " a ", "uno\ndos\ttres",
    "a\r\nb", "\u{1}\u{1F}x", "_x0041_ _x", "_x005F_x0041_", "😀\u{301}", "]]>", "'x",
  ])
  func textsStayWhatTheyAre(text: String) throws {
    #expect(try read([.text(text)]) == ["text \(text)"])
  }

  @Test func whatACellCanNotHold() throws {
    let long = String(repeating: "ñ", count: 40_000)
    #expect(try read([.text(long)]) == ["text \(long.prefix(32_767))"])
    let pairs = String(repeating: "😀", count: 20_000)
    #expect(try read([.text(pairs)]) == ["text \(pairs.prefix(16_383))"])
    #expect(try read([.text("a\u{FFFF}b")]) == ["text a\u{FFFD}b"])
  }

  @Test func rowsThatDoNotFitGoOnInAnotherSheet() throws {
    let written = try bytes(rowsOfSheet: 4) { writer in
      try writer.begin(SheetTable("larga", [SheetTable.Column("n")]))
      for number in 1...7 { try writer.add([.integer(number)]) }
      try writer.begin(SheetTable("vacía", [SheetTable.Column("n")]))
    }
    let sheets = try ReadWorkbook(written).sheets.map { sheet in
      sheet.name + ": " + sheet.rows.map { $0[0].text }.joined(separator: " ")
    }
    #expect(sheets == ["larga: n 1 2 3", "larga (2): n 4 5 6", "larga (3): n 7", "vacía: n"])
  }

  @Test func theSameCallsGiveTheSameBytes() throws {
    func once() throws -> [UInt8] {
      try bytes { writer in
        try writer.begin(SheetTable("a", [SheetTable.Column("n", note: "Nota.")]))
        try writer.add([.date(WorkbookWriterTests.day)])
      }
    }
    #expect(try once() == once())
  }

  @Test func aFolderThatCanNotBeWritten() {
    #expect(throws: WorkbookError.self) {
      try WorkbookWriter(
        in: "/nada/de/nada", title: "", created: WorkbookWriterTests.day)
    }
  }

  @Test func aWriterThatIsGivenUpLeavesNothing() throws {
    let folder = try TemporaryFolder()
    do {
      let writer = try WorkbookWriter(
        in: folder.path, title: "", created: WorkbookWriterTests.day)
      try writer.begin(SheetTable("a", [SheetTable.Column("n")]))
      try writer.add([.integer(1)])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: [(1970, 1, 1, 0), (2000, 2, 29, 951_782_400), (2025, 11, 30, 1_764_460_800)])
  func seconds(year: Int, month: Int, day: Int, seconds: Int) {
    #expect(SheetDay(year: year, month: month, day: day).secondsSince1970 == seconds)
  }
}
