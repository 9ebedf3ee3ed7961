extension Output {
  /// Text for HTML content and quoted attributes: `& < > " '` as references, control characters
  /// (but tab, LF, CR) and bidirectional ones as U+FFFD; everything else as it is.
  ///
  /// It works on bytes, so that no combining mark shields the character before it.
  func writeHTMLText(_ text: UnsafeBufferPointer<UInt8>) throws {
    guard let base = text.baseAddress else { return }
    let count = text.count
    var runStart = 0
    var index = 0
    while true {
      index = nextSpecial(in: text, from: index)
      guard index < count else { break }
      let byte = base[index]
      let length = replacedLength(base + index, count - index)
      if length > 0 {
        try write(base + runStart, index - runStart)
        try write(replacement(of: byte))
        runStart = index + length
      }
      index += max(length, 1)
    }
    try write(base + runStart, count - runStart)
  }

  /// How many bytes at `bytes` are to be replaced; 0 where they may stand.
  private func replacedLength(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    switch bytes[0] {
    case Ascii.tab, Ascii.lineFeed, Ascii.carriageReturn: 0
    case 0xC2: count > 1 && bytes[1] < 0xA0 ? 2 : 0
    case 0xE2: count > 2 && isBidiControl(bytes[1], bytes[2]) ? 3 : 0
    default: 1
    }
  }

  func writeDaySpanish(_ day: TemplateDay) throws {
    try writeInteger(Int(day.day))
    try write(" de ")
    try write(monthNames[Int(day.month) - 1])
    try write(" de ")
    try writeInteger(Int(day.year))
  }
}

/// The first place from `start` on with a byte that is escaped or may begin what is not let through;
/// looked for eight at a time.
func nextSpecial(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let raw = UnsafeRawBufferPointer(text)
  var place = start
  while place &+ 8 <= raw.count {
    if mayHoldSpecial(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) {
      for inner in place..<place &+ 8 where isSpecial(raw[inner]) { return inner }
    }
    place &+= 8
  }
  while place < raw.count, !isSpecial(raw[place]) { place &+= 1 }
  return place
}

/// Whether one of eight bytes is special; bytes that differ in one bit are told by one comparison.
@inline(__always)
private func mayHoldSpecial(_ eight: UInt64) -> Bool {
  let controls = ByteLanes.zeros(eight & ByteLanes.all(0xE0))
  let deletes = ByteLanes.zeros(eight ^ ByteLanes.all(0x7F))
  let quotes = ByteLanes.zeros(eight ^ ByteLanes.all(Ascii.quote))
  let ampersands = ByteLanes.zeros((eight | ByteLanes.all(0x01)) ^ ByteLanes.all(Ascii.apostrophe))
  let angles = ByteLanes.zeros((eight | ByteLanes.all(0x02)) ^ ByteLanes.all(Ascii.greater))
  let leads = ByteLanes.zeros((eight | ByteLanes.all(0x20)) ^ ByteLanes.all(0xE2))
  return controls | deletes | quotes | ampersands | angles | leads != 0
}

/// The bytes that are escaped or may begin what is not let through.
@inline(__always)
func isSpecial(_ byte: UInt8) -> Bool {
  switch byte {
  case Ascii.quote, UInt8(ascii: "&"), Ascii.apostrophe, Ascii.less, Ascii.greater,
    0..<Ascii.blank, 0x7F, 0xC2, 0xE2:
    true
  default: false
  }
}

/// U+202A–202E are E2 80 AA–AE, U+2066–2069 are E2 81 A6–A9.
private func isBidiControl(_ second: UInt8, _ third: UInt8) -> Bool {
  (second == 0x80 && (0xAA...0xAE).contains(third))
    || (second == 0x81 && (0xA6...0xA9).contains(third))
}

private func replacement(of byte: UInt8) -> StaticString {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case Ascii.less: "&lt;"
  case Ascii.greater: "&gt;"
  case Ascii.quote: "&quot;"
  case Ascii.apostrophe: "&#39;"
  default: "\u{FFFD}"
  }
}

private let monthNames: [StaticString] = [
  "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
  "octubre", "noviembre", "diciembre",
]

/// Whether text is of the kind `plain`.
func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  text.allSatisfy(plainBytes.contains)
}

private let plainBytes = ByteSet.lettersAndDigits.union(" .,%#:/_-")

/// Whether text is of the kind `link`: no colon, so no scheme; no `//` at its start, so no host.
func isRelativeLink(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  let namesHost = text.count > 1 && text[0] == Ascii.slash && text[1] == Ascii.slash
  return !namesHost && text.allSatisfy(linkBytes.contains)
}

private let linkBytes = ByteSet.lettersAndDigits.union("._~/#?=&%+-,")
