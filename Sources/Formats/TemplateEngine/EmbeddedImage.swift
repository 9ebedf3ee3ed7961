/// A picture that stands inside a page, as a `data:` address.
///
/// Only formats that hold nothing but pixels: an SVG can carry programs and links.
public struct EmbeddedImage: Sendable, Equatable {
  /// The whole address, in ASCII.
  let address: [UInt8]

  /// A PNG or JPEG, told by its first bytes; `nil` for anything else.
  public init?(_ bytes: [UInt8]) {
    let type: StaticString
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      type = "data:image/png;base64,"
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      type = "data:image/jpeg;base64,"
    } else {
      return nil
    }
    address = Array(type.description.utf8) + EmbeddedImage.base64(bytes)
  }

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Base64 of RFC 4648, padded.
  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(
          place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : Ascii.equals)
      }
    }
    return text
  }
}
