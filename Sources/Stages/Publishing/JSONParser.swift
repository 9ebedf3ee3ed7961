/// Reads the JSON that a manifest is made of, strictly by RFC 8259, whatever the bytes hold.
///
/// Fractions, exponents, truth values and nulls are refused: a manifest has none. Nesting is
/// limited, and time is in proportion to the bytes.
struct JSONParser {
  private static let deepest = 8

  private let bytes: [UInt8]
  private var place = 0

  /// Reads a whole document.
  static func parse(_ bytes: [UInt8]) throws(ManifestFault) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.place == bytes.count else { throw parser.fault }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var fault: ManifestFault { .syntax(offset: place) }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      place += 1
    }
  }

  /// Passes a mark, if it stands next.
  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(ManifestFault) -> JSONValue {
    guard depth < JSONParser.deepest else { throw fault }
    skipBlanks()
    switch next {
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "["): return .list(try list(depth: depth))
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    default: return .integer(try integer())
    }
  }

  private mutating func list(depth: Int) throws(ManifestFault) -> [JSONValue] {
    place += 1
    var items: [JSONValue] = []
    skipBlanks()
    if take("]") { return items }
    while true {
      items.append(try value(depth: depth + 1))
      skipBlanks()
      if take("]") { return items }
      guard take(",") else { throw fault }
    }
  }

  private mutating func object(depth: Int) throws(ManifestFault) -> [JSONMember] {
    place += 1
    var members: [JSONMember] = []
    skipBlanks()
    if take("}") { return members }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw fault }
      let key = try text()
      skipBlanks()
      guard take(":") else { throw fault }
      members.append(JSONMember(key, try value(depth: depth + 1)))
      skipBlanks()
      if take("}") { return members }
      guard take(",") else { throw fault }
    }
  }

  private mutating func integer() throws(ManifestFault) -> Int {
    let start = place
    let isNegative = take("-")
    let first = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    let digits = bytes[first..<place]
    guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0"),
      let magnitude = Int(String(decoding: digits, as: UTF8.self))
    else {
      place = start
      throw fault
    }
    return isNegative ? -magnitude : magnitude
  }

  private mutating func text() throws(ManifestFault) -> String {
    let start = place
    place += 1
    var content: [UInt8] = []
    while let byte = next, byte >= 0x20 {
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else {
          throw .syntax(offset: start)
        }
        return text
      case UInt8(ascii: "\\"): content.append(contentsOf: try escaped())
      default: content.append(byte)
      }
    }
    throw fault
  }

  /// The UTF-8 of what follows a backslash.
  private mutating func escaped() throws(ManifestFault) -> [UInt8] {
    guard let mark = next else { throw fault }
    place += 1
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [mark]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw fault
    }
  }

  /// The scalar of `\uXXXX`, or of two of them that are halves of one.
  private mutating func escapedScalar() throws(ManifestFault) -> [UInt8] {
    var number = try fourDigits()
    if (0xd800..<0xdc00).contains(number) {
      guard take("\\"), take("u") else { throw fault }
      let low = try fourDigits()
      guard (0xdc00..<0xe000).contains(low) else { throw fault }
      number = 0x1_0000 + (number - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(number) else { throw fault }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func fourDigits() throws(ManifestFault) -> UInt32 {
    guard place + 4 <= bytes.count else { throw fault }
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue else { throw fault }
      number = number << 4 | UInt32(digit)
      place += 1
    }
    return number
  }
}
