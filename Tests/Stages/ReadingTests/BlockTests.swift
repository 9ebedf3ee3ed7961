import Delimited
import Model
import TestSupport
import Testing

@testable import Reading

/// The same file, however it is cut, gives the same answer.
@Suite struct BlockTests {
  private static let sizes = [16, 17, 64, 1024, 1 << 20]
  private static let routeHeader =
    "vigencia;codigo_dane;componente;oportunidad_no;oportunidad;meta_no;meta;accion_no;accion;responsable;recursos;fecha_inicio;fecha_fin;avance;fecha_seguimiento\n"

  private func expectSame(_ text: String, _ comment: Comment) throws {
    let judgement = Judgement(period: 2025, cutoff: Day.endOfYear(2025))
    let bytes = Array(text.utf8)
    let whole = try Readings.read(bytes, judgement: judgement)
    for size in BlockTests.sizes {
      let found = try Readings.read(bytes, blockSize: size, judgement: judgement)
      #expect(found == whole, comment)
    }
  }

  @Test func textsWithPairedQuotesAndEveryLineEnd() throws {
    let rows = [
      "2025;168013000016;DIR-1-1;1;\"a\"\"b\";1;m;1;\"línea 1\nlínea 2\r\nlínea 3\";R;P;2025-01-02;2025-03-04;45,5;",
      "2025;168013000016;DIR-1-1;1;a;1;m;2;x;R;P;2025-05-02;2025-03-04;45,5;",
      "2025;168013000016;DIR-1-1;x;a;1;m;3;x;;;;;;2026-02-03", ";;;;;;;;;;;;;;",
      "2025;16801300001;nada;1000;a;1;m;4;x;;;;;101;",
    ]
    for end in ["\n", "\r\n", "\r"] {
      let text = BlockTests.routeHeader + rows.map { $0 + end }.joined()
      try expectSame(text, "line end \(Array(end.utf8))")
      #expect(try Readings.read(text).rejects.count == 3)
    }
    let mixed =
      BlockTests.routeHeader + rows[0] + "\r" + rows[1] + "\r\n" + rows[2] + "\n" + rows[4]
    try expectSame(mixed, "mixed line ends")
  }

  /// A quote inside a field makes the parity of quotes a wrong guess: the ends are found exactly.
  @Test func textsWhoseQuotesAreNotPaired() throws {
    let row = "2025;168013000016;2025-03-31;;tubo de 5\" de diámetro\n"
    let quoted = "2025;x;2025-03-31;;\"otra\nlínea\"\n"
    let text =
      Readings.deliveryHeader + row + quoted + row + row + quoted
      + String(repeating: row, count: 30)
    try expectSame(text, "one quote a row")
    #expect(try Readings.read(text).records.count == 33)
  }

  @Test func randomTables() throws {
    let cells = [
      "2025", "168013000016", "2025-03-31", "", "\"a;b\"", "\"a\nb\"", "\"\"\"\"", "5\"", "ñ",
      "\"x\" y",
    ]
    for seed in 0..<25 {
      var random = SeededRandom(seed: UInt64(seed))
      let rows = (0..<random.number(1...12)).map { _ in
        (0..<random.number(1...6)).map { _ in random.pick(cells) }.joined(separator: ";")
          + random.pick(["\n", "\r\n", "\r"])
      }
      try expectSame(Readings.deliveryHeader + rows.joined(), "seed \(seed)")
    }
  }

  @Test func aFaultIsToldAtTheSameLine() throws {
    let row = "2025;168013000016;2025-03-31;;\"a\nb\"\n"
    let unclosed =
      Readings.deliveryHeader + String(repeating: row, count: 20) + "2025;\"sin cierre\n" + row
    try expectSame(unclosed, "unclosed quote")
    let wide = Readings.deliveryHeader + row + String(repeating: ";", count: 1000) + "\n" + row
    try expectSame(wide, "too many columns")
    #expect(try Readings.read(wide).fileFindings == ["F008:4"])
  }

  /// Blocks hold whole records and nothing is lost, however large a record is.
  @Test(arguments: [BlockReader.Cut.byParity, .exact(separator: [0x3B])])
  func blocksHoldWholeRecords(cut: BlockReader.Cut) throws {
    let long = String(repeating: "largo ", count: 2000)
    let text = "a;b\n\"\(long)\n\(long)\";c\nd;e\r\n;\(long)\rf"
    let folder = try TemporaryFolder()
    try folder.write(text, to: "f")
    for size in BlockTests.sizes {
      let file = try RawFile(Array("f".utf8), in: InputFolder(folder.path)) { _ in }
      let reader = try BlockReader(file, encoding: nil, size: size)
      reader.cut = cut
      var joined: [UInt8] = []
      var isOver = false
      while let (block, isLast) = try reader.next() {
        #expect(!isOver)
        isOver = isLast
        joined += Array(block.bytes)
        var tokenizer = DelimitedTokenizer(block, separator: [0x3B])
        while try tokenizer.next() {}
        if !isLast { #expect(block.bytes.last == 0x0A || block.bytes.last == 0x0D) }
      }
      #expect(isOver)
      #expect(joined == Array(text.utf8), "blocks of \(size)")
    }
  }

  /// Short records are many in few bytes: a block ends after 4,096 lines, between records.
  @Test(
    arguments: [BlockReader.Cut.byParity, .exact(separator: [0x3B])], ["\n", "\r\n", "\r"])
  func blocksOfShortRecordsHoldFew(cut: BlockReader.Cut, end: String) throws {
    let text = String(repeating: "a\(end)\"b\(end)c\"\(end)", count: 20_000) + "\"\(end)\"" + end
    let folder = try TemporaryFolder()
    try folder.write(text, to: "f")
    let file = try RawFile(Array("f".utf8), in: InputFolder(folder.path)) { _ in }
    let reader = try BlockReader(file, encoding: nil, size: 1 << 20)
    reader.cut = cut
    var joined: [UInt8] = []
    var blocks = 0
    while let (block, isLast) = try reader.next() {
      blocks += 1
      joined += Array(block.bytes)
      let lines = block.bytes.count { $0 == (end == "\r" ? 0x0D : 0x0A) }
      #expect(lines <= 4_096)
      if !isLast { #expect(lines > 3_000) }
      var tokenizer = DelimitedTokenizer(block, separator: [0x3B])
      while try tokenizer.next() {}
    }
    #expect((15...20).contains(blocks))
    #expect(joined == Array(text.utf8))
  }
}
