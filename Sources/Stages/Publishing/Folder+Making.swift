import Glibc

extension Folder {
  /// Opens a path as the user gave it, making the folders that lack; those are on the medium then.
  static func ensure(
    _ path: String, files: any FileSystem
  ) throws(PublishingError) -> Folder {
    var known = path.isEmpty ? "." : path
    var lacking: [String] = []
    while true {
      do {
        var folder = try Folder(opening: known, files: files)
        for name in lacking.reversed() { folder = try folder.ensureFolder(name) }
        return folder
      } catch .refused(.openFolder, known, ENOENT) {
        guard let (parent, name) = split(known) else {
          throw .refused(.openFolder, path: path, errno: ENOENT)
        }
        lacking.append(name)
        known = parent
      }
    }
  }

  /// A path's last part and what stands before it; `nil` where there is nothing before.
  private static func split(_ path: String) -> (parent: String, name: String)? {
    let trimmed = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }.reversed()
    guard !trimmed.isEmpty, Array(trimmed) != [UInt8(ascii: ".")] else { return nil }
    guard let slash = trimmed.lastIndex(of: UInt8(ascii: "/")) else {
      return (".", String(decoding: trimmed, as: UTF8.self))
    }
    let name = String(decoding: trimmed[trimmed.index(after: slash)...], as: UTF8.self)
    let parent = String(decoding: trimmed[..<slash], as: UTF8.self)
    return (parent.isEmpty ? "/" : parent, name)
  }
}
