import XMLStream

/// What the cells of all sheets of a workbook share: texts, number formats, the first year of dates.
final class CellValues {
  private let strings = SharedStrings()
  private let formats: [NumberFormat]
  private let isFrom1904: Bool
  /// Bytes of the texts that cells may still refer to.
  private var referencesLeft: Int

  init(
    _ relationships: Relationships, isFrom1904: Bool, in parts: PackageParts
  ) throws(PackageFault) {
    self.isFrom1904 = isFrom1904
    referencesLeft = max(XMLLimit.references.greatest, parts.packedSize * 64)
    var styles = StylesVisitor()
    if let path = relationships.first(.styles) { try parts.visit(path, &styles) }
    formats = styles.formats
    if let path = relationships.first(.sharedStrings) {
      var visitor = SharedStringsVisitor(strings)
      try parts.visit(path, &visitor)
    }
  }

  /// The shared text whose number is written in a cell.
  func sharedText(
    _ number: UnsafeRawBufferPointer
  ) throws(XMLRefusal) -> UnsafeRawBufferPointer {
    guard let text = Digits.number(number.withoutBlanks).flatMap(strings.text) else {
      throw XMLRefusal(.structure(.invalidContent(element: "v")))
    }
    referencesLeft -= text.count
    guard referencesLeft >= 0 else { throw XMLRefusal(.limit(.references)) }
    return text
  }

  func format(ofStyle style: Int) -> NumberFormat {
    style < formats.count ? formats[style] : .plain
  }

  /// A number that is shown as a date or time; `nil` where it is none that can be shown so.
  func moment(_ number: UnsafeRawBufferPointer, _ format: NumberFormat) -> String? {
    let digits = number.withoutBlanks
    return format == .time
      ? SerialDate.time(digits) : SerialDate.date(digits, isFrom1904: isFrom1904)
  }
}

extension UnsafeRawBufferPointer {
  /// Without the blanks of ASCII around.
  var withoutBlanks: UnsafeRawBufferPointer {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    let front = drop(while: isBlank)
    let back = front.reversed().prefix(while: isBlank).count
    return UnsafeRawBufferPointer(rebasing: front.dropLast(back))
  }
}
