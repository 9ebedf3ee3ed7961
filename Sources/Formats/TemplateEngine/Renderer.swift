/// One run of a program over a record.
struct Renderer {
  let program: Program
  let parts: Program.Parts
  let output: Output
  /// The records that are open, outermost first.
  private var frames: [Frame]

  /// An open record.
  private final class Frame {
    let record: any MadeRecord
    /// The records in it that dotted names went through, made once for all of those names.
    var passed: [(slot: Int, record: any MadeRecord)] = []

    init(_ record: any MadeRecord) {
      self.record = record
    }
  }

  init(_ program: Program, _ parts: Program.Parts, _ record: Record, into output: Output) {
    self.program = program
    self.parts = parts
    self.output = output
    frames = [Frame(record.made())]
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
        try write(try value(reference), as: writer, reference)
      case .section(let section):
        try run(section, bodyAt: index + 1)
        index = section.end - 1
      }
      index += 1
    }
  }

  // MARK: Sections

  private mutating func run(_ section: Program.Section, bodyAt body: Int) throws {
    if section.isInverted {
      if try isClosed(section) { try run(from: body, to: section.end) }
      return
    }
    switch (section.test, try value(section.reference)) {
    case (_, .absent), (.flag, .flag(false)): break
    case (.flag, .flag(true)): try run(from: body, to: section.end)
    case (.record, .record(let record)): try run(section, bodyAt: body, over: record)
    case (.rows, .list(let rows)):
      for row in rows { try run(section, bodyAt: body, over: row) }
    case (.rows, .stream(let stream)): try run(section, bodyAt: body, over: stream)
    default: throw otherKind(section.reference)
    }
  }

  private mutating func isClosed(_ section: Program.Section) throws -> Bool {
    switch (section.test, try value(section.reference)) {
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
    _ section: Program.Section, bodyAt body: Int, over record: consuming Record
  ) throws {
    let record = record.made()
    guard record.count == section.fieldCount else {
      throw error(
        .recordOfOtherShape(expected: section.fieldCount, found: record.count), section.reference)
    }
    frames.append(Frame(record))
    try run(from: body, to: section.end)
    frames.removeLast()
  }

  // MARK: Values

  private mutating func value(_ index: Int) throws -> Value {
    let reference = parts.references[index]
    guard reference.restStart < reference.restEnd else {
      // The frame stays open meanwhile, and so need not be counted: that would cost more than many a
      // value does.
      return try Unmanaged.passUnretained(frames[reference.frame])
        ._withUnsafeGuaranteedRef { try $0.record.value(reference.slot) }
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
  ) throws -> (any MadeRecord)? {
    for known in frames[reference.frame].passed where known.slot == reference.slot {
      return known.record
    }
    let record = try record(reference.slot, of: frames[reference.frame].record, index)
    if let record { frames[reference.frame].passed.append((reference.slot, record)) }
    return record
  }

  /// The record in a slot of another; `nil` for an absent one.
  private func record(
    _ slot: Int, of outer: any MadeRecord, _ index: Int
  ) throws -> (any MadeRecord)? {
    guard slot < outer.count else { throw otherKind(index) }
    switch try outer.value(slot) {
    case .absent: return nil
    case .record(let record): return record.made()
    default: throw otherKind(index)
    }
  }

  // MARK: Errors

  func otherKind(_ reference: Int) -> TemplateError {
    error(.valueOfOtherKind(expected: program.sites[reference].kind), reference)
  }

  func error(_ problem: TemplateError.Problem, _ reference: Int) -> TemplateError {
    let site = program.sites[reference]
    return TemplateError(place: site.place, tag: site.tag, problem: problem, usedFrom: [])
  }
}

/// A record whose values are there already.
private final class HeldRecord: MadeRecord {
  private let values: [Value]

  init(_ values: [Value]) {
    self.values = values
  }

  var count: Int { values.count }

  func value(_ slot: Int) -> Value { values[slot] }
}

extension Record {
  /// The record as one that is asked for its values.
  fileprivate consuming func made() -> any MadeRecord {
    switch consume self {
    case .held(let values): HeldRecord(values)
    case .made(let record): record
    }
  }
}
