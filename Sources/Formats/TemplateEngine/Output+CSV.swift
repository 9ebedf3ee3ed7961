import Glibc

extension Output {
  /// A text field: guarded against formulas, and quoted only where it must be.
  ///
  /// Source: contract 3, notation. The guard is an apostrophe before text that begins with `=`,
  /// `+`, `-`, `@`, tab or CR.
  func writeCSVText(_ text: UnsafeBufferPointer<UInt8>, dialect: CSVDialect) throws {
    guard let base = text.baseAddress, text.count > 0 else { return }
    let isQuoted = dialect.needsQuotes(base, text.count)
    if isQuoted { try write(Ascii.quote) }
    if beginsFormula(base[0]) { try write(Ascii.apostrophe) }
    if isQuoted {
      try writeDoublingQuotes(base, text.count)
      try write(Ascii.quote)
    } else {
      try write(base, text.count)
    }
  }

  private func writeDoublingQuotes(_ base: UnsafePointer<UInt8>, _ count: Int) throws {
    var runStart = 0
    // From where quotes are looked for: behind the one that the run begins with.
    var next = 0
    while next < count, let found = memchr(base + next, Int32(Ascii.quote), count - next) {
      let index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      try write(base + runStart, index + 1 - runStart)
      runStart = index
      next = index + 1
    }
    try write(base + runStart, count - runStart)
  }
}

extension CSVDialect {
  /// From how many bytes on a search for each of the bytes that count is faster than one for all.
  private static let longText = 64

  /// Whether one of the bytes makes a field be quoted; looked for eight at a time, or by `memchr`.
  fileprivate func needsQuotes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if count >= CSVDialect.longText {
      return [separator, Ascii.lineFeed, Ascii.quote, Ascii.carriageReturn].contains {
        memchr(bytes, Int32($0), count) != nil
      }
    }
    let text = UnsafeBufferPointer(start: bytes, count: count)
    guard count >= 8 else { return text.contains(where: needsQuotes) }
    return mayNeedQuotes(text) && text.contains(where: needsQuotes)
  }

  /// Whether at least eight bytes have one that counts, or another control character.
  private func mayNeedQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let separators = ByteLanes.all(separator)
    let raw = UnsafeRawBufferPointer(text)
    func isFound(at place: Int) -> Bool {
      let eight = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      return ByteLanes.controls(eight) | ByteLanes.zeros(eight ^ separators)
        | ByteLanes.zeros(eight ^ ByteLanes.all(Ascii.quote)) != 0
    }
    var place = 0
    while place &+ 8 <= raw.count {
      if isFound(at: place) { return true }
      place &+= 8
    }
    // The last eight, of which some were looked at.
    return isFound(at: raw.count &- 8)
  }
}

private func beginsFormula(_ byte: UInt8) -> Bool {
  switch byte {
  case Ascii.equals, UInt8(ascii: "+"), Ascii.minus, UInt8(ascii: "@"), Ascii.tab,
    Ascii.carriageReturn:
    true
  default: false
  }
}
