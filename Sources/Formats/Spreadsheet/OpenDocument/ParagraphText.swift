/// The text of a paragraph as OpenDocument means it: runs of white space are one blank, none at the
/// start; blanks that count are elements.
struct ParagraphText {
  private var endsInBlank = true

  /// The bytes of a piece of text that are meant.
  mutating func collapse(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for byte in text {
      let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      if isBlank, endsInBlank { continue }
      result.append(isBlank ? 0x20 : byte)
      endsInBlank = isBlank
    }
    return result
  }

  /// An element stood there that is a character by itself.
  mutating func passCharacter() {
    endsInBlank = false
  }
}
