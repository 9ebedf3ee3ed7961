@testable import TemplateEngine

/// Data written as literals, from which both a shape and a record are made.
indirect enum TestData: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, Sendable
{
  case text(String)
  case integer(Int)
  case flag(Bool)
  case absentText
  case absentRecord([String])
  case list([TestData])
  case record([(String, TestData)])

  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(arrayLiteral elements: TestData...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, TestData)...) { self = .record(elements) }

  var shape: Shape {
    guard case .record(let fields) = self else { return Shape([Field("valor", kind, "")]) }
    return Shape(fields.map { Field($0, $1.kind, "") })
  }

  private var kind: Kind {
    switch self {
    case .text, .absentText: .text
    case .integer: .integer
    case .flag: .flag
    case .list(let elements): .list(elements.first?.shape ?? Shape([]))
    case .record: .record(shape)
    case .absentRecord(let names): .record(Shape(names.map { Field($0, .text, "") }))
    }
  }

  var record: Record {
    guard case .record(let fields) = self else { return Record([value]) }
    return Record(fields.map { $1.value })
  }

  private var value: TemplateEngine.Value {
    switch self {
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .flag(let isSet): .flag(isSet)
    case .absentText, .absentRecord: .absent
    case .list(let elements): .list(elements.map(\.record))
    case .record: .record(record)
    }
  }
}

/// What a template makes of test data.
func rendered(
  _ template: String, _ data: TestData, partials: [String: String] = [:],
  as format: OutputFormat = .html
) throws -> String {
  try rendered(template, data.shape, data.record, partials: partials, as: format)
}

func rendered(
  _ template: String, _ shape: Shape, _ record: Record, partials: [String: String] = [:],
  as format: OutputFormat = .html
) throws -> String {
  let compiled = try Template.compile(
    "prueba", in: templateSet(template, partials), for: shape, as: format)
  return String(decoding: try compiled.bytes(record), as: UTF8.self)
}

func templateSet(_ template: String, _ partials: [String: String] = [:]) -> TemplateSet {
  var sources = partials.mapValues { Array($0.utf8) }
  sources["prueba"] = Array(template.utf8)
  return TemplateSet(sources)
}

/// The errors of compiling a template, in the order of the report.
func errors(
  _ template: String, _ shape: Shape, partials: [String: String] = [:],
  as format: OutputFormat = .html
) -> [TemplateError] {
  templateSet(template, partials)
    .check([TemplateSet.Use(name: "prueba", shape: shape, format: format)])
}

/// A shape with one field, and the record with its value.
func rendered(_ kind: Kind, _ value: Value, as format: OutputFormat = .html) throws -> String {
  try rendered("{{x}}", Shape([Field("x", kind, "")]), Record([value]), as: format)
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
