/// The records of an extended header: `27 path=años/2025/ruta.csv` and a line end, the length counting
/// itself.
public struct ExtendedRecords: Equatable, Sendable {
  /// Instead of the path of the entry that follows.
  public private(set) var path: [UInt8]?
  /// Instead of its size.
  public private(set) var size: Int?

  /// Reads the records; those of other names say nothing that is needed here.
  public init(_ bytes: [UInt8]) throws(TapeFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard (1...5).contains(digits.count),
        let length = Int(String(decoding: digits, as: UTF8.self)),
        length > digits.count + 2, length <= rest.count,
        rest[rest.startIndex + digits.count] == UInt8(ascii: " "),
        rest[rest.startIndex + length - 1] == UInt8(ascii: "\n")
      else { throw .extendedHeader }
      let record = rest.prefix(length).dropFirst(digits.count + 1).dropLast()
      rest = rest.dropFirst(length)
      guard let sign = record.firstIndex(of: UInt8(ascii: "=")) else { throw .extendedHeader }
      let value = Array(record[(sign + 1)...])
      if record[..<sign].elementsEqual("path".utf8) { path = value }
      if record[..<sign].elementsEqual("size".utf8) { size = try ExtendedRecords.number(value) }
    }
  }

  private static func number(_ digits: [UInt8]) throws(TapeFault) -> Int {
    guard (1...18).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(String(decoding: digits, as: UTF8.self))
    else { throw .extendedHeader }
    return number
  }

  /// One record; its length is written with as many digits as it then takes.
  static func record(_ name: String, _ value: [UInt8]) -> [UInt8] {
    let body =
      [UInt8(ascii: " ")] + Array(name.utf8) + [UInt8(ascii: "=")] + value
      + [UInt8(ascii: "\n")]
    var digits = 1
    while String(body.count + digits).utf8.count > digits { digits += 1 }
    return Array(String(body.count + digits).utf8) + body
  }
}
