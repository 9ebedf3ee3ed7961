import Model
import TemplateEngine

/// What a template sees of a subject: every name is declared once, beside the value it has.
///
/// Views are declared once and stay for ever, so that no thread has to count who uses them: what they
/// hold is let go by nobody.
final class View<Subject>: @unchecked Sendable {
  // Unchecked: everything is set before the view is there, and only read afterwards.
  typealias Maker = @Sendable (Subject) throws -> Value

  let shape: Shape
  fileprivate let makers: UnsafePointer<Unmanaged<ValueMaker<Subject>>>

  init(_ declare: (inout Names) -> Void) {
    var names = Names()
    declare(&names)
    shape = Shape(names.fields)
    let makers = UnsafeMutablePointer<Unmanaged<ValueMaker<Subject>>>.allocate(
      capacity: names.makers.count)
    for (slot, make) in names.makers.enumerated() {
      (makers + slot).initialize(to: .passRetained(ValueMaker(make)))
    }
    self.makers = UnsafePointer(makers)
  }

  /// The subject as a record, each value of which is made when a template names it.
  func record(_ subject: Subject) -> Record {
    .made(SubjectRecord(subject, self))
  }

  /// The names of a view while they are declared.
  struct Names {
    fileprivate(set) var fields: [Field] = []
    fileprivate(set) var makers: [Maker] = []

    mutating func declare(
      _ name: String, _ kind: Kind, _ meaning: String, _ make: @escaping Maker
    ) {
      fields.append(Field(name, kind, meaning))
      makers.append(make)
    }
  }
}

/// How a value of a subject is made.
private final class ValueMaker<Subject> {
  let make: View<Subject>.Maker

  init(_ make: @escaping View<Subject>.Maker) {
    self.make = make
  }
}

/// A subject as a record of its view.
///
/// Neither the subject nor what makes a value is copied or counted for a value: threads that count the
/// references of one object wait for each other.
private final class SubjectRecord<Subject>: MadeRecord {
  let count: Int
  private let subject: Subject
  /// Those of the view, which stay for ever; as many as there are slots.
  private let makers: UnsafePointer<Unmanaged<ValueMaker<Subject>>>

  init(_ subject: Subject, _ view: View<Subject>) {
    count = view.shape.fields.count
    self.subject = subject
    makers = view.makers
  }

  func value(_ slot: Int) throws -> Value {
    try makers[slot]._withUnsafeGuaranteedRef { try $0.make(subject) }
  }
}

extension View.Names {
  /// Text of data; an empty one is absent.
  mutating func text(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) throws -> String?
  ) {
    declare(name, .text, meaning) { Cell.text(try value($0)) }
  }

  /// Text that the program made, fit for identifiers and classes.
  mutating func plain(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) throws -> String?
  ) {
    declare(name, .plain, meaning) { Cell.text(try value($0)) }
  }

  mutating func link(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) throws -> String?
  ) {
    declare(name, .link, meaning) { Cell.text(try value($0)) }
  }

  mutating func integer(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) throws -> Int?
  ) {
    declare(name, .integer, meaning) { Cell.integer(try value($0)) }
  }

  /// Hundredths, for reading.
  mutating func decimal(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) throws -> Int?
  ) {
    declare(name, .decimal, meaning) { subject in
      try value(subject).map { .decimal(hundredths: $0) } ?? .absent
    }
  }

  /// Hundredths, for drawing.
  mutating func measure(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) throws -> Int?
  ) {
    declare(name, .measure, meaning) { subject in
      try value(subject).map { .decimal(hundredths: $0) } ?? .absent
    }
  }

  mutating func amount(
    _ name: String, _ meaning: String,
    _ value: @escaping @Sendable (Subject) throws -> Indicator.Amount?
  ) {
    declare(name, .number, meaning) { Cell.amount(try value($0)) }
  }

  mutating func date(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) throws -> Day?
  ) {
    declare(name, .date, meaning) { Cell.date(try value($0)) }
  }

  mutating func image(
    _ name: String, _ meaning: String,
    _ value: @escaping @Sendable (Subject) throws -> EmbeddedImage?
  ) {
    declare(name, .image, meaning) { try value($0).map { .image($0) } ?? .absent }
  }

  mutating func flag(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Subject) throws -> Bool
  ) {
    declare(name, .flag, meaning) { .flag(try value($0)) }
  }

  mutating func record<Inner>(
    _ name: String, _ meaning: String, _ view: View<Inner>,
    _ value: @escaping @Sendable (Subject) throws -> Inner?
  ) {
    declare(name, .record(view.shape), meaning) { subject in
      try value(subject).map { .record(view.record($0)) } ?? .absent
    }
  }

  mutating func list<Element>(
    _ name: String, _ meaning: String, _ view: View<Element>,
    _ rows: @escaping @Sendable (Subject) throws -> [Element]
  ) {
    declare(name, .list(view.shape), meaning) { subject in
      .list(try rows(subject).map(view.record))
    }
  }

  /// A list, and under `hay_` and its name whether it holds anything.
  mutating func rows<Element>(
    _ name: String, _ meaning: String, _ view: View<Element>,
    _ rows: @escaping @Sendable (Subject) throws -> [Element]
  ) {
    list(name, meaning, view, rows)
    flag("hay_" + name, "Si hay filas en \(name).") { try !rows($0).isEmpty }
  }

  /// A list whose records are made one by one while they are written.
  mutating func stream<Element>(
    _ name: String, _ meaning: String, _ view: View<Element>,
    _ rows: @escaping @Sendable (Subject) throws -> [Element]
  ) {
    declare(name, .stream(view.shape), meaning) { subject in
      var rest = try rows(subject)[...]
      return .stream(RecordStream { rest.popFirst().map(view.record) })
    }
  }
}
