/// The encodings in which XML is read; the raw value is the contract's name.
///
/// Source: contract 1 §2 «Any XML», contract 3 `archivos.csv`.
public enum XMLEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf8BOM = "utf-8-bom"
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"
  case windows1252 = "windows-1252"
  case iso88591 = "iso-8859-1"

  /// The encoding that a name in an XML declaration stands for, in any case; `nil`: it is not read.
  ///
  /// UTF-16 is known by its byte order mark only.
  init?(declared name: some Collection<UInt8>) {
    let lowered = name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    switch String(decoding: lowered, as: UTF8.self) {
    case "utf-8", "utf8", "utf_8", "unicode-1-1-utf-8", "cp65001": self = .utf8
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "iso8859_1", "iso_8859-1:1987",
      "iso-ir-100", "latin1", "latin-1", "latin_1", "l1", "ibm819", "cp819", "csisolatin1":
      self = .iso88591
    case "windows-1252", "windows1252", "windows_1252", "win-1252", "cp1252", "cp-1252", "x-cp1252",
      "ms-ansi", "1252":
      self = .windows1252
    default: return nil
    }
  }
}

/// What the first bytes of a document say about its encoding.
struct EncodingEvidence {
  let encoding: XMLEncoding
  /// Length of the byte order mark.
  let markLength: Int

  /// Reads byte order mark and XML declaration; throws the declared name if it is not read.
  ///
  /// A byte order mark settles the encoding: what is declared behind one is not looked at, for
  /// programs write the mark but people and templates the declaration.
  static func find(in bytes: UnsafeRawBufferPointer) throws(XMLRefusal) -> EncodingEvidence {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
      throw XMLRefusal(.unsupportedEncoding("UTF-32"))
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return EncodingEvidence(encoding: .utf16LE, markLength: 2)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return EncodingEvidence(encoding: .utf16BE, markLength: 2)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return EncodingEvidence(encoding: .utf8BOM, markLength: 3)
    }
    guard let name = declaredName(in: bytes) else {
      return EncodingEvidence(encoding: .utf8, markLength: 0)
    }
    guard let encoding = XMLEncoding(declared: name) else {
      throw XMLRefusal(.unsupportedEncoding(String(decoding: name.prefix(80), as: UTF8.self)))
    }
    return EncodingEvidence(encoding: encoding, markLength: 0)
  }

  /// The value of `encoding` in the XML declaration, if the document begins with one that has it.
  private static func declaredName(
    in bytes: UnsafeRawBufferPointer
  ) -> Slice<UnsafeRawBufferPointer>? {
    guard bytes.starts(with: "<?xml".utf8), bytes.count > 5, isBlank(bytes[5]) else { return nil }
    var cursor = DeclarationCursor(bytes: bytes, place: 5)
    while let (name, value) = cursor.next() {
      if name.elementsEqual("encoding".utf8) { return value }
    }
    return nil
  }

  fileprivate static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}

/// Walks the `name="value"` pairs of an XML declaration.
private struct DeclarationCursor {
  let bytes: UnsafeRawBufferPointer
  var place: Int

  mutating func next() -> (
    name: Slice<UnsafeRawBufferPointer>, value: Slice<UnsafeRawBufferPointer>
  )? {
    skipBlanks()
    let nameStart = place
    while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
    let name = bytes[nameStart..<place]
    skipBlanks()
    guard !name.isEmpty, place < bytes.count, bytes[place] == 0x3D else { return nil }
    place += 1
    skipBlanks()
    guard place < bytes.count, bytes[place] == 0x22 || bytes[place] == 0x27 else { return nil }
    let quote = bytes[place]
    let valueStart = place + 1
    guard let end = bytes[valueStart...].firstIndex(of: quote) else { return nil }
    place = end + 1
    return (name, bytes[valueStart..<end])
  }

  private mutating func skipBlanks() {
    while place < bytes.count, EncodingEvidence.isBlank(bytes[place]) { place += 1 }
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
  }
}
