/// Writes JSON as UTF-8: the outer levels with one entry a line, deeper ones in one line.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private let brokenLevels: Int

  /// Breaks lines in so many levels.
  package init(brokenLevels: Int = 2) {
    self.brokenLevels = brokenLevels
  }

  /// The bytes of a whole document.
  package static func bytes(_ value: JSONValue, brokenLevels: Int = 2) -> [UInt8] {
    var writer = JSONWriter(brokenLevels: brokenLevels)
    writer.write(value)
    return writer.bytes
  }

  /// Writes a whole document, with a line end after it.
  package mutating func write(_ value: JSONValue) {
    write(value, depth: 0)
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .text(let text): write(text)
    case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .absent: bytes.append(contentsOf: "null".utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .list(let items):
      write(items, between: "[", and: "]", depth: depth) { writer, item in
        writer.write(item, depth: depth + 1)
      }
    case .entries(let count, let entry):
      write(0..<count, between: "[", and: "]", depth: depth) { writer, place in
        writer.write(entry(place), depth: depth + 1)
      }
    case .object(let members):
      write(members, between: "{", and: "}", depth: depth) { writer, member in
        writer.write(member.key)
        writer.bytes.append(contentsOf: ": ".utf8)
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func write<Items: Collection>(
    _ items: Items, between opening: String, and closing: String, depth: Int,
    _ writeItem: (inout JSONWriter, Items.Element) -> Void
  ) {
    let isBroken = depth < brokenLevels && !items.isEmpty
    bytes.append(contentsOf: opening.utf8)
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if isBroken {
        breakLine(depth + 1)
      } else if index > 0 {
        bytes.append(UInt8(ascii: " "))
      }
      writeItem(&self, item)
    }
    if isBroken { breakLine(depth) }
    bytes.append(contentsOf: closing.utf8)
  }

  private mutating func breakLine(_ depth: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func write(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { text in
      let isPlain = text.allSatisfy {
        $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
      }
      if isPlain { bytes.append(contentsOf: text) } else { writeEscaped(text) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(contentsOf: [byte >> 4, byte & 15].map(JSONWriter.digit))
      default: bytes.append(byte)
      }
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
