import Glibc

/// Receives the elements of a document in document order.
///
/// All bytes handed to it are UTF-8 with references resolved, and valid during the call only. What
/// it has taken counts only if the outcome of the reading is no refusal: a document may turn out
/// not to be well formed at its last byte. A refusal thrown here ends the visit; the rest of the
/// document is still checked, since F004, F007 and F008 go before F001 and F005.
public protocol XMLVisitor {
  /// An element begins. `source.keep()` makes its text available at its end.
  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal)

  /// An element ends; `text` is what stands in it (CDATA too) if it has no child elements, else
  /// empty.
  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal)

  /// Whether `strayText` is to be called at all.
  static var wantsStrayText: Bool { get }

  /// Text beside child elements: before a start tag, or before the end of an element with children.
  mutating func strayText(_ text: UnsafeRawBufferPointer) throws(XMLRefusal)
}

extension XMLVisitor {
  public static var wantsStrayText: Bool { false }

  public mutating func strayText(_ text: UnsafeRawBufferPointer) throws(XMLRefusal) {}
}

/// The name of an element or attribute; valid during the visitor's call only.
public struct XMLName {
  // Inlinable, since they are asked of every element across modules.
  @usableFromInline let text: UnsafePointer<UInt8>
  @usableFromInline let uri: UnsafePointer<UInt8>?

  /// Both end in a zero; `local` is the same for all equal names of a document.
  @inlinable @inline(__always) public init(local: UnsafePointer<UInt8>, uri: UnsafePointer<UInt8>?)
  {
    text = local
    self.uri = uri
  }

  /// Without prefix.
  public var local: UnsafeRawBufferPointer { XMLName.bytes(text) }

  /// The same for all names of one document with the same local name, and for no others: the parser
  /// keeps each spelling once, as long as it lives.
  @inlinable @inline(__always) public var identity: UnsafeRawPointer { UnsafeRawPointer(text) }

  /// The namespace's name, `nil` for none.
  public var namespace: UnsafeRawBufferPointer? {
    uri.map(XMLName.bytes)
  }

  @inlinable @inline(__always) public var hasNamespace: Bool { uri != nil }

  /// Whether the local name is `text`, whatever the namespace.
  @inline(__always)
  public func isLocal(_ name: StaticString) -> Bool {
    // Where so many bytes are equal there is another behind them, if only the zero.
    let count = name.utf8CodeUnitCount
    let own = UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)
    let other = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    return strncmp(own, other, count) == 0 && text[count] == 0
  }

  /// Whether this is the same name of the same document, where namespaces are kept once too.
  @inlinable @inline(__always) public func isSame(as other: XMLName) -> Bool {
    text == other.text && uri == other.uri
  }

  public func isNamespace(_ text: StaticString) -> Bool {
    namespace?.equals(text) ?? false
  }

  /// The local name as it is printed.
  public var string: String { String(decoding: local, as: UTF8.self) }

  private static func bytes(_ text: UnsafePointer<UInt8>) -> UnsafeRawBufferPointer {
    let count = strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self))
    return UnsafeRawBufferPointer(start: text, count: count)
  }
}

/// An attribute, valid during the visitor's call only; namespace declarations are none.
public struct XMLAttribute {
  public let name: XMLName
  public let value: UnsafeRawBufferPointer

  @inlinable @inline(__always) public init(name: XMLName, value: UnsafeRawBufferPointer) {
    self.name = name
    self.value = value
  }
}

/// A start tag; valid during the visitor's call only.
public struct XMLElement {
  public let name: XMLName
  /// In the order of the tag, at most 256.
  public let attributes: UnsafeBufferPointer<XMLAttribute>
  /// The line of the tag's `<`, 1-based.
  public let line: Int
  /// The root is 1.
  public let depth: Int

  @inlinable @inline(__always) public init(
    name: XMLName, attributes: UnsafeBufferPointer<XMLAttribute>, line: Int, depth: Int
  ) {
    self.name = name
    self.attributes = attributes
    self.line = line
    self.depth = depth
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are those of `text` in UTF-8.
  @inline(__always)
  public func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let base = baseAddress else { return false }
    return memcmp(base, text.utf8Start, count) == 0
  }
}
