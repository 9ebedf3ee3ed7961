import Archive
import TestSupport
import Testing

/// The content of a part, or why it is not read.
private func content(
  of name: String, in archive: [UInt8], pieces: Int = 7
) throws(ArchiveFault) -> String {
  let archive = try ZipArchive(HeldBytes(archive))
  return try archive.read(name) { (pull) throws(ArchiveFault) in
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: pieces, alignment: 1)
    defer { room.deallocate() }
    var content: [UInt8] = []
    while true {
      let got = try pull(room)
      if got == 0 { return String(decoding: content, as: UTF8.self) }
      content += room[..<got]
    }
  }
}

@Suite struct ArchiveTests {
  private static let sound = ZipFixture(["a.xml": "uno dos tres cuatro", "xl/b.xml": "cinco"])

  private func changed(_ change: (inout ZipFixture.Part) -> Void) -> [UInt8] {
    var fixture = ArchiveTests.sound
    change(&fixture.parts[0])
    return fixture.bytes
  }

  @Test(arguments: [1, 7, 64]) func partsAreRead(pieces: Int) throws {
    let bytes = ArchiveTests.sound.bytes
    #expect(try content(of: "a.xml", in: bytes, pieces: pieces) == "uno dos tres cuatro")
    #expect(try content(of: "xl/b.xml", in: bytes, pieces: pieces) == "cinco")
  }

  /// The names of office programs differ in case, and some write the other slash.
  @Test func namesAreComparedLoosely() throws {
    let bytes = ZipFixture(["XL\\Workbook.xml": "x"]).bytes
    #expect(try content(of: "xl/workbook.xml", in: bytes) == "x")
    #expect(try ZipArchive(HeldBytes(bytes)).has("/xl/WORKBOOK.xml"))
    #expect(try !ZipArchive(HeldBytes(bytes)).has("xl"))
  }

  @Test func severalPartsOneAfterTheOther() throws {
    let archive = try ZipArchive(HeldBytes(ArchiveTests.sound.bytes))
    for _ in 0..<3 {
      let count = try archive.read("a.xml") { (pull) throws(ArchiveFault) in
        var one: UInt8 = 0
        return try withUnsafeMutableBytes(of: &one) { (room) throws(ArchiveFault) in
          try pull(room)
        }
      }
      #expect(count == 1)
    }
  }

  @Test func faults() {
    func fault(_ bytes: [UInt8], _ name: String = "a.xml") -> ArchiveFault? {
      do throws(ArchiveFault) {
        _ = try content(of: name, in: bytes)
        return nil
      } catch {
        return error
      }
    }
    #expect(fault([]) == .directory)
    #expect(fault(Array("PK\u{3}\u{4} nada".utf8)) == .directory)
    #expect(fault(ArchiveTests.sound.bytes, "c.xml") == .damaged(part: "c.xml"))
    #expect(fault(changed { $0.claimedChecksum = 7 }) == .damaged(part: "a.xml"))
    #expect(fault(changed { $0.claimedSize = 5 }) == .damaged(part: "a.xml"))
    #expect(fault(changed { $0.claimedSize = 500 }) == .damaged(part: "a.xml"))
    #expect(fault(changed { $0.flags = 1 }) == .encrypted(part: "a.xml"))
    #expect(fault(changed { $0.method = 12 }) == .method(part: "a.xml"))
    #expect(fault(changed { $0.claimedSize = 17 << 20 }) == .limit(.ratio))
    #expect(fault(changed { $0.claimedSize = 0xFFFF_FFF0 }) == .limit(.ratio))
    #expect(fault(changed { $0.name = "XL/B.xml" }) == .repeated(part: "xl/b.xml"))
  }

  @Test func manyParts() throws {
    let greatest = ArchiveLimit.parts.greatest
    let parts = (0...greatest).map { ZipFixture.Part("\($0)", []) }
    #expect(try content(of: "5", in: ZipFixture(Array(parts.dropLast())).bytes) == "")
    #expect(throws: ArchiveFault.limit(.parts)) {
      try ZipArchive(HeldBytes(ZipFixture(parts).bytes))
    }
  }

  /// Whatever is read often counts often: a part that many sheets name is a bomb too.
  @Test func theTotalIsLimited() throws {
    let archive = try ZipArchive(HeldBytes(changed { $0.claimedSize = ArchiveLimit.freeSize }))
    for _ in 0..<(ArchiveLimit.total.greatest / ArchiveLimit.freeSize) {
      #expect(throws: ArchiveFault.damaged(part: "a.xml")) { try archive.skip("a.xml") }
    }
    #expect(throws: ArchiveFault.limit(.total)) { try archive.skip("a.xml") }
  }

  /// An archive that is cut off anywhere is refused, or gives what it held.
  @Test func cutAnywhere() {
    let bytes = ArchiveTests.sound.bytes
    for count in 0..<bytes.count {
      let found = try? content(of: "a.xml", in: Array(bytes[..<count]))
      #expect(found == nil || found == "uno dos tres cuatro", "cut at \(count)")
    }
  }

  /// One bit turned anywhere: a fault, or the content as it was.
  @Test func oneBitTurned() {
    let bytes = ArchiveTests.sound.bytes
    for place in bytes.indices {
      for bit in 0..<8 {
        var turned = bytes
        turned[place] ^= 1 << UInt8(bit)
        let found = try? content(of: "a.xml", in: turned)
        #expect(found == nil || found == "uno dos tres cuatro", "bit \(bit) of \(place)")
      }
    }
  }
}

extension ZipArchive {
  /// Opens a part without taking a byte of it; it is read to its end all the same.
  fileprivate func skip(_ name: String) throws(ArchiveFault) {
    try read(name) { (_) throws(ArchiveFault) in }
  }
}
