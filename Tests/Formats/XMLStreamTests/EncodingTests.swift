import Testing
import XMLStream

@Suite("Encodings")
struct EncodingTests {
  private func declared(_ name: String, _ body: [UInt8]) -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"\(name)\"?><r>".utf8) + body + Array("</r>".utf8)
  }

  @Test(arguments: [
    "UTF-8", "utf8", "ISO-8859-1", "iso8859-1", "Latin1", "windows-1252", "Windows-1252", "CP1252",
  ]) func declaredEncodings(_ name: String) {
    let isUTF8 = name.lowercased().hasPrefix("utf")
    let reading = read(declared(name, isUTF8 ? [0xC3, 0xB1] : [0xF1]), chunk: 5)
    #expect(reading.events == ["1 <r", "r> ñ"])
    let expected: XMLEncoding =
      isUTF8 ? .utf8 : name.lowercased().contains("1252") ? .windows1252 : .iso88591
    #expect(reading.outcome.encoding == expected)
  }

  @Test func upperHalfOfWindows1252() {
    let reading = read(declared("windows-1252", [0x80, 0x93, 0x96, 0x9F, 0xFF]))
    #expect(reading.events.last == "r> €“–Ÿÿ")
  }

  @Test(arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8])
  func undefinedBytesOfWindows1252(_ byte: UInt8) {
    let reading = read(declared("windows-1252", [byte]))
    #expect(reading.outcome.refusal == XMLRefusal(.undecodable))
    #expect(reading.outcome.encoding == .windows1252)
  }

  @Test(arguments: [true, false]) func utf16WithMark(_ isBig: Bool) {
    let text = "<?xml version='1.0' encoding='UTF-8'?><r>ñ€😀</r>"
    let reading = read(utf16(text, bigEndian: isBig), chunk: 3)
    #expect(reading.events.last == "r> ñ€😀")
    #expect(reading.outcome.encoding == (isBig ? .utf16BE : .utf16LE))
  }

  @Test func halfCharactersOfUTF16() {
    let whole = utf16("<r>a</r>", bigEndian: false)
    #expect(read(whole + [0x20]).outcome.refusal == XMLRefusal(.undecodable))
    for half in [[0x3D, 0xD8], [0x00, 0xDE]] as [[UInt8]] {
      let inside = Array(whole.prefix(8)) + half + Array(whole.dropFirst(8))
      #expect(read(inside).outcome.refusal == XMLRefusal(.undecodable))
      #expect(read(whole + half).outcome.refusal == XMLRefusal(.undecodable))
    }
  }

  @Test func aByteOrderMarkSettlesTheEncoding() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let reading = read(mark + declared("ISO-8859-1", [0xC3, 0xB1]))
    #expect(reading.events.last == "r> ñ")
    #expect(reading.outcome.encoding == .utf8BOM)
  }

  @Test(arguments: ["UTF-7", "UTF-16", "utf-16le", "Shift_JIS", "x", "US-ASCII", ""])
  func otherEncodings(_ name: String) {
    let reading = read(declared(name, Array("+ADw-".utf8)))
    #expect(reading.outcome.refusal == XMLRefusal(.unsupportedEncoding(name)))
    #expect(reading.outcome.encoding == nil)
    #expect(reading.events.isEmpty)
  }

  @Test func utf32IsNotRead() {
    #expect(read([0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0]).code == "F002")
    #expect(read([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x3C]).code == "F002")
  }

  @Test(
    arguments: [
      [0xF1], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
      [0x80], [0xE2, 0x82], [0xE2, 0x28, 0xA1],
    ] as [[UInt8]]) func notUTF8IsNotWellFormed(_ bad: [UInt8])
  {
    for head in ["", "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>"] {
      let bytes = Array("\(head)<r>\n\r\n".utf8) + bad + Array("</r>".utf8)
      for chunk in [1, 7, 4_096] {
        let reading = read(bytes, chunk: chunk)
        #expect(reading.fault == .notUTF8)
        #expect(reading.line == 3)
      }
    }
  }

  @Test func aCharacterCutByTheEnd() {
    #expect(read(Array("<r/>".utf8) + [0xC3]).fault == .notUTF8)
  }

  @Test func nulIsUndecodable() {
    for bytes in [
      Array("<r>\0</r>".utf8), declared("latin1", [0]), utf16("<r>\0</r>", bigEndian: true),
    ] {
      #expect(read(bytes).outcome.refusal == XMLRefusal(.undecodable))
    }
  }

  /// F002 goes before everything, also where it stands behind the other fault.
  @Test(arguments: [
    "<!DOCTYPE r><r/>", "<r></x>", "<r>\u{1}", String(repeating: "<r>", count: 70), "",
  ]) func undecodableBytesGoFirst(_ fault: String) {
    let far = Array(String(repeating: "x", count: 300_000).utf8)
    #expect(read(Array(fault.utf8) + far + [0]).code == "F002")
    #expect(read(Array(fault.utf8) + [0xFF] + far + [0]).code == "F002")
    #expect(read(utf16(fault, bigEndian: false) + [0x20]).code == "F002")
  }
}
