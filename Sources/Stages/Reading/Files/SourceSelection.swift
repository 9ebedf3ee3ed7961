import Glibc

/// Why a list of paths can't be taken as a part of an input folder.
package enum SelectionFault: Error, Equatable, Sendable {
  /// A path that is absolute, climbs, has an empty part, or leads through a link.
  case outside(path: String)
  case missing(path: String, errno: Int32)
}

extension SourceFolder {
  /// Lists those of `paths` below `root` that a listing of the whole folder has too; a path of a folder
  /// stands for all that is in it.
  ///
  /// What a listing passes over (hidden names, other extensions) is passed over here. Paths are relative
  /// to `root`, in any order; one that stands twice counts once.
  package static func list(
    _ root: String, only paths: [[UInt8]]
  ) throws -> SourceListing {
    var folder = try SourceFolder(root)
    for path in paths { try folder.select(path) }
    return folder.sorted
  }

  private mutating func select(_ path: [UInt8]) throws(SelectionFault) {
    let parts = path.split(separator: 0x2F, omittingEmptySubsequences: false).map(Array.init)
    let name = String(decoding: path, as: UTF8.self)
    let climbs: [[UInt8]] = [[], [0x2E], [0x2E, 0x2E]]
    guard !parts.contains(where: climbs.contains), !path.contains(0) else {
      throw .outside(path: name)
    }
    var parent: [UInt8] = []
    for (depth, part) in parts.enumerated() {
      let place = parent.isEmpty ? part : parent + [0x2F] + part
      guard !isHidden(part) else { return }
      guard let kind = kind(of: place) else { throw .missing(path: name, errno: errno) }
      if depth == parts.count - 1 { return visit(entry: part, kind, at: place, depth: depth) }
      guard kind.type == S_IFDIR else { throw .outside(path: name) }
      // A listing goes no deeper, and tells so of the folder.
      guard depth < SourceFolder.deepest else { return enter(place, depth: depth) }
      parent = place
    }
  }
}
