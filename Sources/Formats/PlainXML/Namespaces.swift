import XMLStream

/// The namespaces that are declared where a document is read, innermost last.
///
/// Only those that Excel writes: a name is a static text, so that it lives as long as anything.
struct Namespaces {
  private struct Binding {
    /// `nil` for that of names without a prefix.
    let prefix: UnsafePointer<UInt8>?
    let uri: UnsafePointer<UInt8>
    let depth: Int
  }

  private static let known: [StaticString] = [
    "urn:schemas-microsoft-com:office:spreadsheet", "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel", "http://www.w3.org/TR/REC-html40",
  ]

  private static let most = 16

  private var bindings: [Binding] = []

  @inline(__always)
  var isEmpty: Bool { bindings.isEmpty }

  /// Takes a declaration of an element at a depth; `false` if its tag has one for that prefix already,
  /// or the name is not known.
  ///
  /// A prefix is a kept name, known by its place.
  mutating func declare(
    _ prefix: UnsafePointer<UInt8>?, as name: UnsafeRawBufferPointer, depth: Int
  ) -> Bool {
    guard bindings.count < Namespaces.most,
      !bindings.contains(where: { $0.depth == depth && $0.prefix == prefix }),
      let known = Namespaces.known.first(where: { name.equals($0) })
    else { return false }
    bindings.append(Binding(prefix: prefix, uri: known.utf8Start, depth: depth))
    return true
  }

  /// Forgets what elements deeper than that have declared.
  @inline(__always)
  mutating func leave(to depth: Int) {
    while let last = bindings.last, last.depth > depth { bindings.removeLast() }
  }

  /// The namespace of a prefix, or of names without one; `nil` if none is declared.
  func uri(of prefix: UnsafePointer<UInt8>?) -> UnsafePointer<UInt8>? {
    bindings.last { $0.prefix == prefix }?.uri
  }

  /// Gives attributes with a prefix their namespaces; `false` if one is not declared.
  func name(
    _ attributes: UnsafeMutablePointer<XMLAttribute>,
    _ prefixes: UnsafePointer<UnsafePointer<UInt8>?>, _ count: Int
  ) -> Bool {
    for place in 0..<count {
      guard let prefix = prefixes[place] else { continue }
      guard let uri = uri(of: prefix) else { return false }
      let attribute = attributes[place]
      let local = attribute.name.identity.assumingMemoryBound(to: UInt8.self)
      attributes[place] = XMLAttribute(
        name: XMLName(local: local, uri: uri), value: attribute.value)
    }
    return true
  }
}
