import Delimited
import Glibc

/// Characters and references of a plain document.
enum PlainText {
  /// Whether bytes are UTF-8 of characters that XML allows and that are no controls but tab, LF, CR.
  static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let check = Utf8.check(bytes)
    return check.isUTF8 && !check.hasNul && !check.hasControls && !hasNoncharacter(bytes)
  }

  /// Whether U+FFFE or U+FFFF stands in UTF-8.
  private static func hasNoncharacter(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes
    while let base = rest.baseAddress, let found = memchr(base, 0xEF, rest.count) {
      let place = UnsafeRawPointer(found) - base
      // UTF-8 as it is checked, a lead byte has its followers.
      if rest[place + 1] == 0xBF, rest[place + 2] >= 0xBE { return true }
      rest = UnsafeRawBufferPointer(rebasing: rest[(place + 3)...])
    }
    return false
  }

  /// Appends what `raw` stands for to `target`: references resolved, CRLF and CR read as LF, and in
  /// the value of an attribute every blank as a space; `false` if a reference is none of the subset.
  static func resolve(
    _ raw: UnsafeRawBufferPointer, isAttribute: Bool, into target: inout [UInt8]
  ) -> Bool {
    target.removeAll(keepingCapacity: true)
    var place = 0
    while place < raw.count {
      let byte = raw[place]
      place += 1
      switch byte {
      case 0x26:
        guard let end = reference(raw, at: place, into: &target) else { return false }
        place = end
      case 0x0D:
        if place < raw.count, raw[place] == 0x0A { place += 1 }
        target.append(isAttribute ? 0x20 : 0x0A)
      case 0x09, 0x0A: target.append(isAttribute ? 0x20 : byte)
      default: target.append(byte)
      }
    }
    return true
  }

  private static let entities: [(name: StaticString, byte: UInt8)] = [
    ("amp;", 0x26), ("lt;", 0x3C), ("gt;", 0x3E), ("quot;", 0x22), ("apos;", 0x27),
  ]

  /// Resolves the reference whose `&` is before `start`; returns the place behind its `;`.
  private static func reference(
    _ raw: UnsafeRawBufferPointer, at start: Int, into target: inout [UInt8]
  ) -> Int? {
    let rest = UnsafeRawBufferPointer(rebasing: raw[start...])
    for (name, byte) in entities where rest.starts(with: text(name)) {
      target.append(byte)
      return start + name.utf8CodeUnitCount
    }
    guard rest.first == 0x23, let end = rest.firstIndex(of: 0x3B), end <= 9,
      let scalar = scalar(rest[1..<end])
    else { return nil }
    target.append(contentsOf: String(Character(scalar)).utf8)
    return start + end + 1
  }

  private static func text(_ text: StaticString) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// The character of a reference such as `#243` or `#xF3`, without the `#`.
  private static func scalar(_ digits: Slice<UnsafeRawBufferPointer>) -> Unicode.Scalar? {
    let isHexadecimal = digits.first == 0x78
    let (places, radix) = (digits.dropFirst(isHexadecimal ? 1 : 0), isHexadecimal ? 16 : 10)
    guard !places.isEmpty, !places.contains(where: { $0 == 0x2B || $0 == 0x2D }),
      let number = UInt32(String(decoding: places, as: UTF8.self), radix: radix),
      let scalar = Unicode.Scalar(number), number != 0xFFFE, number != 0xFFFF
    else { return nil }
    let isBlank = number == 0x09 || number == 0x0A || number == 0x0D
    let isControl = number < 0x20 || (0x7F...0x9F).contains(number)
    return isControl && !isBlank ? nil : scalar
  }
}
