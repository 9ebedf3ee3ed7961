import Digest

/// The members of an object whose keys are fixed: each is taken once, and none may be left.
struct JSONFields {
  private var values: [String: JSONValue] = [:]

  init(_ members: [JSONMember]) throws(ManifestFault) {
    for member in members {
      guard values.updateValue(member.value, forKey: member.key) == nil else {
        throw .repeatedKey(member.key)
      }
    }
  }

  mutating func text(_ key: String) throws(ManifestFault) -> String {
    guard case .text(let text) = try take(key) else { throw .wrongValue(key: key) }
    return text
  }

  mutating func integer(_ key: String) throws(ManifestFault) -> Int {
    guard case .integer(let number) = try take(key) else { throw .wrongValue(key: key) }
    return number
  }

  mutating func digest(_ key: String) throws(ManifestFault) -> SHA256Value {
    guard let digest = SHA256Value(hex: try text(key)) else { throw .wrongValue(key: key) }
    return digest
  }

  mutating func texts(_ key: String) throws(ManifestFault) -> [String] {
    try list(key).map { (item) throws(ManifestFault) in
      guard case .text(let text) = item else { throw .wrongValue(key: key) }
      return text
    }
  }

  /// The members of an object whose keys are free.
  mutating func members(_ key: String) throws(ManifestFault) -> [JSONMember] {
    guard case .object(let members) = try take(key) else { throw .wrongValue(key: key) }
    return members
  }

  /// Every object of a list, each read to its end.
  mutating func objects<Item>(
    _ key: String, _ read: (inout JSONFields) throws(ManifestFault) -> Item
  ) throws(ManifestFault) -> [Item] {
    try list(key).map { (item) throws(ManifestFault) in
      guard case .object(let members) = item else { throw .wrongValue(key: key) }
      var fields = try JSONFields(members)
      let result = try read(&fields)
      try fields.end()
      return result
    }
  }

  /// Throws where a member was not asked for.
  func end() throws(ManifestFault) {
    if let key = values.keys.min(by: { $0.precedesInBytes($1) }) { throw .unknownKey(key) }
  }

  private mutating func list(_ key: String) throws(ManifestFault) -> [JSONValue] {
    guard case .list(let items) = try take(key) else { throw .wrongValue(key: key) }
    return items
  }

  private mutating func take(_ key: String) throws(ManifestFault) -> JSONValue {
    guard let value = values.removeValue(forKey: key) else { throw .missingKey(key) }
    return value
  }
}
