import Testing

/// One case of the language: a template, its data, and what must come out.
struct SpecCase: Sendable, CustomTestStringConvertible {
  let name: String
  let template: String
  let data: TestData
  let partials: [String: String]
  let expected: String

  init(
    _ name: String, _ template: String, _ data: TestData, _ expected: String,
    partials: [String: String] = [:]
  ) {
    self.name = name
    self.template = template
    self.data = data
    self.partials = partials
    self.expected = expected
  }

  var testDescription: String { name }
}
