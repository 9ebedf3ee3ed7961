/// What a template may name: the fields of a record, in the order of its slots.
///
/// A template is compiled against a shape before there is any data, and the same declaration makes
/// the documentation of the names. A shape is finite: it cannot hold itself.
public struct Shape: Sendable, Equatable {
  public let fields: [Field]
  private let slots: [String: Int]

  /// Declares a shape; two fields of one name are a mistake of the program and trap.
  public init(_ fields: [Field]) {
    self.fields = fields
    slots = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
  }

  /// The place of a field's value in a `Record` of this shape, 0-based; `nil` for another name.
  public func slot(_ name: String) -> Int? {
    slots[name]
  }

  /// The field that a dotted name (`filas.codigo`) leads to through records, lists and streams.
  public func field(at path: String) -> Field? {
    var shape: Shape? = self
    var found: Field?
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let current = shape, let slot = current.slot(String(part)) else { return nil }
      found = current.fields[slot]
      shape = current.fields[slot].kind.shape
    }
    return found
  }

  /// Every name of the shape with its documentation, each structure followed by what it holds.
  public func entries() -> [Entry] {
    entries(below: "", depth: 0)
  }

  private func entries(below prefix: String, depth: Int) -> [Entry] {
    fields.flatMap { field in
      let path = prefix + field.name
      let inner = field.kind.shape?.entries(below: path + ".", depth: depth + 1) ?? []
      return [Entry(path: path, depth: depth, field: field)] + inner
    }
  }

  /// One name of a shape, as the documentation lists it.
  public struct Entry: Sendable, Equatable {
    /// The dotted name from the outermost shape.
    public let path: String
    /// How many records, lists and streams stand around it; 0 outermost.
    public let depth: Int
    public let field: Field
  }
}

/// One name of a view model: its kind, and what it means, in Spanish.
public struct Field: Sendable, Equatable {
  public let name: String
  public let kind: Kind
  public let documentation: String

  public init(_ name: String, _ kind: Kind, _ documentation: String) {
    self.name = name
    self.kind = kind
    self.documentation = documentation
  }
}

/// What a field holds, and so how a template may use it and how it is written.
public enum Kind: Sendable, Equatable {
  /// Any text, as data brought it.
  case text
  /// Text that the program made, of `A–Z a–z 0–9` blank and `. , % # : / _ -` only; else rendering
  /// fails. For identifiers, classes and style values, where other text is refused.
  case plain
  /// A relative link that the program made: no scheme, no host. It may begin an `href`.
  case link
  case integer
  /// Hundredths, for reading: thousands and decimal mark as the format has them, two places.
  case decimal
  /// A figure that is a count in one row, a decimal in another and a code in a third: written as what
  /// it is.
  case number
  /// Hundredths, for machines (`width="12.5"`): a decimal point, no thousands, no idle zeros.
  case measure
  case date
  /// A picture of the program's own; it is the whole `src` of an `img`.
  case image
  /// A yes or no that is written out.
  case yesNo
  /// A yes or no that only opens sections.
  case flag
  case record(Shape)
  case list(Shape)
  /// A list that is pulled row by row and can be read once.
  case stream(Shape)

  /// The shape of what a section over this field sees; `nil` for a plain value or a flag.
  public var shape: Shape? {
    switch self {
    case .record(let shape), .list(let shape), .stream(let shape): shape
    default: nil
    }
  }

  /// Whether a variable tag can write it.
  public var isPlainValue: Bool {
    self != .flag && shape == nil
  }
}
