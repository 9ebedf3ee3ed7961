import XMLStream

/// What a part of a package refers to.
struct Relationships {
  /// The relationships of the package itself.
  static let root = "_rels/.rels"

  enum Kind: String {
    case workbook = "officeDocument"
    case worksheet
    case sharedStrings
    case styles
  }

  struct Target {
    /// `nil` for what plays no part in reading.
    let kind: Kind?
    let path: String
  }

  private let targets: [(id: String, target: Target)]

  /// The relationships of a part, `""` for the package; none if it has no such document.
  init(of part: String, in parts: PackageParts) throws(PackageFault) {
    let steps = part.split(separator: "/")
    let folder = steps.dropLast().map(String.init)
    let name = steps.last.map(String.init) ?? ""
    let path = (folder + ["_rels", name + ".rels"]).joined(separator: "/")
    guard parts.has(path) else {
      targets = []
      return
    }
    var visitor = RelationshipVisitor()
    try parts.visit(path, &visitor)
    targets = visitor.found.map { found in
      (
        found.id,
        Target(
          kind: Kind(rawValue: found.type.split(separator: "/").last.map(String.init) ?? ""),
          path: Relationships.resolve(found.target, in: folder))
      )
    }
  }

  func target(of id: String) -> Target? {
    targets.first { $0.id == id }?.target
  }

  func first(_ kind: Kind) -> String? {
    targets.first { $0.target.kind == kind }?.target.path
  }

  /// The path in the package that a target means: absolute, or relative to a folder.
  private static func resolve(_ target: String, in folder: [String]) -> String {
    var steps = target.hasPrefix("/") ? [] : folder
    for step in target.split(separator: "/") {
      switch step {
      case ".": break
      case "..": _ = steps.popLast()
      default: steps.append(String(step))
      }
    }
    return steps.joined(separator: "/")
  }
}

private struct RelationshipVisitor: XMLVisitor {
  private(set) var found: [(id: String, type: String, target: String)] = []

  mutating func startElement(_ element: XMLElement, source: XMLSource) throws(XMLRefusal) {
    guard element.depth == 2, element.name.isLocal("Relationship"),
      element.plainAttribute("TargetMode")?.equals("External") != true
    else { return }
    guard found.count < XMLLimit.items.greatest else {
      throw XMLRefusal(.limit(.items), line: element.line)
    }
    found.append(
      (element.plainText("Id"), element.plainText("Type"), element.plainText("Target")))
  }

  mutating func endElement(
    _ name: XMLName, text: UnsafeRawBufferPointer, source: XMLSource
  ) throws(XMLRefusal) {}
}
