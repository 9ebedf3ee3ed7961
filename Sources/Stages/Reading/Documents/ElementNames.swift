import Model
import XMLStream

/// Finds out which of some names a name of a document is; for documents in which equal names have the
/// same identity.
///
/// A name is compared byte by byte when it comes for the first time, and known by its identity then.
final class NameTable {
  private static let slots = 256

  private let names: [[UInt8]]
  /// The identities of the names that have come, each at its hash or behind it; at most as many as
  /// there are names, so that a free slot is always found.
  private let identities: UnsafeMutablePointer<UnsafeRawPointer?>
  private let places: UnsafeMutablePointer<Int>

  /// `names`: fewer than 256, and different.
  init(_ names: [[UInt8]]) {
    self.names = names
    identities = .allocate(capacity: NameTable.slots)
    identities.initialize(repeating: nil, count: NameTable.slots)
    places = .allocate(capacity: NameTable.slots)
    places.initialize(repeating: 0, count: NameTable.slots)
  }

  deinit {
    identities.deallocate()
    places.deallocate()
  }

  /// The place of a name among the names, whatever its namespace; -1 if it is none of them.
  @inline(__always)
  func place(of name: XMLName) -> Int {
    let identity = name.identity
    var slot = Int(bitPattern: identity)
    slot = (slot ^ slot &>> 8) & (NameTable.slots &- 1)
    while let known = identities[slot] {
      if known == identity { return places[slot] }
      slot = (slot &+ 1) & (NameTable.slots &- 1)
    }
    return enter(name, slot)
  }

  private func enter(_ name: XMLName, _ slot: Int) -> Int {
    let local = name.local
    let found = names.firstIndex { $0.count == local.count && $0.elementsEqual(local) }
    guard let place = found else { return -1 }
    identities[slot] = name.identity
    places[slot] = place
    return place
  }
}

/// The structure faults of our own forms of XML (F005).
enum StructureFault {
  static func unknownElement(_ element: XMLElement, in parent: String) -> XMLRefusal {
    XMLRefusal(
      .structure(.unknownElement(element.name.string, parent: parent)), line: element.line)
  }

  static func unknownAttribute(_ name: XMLName, _ element: XMLElement) -> XMLRefusal {
    XMLRefusal(
      .structure(.unknownAttribute(name.string, element: element.name.string)), line: element.line)
  }

  static func missingAttribute(_ name: String, _ element: XMLElement) -> XMLRefusal {
    XMLRefusal(
      .structure(.missingAttribute(name, element: element.name.string)), line: element.line)
  }

  static func repeated(_ name: String, _ element: XMLElement) -> XMLRefusal {
    XMLRefusal(.structure(.repeatedField(name, element: element.name.string)), line: element.line)
  }

  /// Throws unless every attribute is foreign.
  static func refuseAttributes(_ element: XMLElement) throws(XMLRefusal) {
    for attribute in element.attributes where !attribute.name.hasNamespace {
      throw unknownAttribute(attribute.name, element)
    }
  }
}
