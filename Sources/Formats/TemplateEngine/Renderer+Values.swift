extension Renderer {
  /// Writes a value; an absent one as nothing.
  func write(_ value: consuming Value, as writer: Writer, _ reference: Int) throws {
    switch consume value {
    case .absent: break
    case .text(var text): try text.withUTF8 { try writeText($0, as: writer, reference) }
    case .bytes(let bytes):
      guard !writer.takesNumbers else { throw otherKind(reference) }
      try bytes.withUnsafeBufferPointer { try writeText($0, as: writer, reference) }
    case .integer(let number): try writeInteger(number, as: writer, reference)
    case .decimal(let hundredths): try writeDecimal(hundredths, as: writer, reference)
    case .date(let day): try writeDate(day, as: writer, reference)
    case .yesNo(let isYes): try writeYesNo(isYes, as: writer, reference)
    case .image(let image): try writeImage(image, as: writer, reference)
    case .flag, .record, .list, .stream: throw otherKind(reference)
    }
  }

  private func writeText(
    _ text: UnsafeBufferPointer<UInt8>, as writer: Writer, _ reference: Int
  ) throws {
    switch writer {
    case .htmlText, .htmlNumber: try output.writeHTMLText(text)
    case .csvText, .csvNumber: try output.writeCSVText(text, dialect: program.dialect)
    case .plain:
      guard isPlain(text) else { throw error(.textNotPlain, reference) }
      if let base = text.baseAddress { try output.write(base, text.count) }
    case .link:
      guard isRelativeLink(text) else { throw error(.textNotALink, reference) }
      try output.writeHTMLText(text)
    default: throw otherKind(reference)
    }
  }

  private func writeInteger(_ number: Int, as writer: Writer, _ reference: Int) throws {
    switch writer {
    case .htmlInteger, .htmlNumber: try output.writeInteger(number, thousands: Ascii.dot)
    case .csvInteger, .csvNumber, .measure: try output.writeInteger(number)
    default: throw otherKind(reference)
    }
  }

  private func writeDecimal(_ hundredths: Int, as writer: Writer, _ reference: Int) throws {
    switch writer {
    case .htmlDecimal, .htmlNumber:
      try output.writeDecimal(hundredths, thousands: Ascii.dot, mark: Ascii.comma)
    case .csvDecimal, .csvNumber:
      try output.writeDecimal(hundredths, mark: program.dialect.decimalMark)
    case .measure: try output.writeMeasure(hundredths)
    default: throw otherKind(reference)
    }
  }

  private func writeDate(_ day: TemplateDay, as writer: Writer, _ reference: Int) throws {
    switch writer {
    case .htmlDate: try output.writeDaySpanish(day)
    case .csvDate: try output.writeDayISO(day)
    default: throw otherKind(reference)
    }
  }

  private func writeYesNo(_ isYes: Bool, as writer: Writer, _ reference: Int) throws {
    switch writer {
    case .htmlYesNo: try output.write(isYes ? "Sí" : "No")
    case .csvYesNo: try output.write(isYes ? "SI" : "NO")
    default: throw otherKind(reference)
    }
  }

  private func writeImage(_ image: EmbeddedImage, as writer: Writer, _ reference: Int) throws {
    guard writer == .image else { throw otherKind(reference) }
    try image.address.withUnsafeBufferPointer { address in
      if let base = address.baseAddress { try output.write(base, address.count) }
    }
  }
}

extension Writer {
  /// Whether it takes a number of any kind; a code in its place is a text, never bytes.
  fileprivate var takesNumbers: Bool { self == .htmlNumber || self == .csvNumber }
}
