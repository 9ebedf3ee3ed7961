import XMLStream

/// The texts that the cells of a workbook refer to by number.
///
/// Cost: the bytes of the texts and eight bytes for each, together no more than the limit.
final class SharedStrings {
  private var texts = ByteStore()
  /// Where each text ends.
  private var ends: [Int] = []

  /// The bytes of a text, valid until the next is added; `nil` if there is none of this number.
  func text(_ number: Int) -> UnsafeRawBufferPointer? {
    guard number < ends.count else { return nil }
    let first = number > 0 ? ends[number - 1] : 0
    return UnsafeRawBufferPointer(rebasing: texts.bytes[first..<ends[number]])
  }

  fileprivate func append(_ piece: UnsafeRawBufferPointer, line: Int) throws(XMLRefusal) {
    EscapedText.append(piece, to: &texts)
    guard texts.count - (ends.last ?? 0) <= XMLLimit.text.greatest else {
      throw XMLRefusal(.limit(.text), line: line)
    }
  }

  fileprivate func endText(line: Int) throws(XMLRefusal) {
    ends.append(texts.count)
    guard texts.count + ends.count * 8 <= XMLLimit.sharedText.greatest else {
      throw XMLRefusal(.limit(.sharedText), line: line)
    }
  }
}

/// Visits `sharedStrings.xml`: `si/t`, and the runs of rich text `si/r/t`; what tells how a text
/// sounds (`rPh`) is no part of it.
struct SharedStringsVisitor: XMLVisitor {
  private let strings: SharedStrings
  private var isText = false
  private var isAside = false
  private var depth = 0
  private var line = 0

  init(_ strings: SharedStrings) {
    self.strings = strings
  }

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    depth = element.depth
    line = element.line
    if depth == 3 { isAside = !element.name.isSheetML("t") && !element.name.isSheetML("r") }
    isText = depth >= 3 && depth <= 4 && !isAside && element.name.isSheetML("t")
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {
    if isText { try strings.append(text, line: line) }
    isText = false
    if depth == 2, name.isSheetML("si") { try strings.endText(line: line) }
    depth -= 1
  }
}

/// Texts of a workbook, in which `_x000D_` stands for the character of that number.
enum EscapedText {
  /// Appends what is meant; an escape of half a surrogate pair stays as it is written.
  static func append(_ text: UnsafeRawBufferPointer, to store: inout ByteStore) {
    var place = 0
    var rest = 0
    while place + 7 <= text.count {
      guard text[place] == 0x5F, let scalar = scalar(text, at: place) else {
        place += 1
        continue
      }
      store.append(UnsafeRawBufferPointer(rebasing: text[rest..<place]))
      Array(String(scalar).utf8).withUnsafeBytes { store.append($0) }
      place += 7
      rest = place
    }
    store.append(UnsafeRawBufferPointer(rebasing: text[rest...]))
  }

  private static func scalar(_ text: UnsafeRawBufferPointer, at place: Int) -> Unicode.Scalar? {
    guard text[place + 1] == 0x78, text[place + 6] == 0x5F else { return nil }
    var number: UInt32 = 0
    for byte in text[(place + 2)..<(place + 6)] {
      guard let digit = hexDigit(byte) else { return nil }
      number = number * 16 + digit
    }
    return Unicode.Scalar(number)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }
}
