/// One run of a program over a record.
struct Renderer {
  let program: Program
  let parts: Program.Parts
  let output: Output
  /// The records that are open, outermost first.
  var frames: [Frame]

  /// An open record.
  struct Frame {
    let record: Record
    /// The records in it that dotted names went through, made once for all of those names.
    fileprivate(set) var passed: [(slot: Int, record: Record)] = []

    init(_ record: Record) {
      self.record = record
    }
  }

  mutating func run() throws {
    try run(from: 0, to: parts.operations.count)
  }

  private mutating func run(from start: Int, to end: Int) throws {
    var index = start
    while index < end {
      switch parts.operations[index] {
      case .literal(let first, let count):
        if let base = parts.literals.baseAddress { try output.write(base + first, count) }
      case .value(let reference, let writer):
        try write(reference, as: writer)
      case .section(let section):
        try run(section, bodyAt: index + 1)
        index = section.end - 1
      }
      index += 1
    }
  }

  // MARK: Sections

  private mutating func run(_ section: Program.Section, bodyAt body: Int) throws {
    let value = try value(section.reference)
    if section.isInverted {
      if try isClosed(value, section) { try run(from: body, to: section.end) }
      return
    }
    switch (section.test, value) {
    case (_, .absent), (.flag, .flag(false)): break
    case (.flag, .flag(true)): try run(from: body, to: section.end)
    case (.record, .record(let record)): try run(section, bodyAt: body, over: record)
    case (.rows, .list(let rows)):
      for row in rows { try run(section, bodyAt: body, over: row) }
    case (.rows, .stream(let stream)): try run(section, bodyAt: body, over: stream)
    default: throw otherKind(section.reference)
    }
  }

  private func isClosed(_ value: Value, _ section: Program.Section) throws -> Bool {
    switch (section.test, value) {
    case (_, .absent): true
    case (.flag, .flag(let isSet)): !isSet
    case (.record, .record): false
    case (.rows, .list(let rows)): rows.isEmpty
    case (.rows, .stream(let stream)): try stream.holdsNothing()
    default: throw otherKind(section.reference)
    }
  }

  private mutating func run(
    _ section: Program.Section, bodyAt body: Int, over stream: RecordStream
  ) throws {
    guard stream.start() else {
      throw error(.streamReadTwice(name: program.sites[section.reference].name), section.reference)
    }
    while let row = try stream.next() {
      try run(section, bodyAt: body, over: row)
    }
  }

  private mutating func run(
    _ section: Program.Section, bodyAt body: Int, over record: Record
  ) throws {
    guard record.count == section.fieldCount else {
      throw error(
        .recordOfOtherShape(expected: section.fieldCount, found: record.count),
        section.reference)
    }
    frames.append(Frame(record))
    try run(from: body, to: section.end)
    frames.removeLast()
  }

  // MARK: Values

  private mutating func value(_ index: Int) throws -> Value {
    let reference = parts.references[index]
    guard reference.restStart < reference.restEnd else {
      return try frames[reference.frame].record.value(reference.slot)
    }
    guard var record = try passed(reference, index) else { return .absent }
    for position in reference.restStart..<(reference.restEnd - 1) {
      guard let inner = try self.record(program.slots[position], of: record, index) else {
        return .absent
      }
      record = inner
    }
    let slot = program.slots[reference.restEnd - 1]
    guard slot < record.count else { throw otherKind(index) }
    return try record.value(slot)
  }

  /// The first record that a dotted name leads through.
  private mutating func passed(
    _ reference: Program.Reference, _ index: Int
  ) throws -> Record? {
    let frame = frames[reference.frame]
    if let known = frame.passed.first(where: { $0.slot == reference.slot }) { return known.record }
    let record = try record(reference.slot, of: frame.record, index)
    if let record { frames[reference.frame].passed.append((reference.slot, record)) }
    return record
  }

  /// The record in a slot of another; `nil` for an absent one.
  private func record(_ slot: Int, of outer: Record, _ index: Int) throws -> Record? {
    guard slot < outer.count else { throw otherKind(index) }
    switch try outer.value(slot) {
    case .absent: return nil
    case .record(let record): return record
    default: throw otherKind(index)
    }
  }

  private mutating func write(_ reference: Int, as writer: Writer) throws {
    let value = try value(reference)
    if case .absent = value { return }
    switch writer {
    case .htmlText, .plain, .link, .csvText: try writeText(value, as: writer, reference)
    case .htmlInteger, .csvInteger: try writeInteger(value, as: writer, reference)
    case .htmlDecimal, .csvDecimal, .measure: try writeDecimal(value, as: writer, reference)
    case .htmlNumber: try writeNumber(value, .htmlInteger, .htmlDecimal, reference)
    case .csvNumber: try writeNumber(value, .csvInteger, .csvDecimal, reference)
    case .htmlDate, .csvDate: try writeDate(value, as: writer, reference)
    case .htmlYesNo, .csvYesNo: try writeYesNo(value, as: writer, reference)
    case .image:
      guard case .image(let image) = value else { throw otherKind(reference) }
      try image.address.withUnsafeBufferPointer { address in
        if let base = address.baseAddress { try output.write(base, address.count) }
      }
    }
  }

  private func writeText(_ value: Value, as writer: Writer, _ reference: Int) throws {
    switch value {
    case .text(var text):
      try text.withUTF8 { try writeText($0, as: writer, reference) }
    case .bytes(let bytes):
      try bytes.withUnsafeBufferPointer { try writeText($0, as: writer, reference) }
    default: throw otherKind(reference)
    }
  }

  private func writeText(
    _ text: UnsafeBufferPointer<UInt8>, as writer: Writer, _ reference: Int
  ) throws {
    switch writer {
    case .csvText: try output.writeCSVText(text, dialect: program.dialect)
    case .plain:
      guard isPlain(text) else { throw error(.textNotPlain, reference) }
      if let base = text.baseAddress { try output.write(base, text.count) }
    case .link:
      guard isRelativeLink(text) else { throw error(.textNotALink, reference) }
      try output.writeHTMLText(text)
    default: try output.writeHTMLText(text)
    }
  }

  private func writeInteger(_ value: Value, as writer: Writer, _ reference: Int) throws {
    guard case .integer(let number) = value else { throw otherKind(reference) }
    try output.writeInteger(number, thousands: writer == .htmlInteger ? Ascii.dot : 0)
  }

  private func writeDecimal(_ value: Value, as writer: Writer, _ reference: Int) throws {
    let hundredths: Int
    switch (writer, value) {
    case (_, .decimal(let number)): hundredths = number
    case (.measure, .integer(let number)): return try output.writeInteger(number)
    default: throw otherKind(reference)
    }
    switch writer {
    case .htmlDecimal:
      try output.writeDecimal(hundredths, thousands: Ascii.dot, mark: Ascii.comma)
    case .measure: try output.writeMeasure(hundredths)
    default: try output.writeDecimal(hundredths, mark: program.dialect.decimalMark)
    }
  }

  private func writeNumber(
    _ value: Value, _ integer: Writer, _ decimal: Writer, _ reference: Int
  ) throws {
    switch value {
    case .integer: try writeInteger(value, as: integer, reference)
    case .text: try writeText(value, as: integer == .csvInteger ? .csvText : .htmlText, reference)
    default: try writeDecimal(value, as: decimal, reference)
    }
  }

  private func writeDate(_ value: Value, as writer: Writer, _ reference: Int) throws {
    guard case .date(let day) = value else { throw otherKind(reference) }
    if writer == .htmlDate {
      try output.writeDaySpanish(day)
    } else {
      try output.writeDayISO(day)
    }
  }

  private func writeYesNo(_ value: Value, as writer: Writer, _ reference: Int) throws {
    guard case .yesNo(let isYes) = value else { throw otherKind(reference) }
    if writer == .htmlYesNo {
      try output.write(isYes ? "Sí" : "No")
    } else {
      try output.write(isYes ? "SI" : "NO")
    }
  }

  // MARK: Errors

  private func otherKind(_ reference: Int) -> TemplateError {
    error(.valueOfOtherKind(expected: program.sites[reference].kind), reference)
  }

  private func error(_ problem: TemplateError.Problem, _ reference: Int) -> TemplateError {
    let site = program.sites[reference]
    return TemplateError(place: site.place, tag: site.tag, problem: problem, usedFrom: [])
  }
}
