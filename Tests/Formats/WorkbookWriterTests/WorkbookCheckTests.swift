import Archive
import Dispatch
import TestSupport
import Testing

@testable import WorkbookWriter

/// Work that threads do side by side.
private struct SharedWork: @unchecked Sendable {
  // Unchecked: what is called is meant for any threads.
  let body: (Int) -> Void

  init(_ body: @escaping (Int) -> Void) {
    self.body = body
  }
}

/// What libxlsxwriter loses without a word, done to a finished workbook part by part.
@Suite struct WorkbookCheckTests {
  /// A workbook, what it was given, and its parts.
  private struct Finished {
    let given: WorkbookCheck
    var parts: [ZipFixture.Part]

    init(_ fill: (WorkbookWriter) throws -> Void) throws {
      let folder = try TemporaryFolder()
      let writer = try WorkbookWriter(
        in: folder.path, title: "Prueba", created: SheetDay(year: 2025, month: 11, day: 30))
      try fill(writer)
      var bytes: [UInt8] = []
      try writer.finish { bytes += $0 }
      given = writer.given
      let archive = try ZipArchive(HeldBytes(bytes))
      parts = try archive.names.map {
        ZipFixture.Part($0, try Finished.content(of: $0, in: archive))
      }
    }

    private static func content(of part: String, in archive: ZipArchive) throws -> [UInt8] {
      var content: [UInt8] = []
      try archive.read(part) { (pull) throws(ArchiveFault) in
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 1)
        defer { room.deallocate() }
        while case let got = try pull(room), got > 0 { content += room[..<got] }
      }
      return content
    }

    /// The part in which the workbook is found to differ; `nil` if it is whole.
    func fault() throws -> String? {
      do throws(WorkbookError) {
        try given.run(HeldBytes(ZipFixture(parts).bytes)) { count, work in
          withoutActuallyEscaping(work) { work in
            let work = SharedWork(work)
            DispatchQueue.concurrentPerform(iterations: count) { work.body($0) }
          }
        }
        return nil
      } catch {
        guard case .differs(let part) = error else { throw error }
        return part
      }
    }

    subscript(name: String) -> [UInt8] {
      get { parts.first { $0.name == name }?.content ?? [] }
      set {
        for place in parts.indices where parts[place].name == name {
          parts[place].content = newValue
        }
      }
    }
  }

  @Test(arguments: [
    "", "0", "7", "007", "999999999999999", "1234567890123456", "9007199254740993", "-3", "1.5",
    "0.1", "45991", "1E+20", "12a", " 1", "x", "1234567890123456789012",
  ]) func aNumberIsReadAsTheStandardLibraryDoes(text: String) {
    let found = Array(text.utf8).withUnsafeBytes { SheetScanner.number($0) }
    #expect(found == Double(text))
  }

  private static func sample() throws -> Finished {
    try Finished { writer in
      let columns = (1...30).map { SheetTable.Column("columna \($0)", note: "Nota & \($0).") }
      try writer.begin(SheetTable("larga", columns))
      for row in 0..<200 {
        try writer.add([
          .text("168001\(100_000 + row)"), .text("<\(row)> & «ñ»"), .integer(row), .empty,
          .decimal(hundredths: row * 7 - 100),
          .date(SheetDay(year: 2025, month: 3, day: 1 + row % 31)),
          .text(row % 3 == 0 ? "" : " a\n\"b\" "),
        ])
      }
      for name in ["a", "b", "c"] { try writer.begin(SheetTable(name, [SheetTable.Column("n")])) }
    }
  }

  @Test func aWholeWorkbookPasses() throws {
    #expect(try WorkbookCheckTests.sample().fault() == nil)
  }

  /// A failed read ends a part before its end; at the very beginning nothing is left of it.
  @Test func aPartThatIsShort() throws {
    let whole = try WorkbookCheckTests.sample()
    for part in whole.parts {
      for kept in [0, 1, part.content.count / 2, part.content.count - 8] {
        var short = whole
        short[part.name] = Array(part.content.prefix(kept))
        #expect(try short.fault() == part.name, "\(kept) bytes of \(part.name)")
      }
    }
  }

  /// A failed write loses what the stream held, so that what stood before and behind it meets.
  @Test func aBlockThatIsLost() throws {
    let whole = try WorkbookCheckTests.sample()
    var blocks = 0
    for part in whole.parts {
      for start in stride(from: 0, to: part.content.count, by: 4_096) {
        var short = whole
        short[part.name].removeSubrange(start..<min(start + 4_096, part.content.count))
        #expect(try short.fault() == part.name, "at \(start) of \(part.name)")
        blocks += 1
      }
    }
    #expect(blocks > whole.parts.count)
  }

  @Test(arguments: [
    ("<v>7</v>", "<v>8</v>"), ("<v>-1</v>", "<v>1</v>"), ("r=\"C9\"", "r=\"D9\""),
    ("168001100007", "168001100008"), ("&lt;7&gt;", "&lt;7&lt;"), ("&amp;", "&apos;"),
    ("<is>", "<no>"),
  ])
  func aCellThatIsAnother(old: String, new: String) throws {
    var changed = try WorkbookCheckTests.sample()
    let sheet = "xl/worksheets/sheet1.xml"
    let text = String(decoding: changed[sheet], as: UTF8.self)
    let place = try #require(text.firstRange(of: old))
    changed[sheet] = Array(text.replacingCharacters(in: place, with: new).utf8)
    #expect(try changed.fault() == sheet)
  }

  @Test(arguments: [
    ("xl/comments1.xml", "Nota", "nota"), ("xl/workbook.xml", "name=\"b\"", "name=\"d\""),
    ("xl/drawings/vmldrawing1.vml", "<v:shape ", "<v:other "),
    ("[content_types].xml", "<Override ", "<Overrule "),
  ])
  func aPartThatIsAnother(part: String, old: String, new: String) throws {
    var changed = try WorkbookCheckTests.sample()
    let text = String(decoding: changed[part], as: UTF8.self)
    let place = try #require(text.firstRange(of: old))
    changed[part] = Array(text.replacingCharacters(in: place, with: new).utf8)
    #expect(try changed.fault() == part)
  }

  @Test func ofSeveralPartsTheFirstByName() throws {
    var changed = try WorkbookCheckTests.sample()
    for part in changed.parts.map(\.name) where part.hasSuffix(".xml") {
      changed[part] = Array(changed[part].dropLast(8))
    }
    let first = changed.parts.map(\.name).filter { $0.hasSuffix(".xml") }.min()
    for _ in 0..<20 { #expect(try changed.fault() == first) }
  }

  @Test func aPartThatIsMissing() throws {
    let whole = try WorkbookCheckTests.sample()
    for name in ["xl/worksheets/sheet4.xml", "xl/comments1.xml", "xl/workbook.xml"] {
      var short = whole
      short.parts.removeAll { $0.name == name }
      #expect(try short.fault() == name)
    }
  }

  /// Cells fall across the borders of what is read at a time.
  @Test func manyAndLongTexts() throws {
    let finished = try Finished { writer in
      try writer.begin(SheetTable("larga", [SheetTable.Column("texto"), SheetTable.Column("n")]))
      var random = SeededRandom(seed: 6)
      for row in 0..<3_000 {
        let length = row % 500 == 0 ? 32_767 : Int.random(in: 0...300, using: &random)
        let text = String(repeating: ["&", "ñ", "<", "x", " "][row % 5], count: length)
        try writer.add([.text(text), .integer(row)])
      }
    }
    #expect(finished["xl/worksheets/sheet1.xml"].count > 1 << 20)
    #expect(try finished.fault() == nil)
  }
}
