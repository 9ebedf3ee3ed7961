import Glibc

/// A document's path inside its run, in checked parts: it can't leave the run's folder.
struct RelativePath: Sendable {
  /// Parts as they stand, none empty, `.` or `..`.
  let folders: [String]
  let name: String

  /// The first `depth` folders' path in bytes: texts that only look alike are two folders.
  func key(depth: Int) -> [UInt8] {
    Array(folders.prefix(depth).joined(separator: "/").utf8)
  }

  /// `nil` for an absolute path, an empty part, `.`, `..`, a NUL, or more than `deepest` parts.
  init?(_ text: String, deepest: Int = 8) {
    var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= deepest, parts.allSatisfy(RelativePath.isUsable),
      let last = parts.popLast()
    else { return nil }
    folders = parts.map { String(Substring($0)) }
    name = String(Substring(last))
  }

  private static func isUsable(_ part: Substring.UTF8View) -> Bool {
    !part.isEmpty && part.count <= 255 && !part.contains(0)
      && !part.allSatisfy { $0 == UInt8(ascii: ".") }
  }
}

extension String {
  /// Order by UTF-8 bytes, as everywhere in the results.
  func precedesInBytes(_ other: String) -> Bool {
    // Texts of Swift's own lie together in memory, where one call compares them.
    let answer = utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { others -> Bool in
        guard let left = own.baseAddress, let right = others.baseAddress else {
          return own.count < others.count
        }
        let order = memcmp(left, right, min(own.count, others.count))
        return order == 0 ? own.count < others.count : order < 0
      }
    }
    return (answer ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
