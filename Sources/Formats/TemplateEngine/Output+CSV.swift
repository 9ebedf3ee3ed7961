extension Output {
  /// A text field: guarded against formulas, and quoted only where it must be.
  ///
  /// Source: contract 3, notation. The guard is an apostrophe before text that begins with `=`,
  /// `+`, `-`, `@`, tab or CR.
  func writeCSVText(_ text: UnsafeBufferPointer<UInt8>, dialect: CSVDialect) throws {
    guard let base = text.baseAddress, text.count > 0 else { return }
    let isQuoted = text.contains(where: dialect.needsQuotes)
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
    for index in 0..<count where base[index] == Ascii.quote {
      try write(base + runStart, index + 1 - runStart)
      runStart = index
    }
    try write(base + runStart, count - runStart)
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
