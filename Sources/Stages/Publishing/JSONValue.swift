/// The JSON that a manifest is made of; it has no fractions, truth values or nulls.
enum JSONValue: Sendable {
  case text(String)
  case integer(Int)
  case list([JSONValue])
  case object([JSONMember])
}

/// A key and its value; members keep their order.
struct JSONMember: Sendable {
  let key: String
  let value: JSONValue

  init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}
