import Foundation

/// Whether a colour can carry white text (WCAG 2.2, 1.4.3).
enum ReadableColor {
  /// The least contrast of text that is not large.
  private static let leastContrast = 4.5

  /// Whether `text` is `#rgb` or `#rrggbb`, and white on it has enough contrast.
  static func carriesWhite(_ text: String) -> Bool {
    guard let luminance = luminance(text) else { return false }
    return 1.05 / (luminance + 0.05) >= leastContrast
  }

  /// Relative luminance, 0 to 1; `nil` for what is no colour.
  private static func luminance(_ text: String) -> Double? {
    guard text.first == "#" else { return nil }
    var digits = text.dropFirst().compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    guard digits.count == text.count - 1 else { return nil }
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    guard digits.count == 6 else { return nil }
    let channels = [0, 2, 4].map { linear(Double(digits[$0] * 16 + digits[$0 + 1]) / 255) }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private static func linear(_ channel: Double) -> Double {
    channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
  }
}
