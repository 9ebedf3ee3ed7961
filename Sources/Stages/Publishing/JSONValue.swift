/// The JSON that this program writes; it has no fractions, and what it reads no truth values.
package enum JSONValue: Sendable {
  case text(String)
  case integer(Int)
  case flag(Bool)
  case absent
  case list([JSONValue])
  /// A list of so many items, each made when it is written; nothing that is read has one.
  case entries(Int, @Sendable (Int) -> JSONValue)
  case object([JSONMember])
}

/// A key and its value; members keep their order.
package struct JSONMember: Sendable {
  package let key: String
  package let value: JSONValue

  package init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}
