import TapeArchive
import Testing

@Suite struct TapeHeaderTests {
  /// What a header says, read back through its extended header.
  private func read(_ blocks: [UInt8]) throws -> (path: String, size: Int) {
    var rest = blocks[...]
    var records: ExtendedRecords?
    while true {
      let header = try TapeHeader(Array(rest.prefix(512)))
      rest = rest.dropFirst(512)
      guard header.kind == .extended else {
        #expect(header.kind == .file && rest.isEmpty)
        let path = records?.path ?? header.path
        return (String(decoding: path, as: UTF8.self), records?.size ?? header.size)
      }
      records = try ExtendedRecords(Array(rest.prefix(header.size)))
      rest = rest.dropFirst(header.size + TapeHeader.padding(after: header.size))
    }
  }

  @Test(arguments: [
    ("a/manifest.json", 0), ("a/b.csv", 512), (String(repeating: "x", count: 100), 1),
    (String(repeating: "x", count: 101), 8_589_934_591), ("entrada/año.csv", 8_589_934_592),
    (String(repeating: "carpeta/", count: 60) + "ñ", 1_000_000_000_000),
  ])
  func `a header tells what was written`(path: String, size: Int) throws {
    let blocks = TapeHeader.file(path: path, size: size, modified: 1_764_460_800)
    #expect(blocks.count % 512 == 0)
    let found = try read(blocks)
    #expect(found.path == path && found.size == size)
  }

  /// Lengths of records at the borders where the length takes one digit more.
  @Test(arguments: [1, 90, 91, 92, 93, 94, 980, 985, 988, 989, 990, 991, 992, 1000])
  func `records of any length are read back`(length: Int) throws {
    let path = String(repeating: "ñ", count: length)
    #expect(try read(TapeHeader.file(path: path, size: 3, modified: 0)).path == path)
  }

  @Test func `a block of zeros is the end`() throws {
    #expect(try TapeHeader([UInt8](repeating: 0, count: 512)).kind == .end)
    #expect(TapeHeader.ending.count == 1024)
  }

  @Test func `any changed byte is noticed`() throws {
    let block = TapeHeader.file(path: "a/b.csv", size: 77, modified: 9)
    // The blank behind the NUL of the sum means nothing.
    for place in block.indices where place != 155 {
      var changed = block
      changed[place] ^= 1
      #expect(throws: TapeFault.self, "byte \(place)") { try TapeHeader(changed) }
    }
  }

  @Test(arguments: ["", "x", "5 a=b\n", "99 path=a\n", "0 =\n", "8 path\n", "12345678 path=a\n"])
  func `records of another form are refused`(text: String) throws {
    if text.isEmpty {
      #expect(try ExtendedRecords([]).path == nil)
    } else {
      #expect(throws: TapeFault.extendedHeader) { try ExtendedRecords(Array(text.utf8)) }
    }
  }
}
