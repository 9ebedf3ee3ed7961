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
  @inline(__always)
  fileprivate func needsQuotes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if count >= CSVDialect.longText {
      return memchr(bytes, Int32(separator), count) != nil
        || memchr(bytes, Int32(Ascii.lineFeed), count) != nil
        || memchr(bytes, Int32(Ascii.quote), count) != nil
        || memchr(bytes, Int32(Ascii.carriageReturn), count) != nil
    }
    let raw = UnsafeRawPointer(bytes)
    guard count >= 8 else { return needsQuotes(CSVDialect.lanes(raw, count)) }
    var place = 0
    while place &+ 8 < count {
      if needsQuotes(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) { return true }
      place &+= 8
    }
    // The last eight, some of which may have been looked at.
    return needsQuotes(raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
  }

  @inline(__always)
  private func needsQuotes(_ eight: UInt64) -> Bool {
    ByteLanes.zeros(eight ^ ByteLanes.all(separator))
      | ByteLanes.zeros(eight ^ ByteLanes.all(Ascii.quote))
      | ByteLanes.zeros(eight ^ ByteLanes.all(Ascii.carriageReturn))
      | ByteLanes.zeros(eight ^ ByteLanes.all(Ascii.lineFeed)) != 0
  }

  /// 1 to 7 bytes, some of them twice, with zeros behind, which count for nothing.
  @inline(__always)
  private static func lanes(_ raw: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let first = raw.loadUnaligned(as: UInt32.self)
      let last = raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(first) | UInt64(last) &<< 32
    }
    let first = UInt64(raw.load(as: UInt8.self))
    let middle = UInt64(raw.load(fromByteOffset: count &>> 1, as: UInt8.self))
    let last = UInt64(raw.load(fromByteOffset: count &- 1, as: UInt8.self))
    return first | middle &<< 8 | last &<< 16
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
