/// Why the values given by name make no record of a shape: a mistake of the program, not of data.
public enum RecordError: Error, Equatable {
  case unknownName(String, nearest: String?)
  case repeatedName(String)
  case missingNames([String])
  case otherKind(name: String, expected: Kind)
}

extension Shape {
  /// A record from values by name, for the few large records; rows of tables are built by slot.
  ///
  /// Every name must be given, `.absent` ones too, so that a forgotten figure is never a blank.
  public func record(_ values: KeyValuePairs<String, Value>) throws(RecordError) -> Record {
    var bySlot = [Value?](repeating: nil, count: fields.count)
    for (name, value) in values {
      guard let slot = slot(name) else {
        throw .unknownName(name, nearest: nearestName(to: name, among: fields.map(\.name)))
      }
      guard bySlot[slot] == nil else { throw .repeatedName(name) }
      guard fields[slot].kind.accepts(value) else {
        throw .otherKind(name: name, expected: fields[slot].kind)
      }
      bySlot[slot] = value
    }
    let missing = zip(fields, bySlot).filter { $1 == nil }.map(\.0.name)
    guard missing.isEmpty else { throw .missingNames(missing) }
    return Record(bySlot.compactMap(\.self))
  }
}

extension Kind {
  /// Whether a value may stand in a field of this kind; of a structure only the outside is judged.
  public func accepts(_ value: Value) -> Bool {
    switch (self, value) {
    case (_, .absent),
      (.text, .text), (.text, .bytes), (.plain, .text), (.plain, .bytes),
      (.link, .text), (.link, .bytes),
      (.integer, .integer), (.decimal, .decimal), (.number, .integer), (.number, .decimal),
      (.number, .text), (.measure, .decimal), (.measure, .integer),
      (.date, .date), (.image, .image), (.yesNo, .yesNo), (.flag, .flag),
      (.list, .list), (.stream, .stream), (.stream, .list):
      true
    case (.record(let shape), .record(let record)):
      record.count == shape.fields.count
    default:
      false
    }
  }
}
