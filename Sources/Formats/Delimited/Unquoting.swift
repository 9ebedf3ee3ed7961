/// The value of a field that was written in quotes.
public enum Unquoting {
  /// The value of a field given from its opening quote to its end: doubled quotes are one, and text
  /// behind the closing quote is appended.
  public static func value(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let quote: UInt8 = 0x22
    var value: [UInt8] = []
    value.reserveCapacity(bytes.count)
    var isInside = true
    var place = 1
    while place < bytes.count {
      let byte = bytes[place]
      if isInside, byte == quote {
        if place + 1 < bytes.count, bytes[place + 1] == quote {
          value.append(quote)
          place += 1
        } else {
          isInside = false
        }
      } else {
        value.append(byte)
      }
      place += 1
    }
    return value
  }
}
