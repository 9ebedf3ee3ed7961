import Glibc

/// A file of the input folder.
package struct SourceFile: Sendable {
  /// Relative to the input folder, as the file system spells it.
  package let path: [UInt8]
  /// In bytes, when it was listed.
  package let size: Int

  package init(path: [UInt8], size: Int) {
    self.path = path
    self.size = size
  }

  /// The path as it is printed: ill-formed UTF-8 is replaced.
  package var name: String { String(decoding: path, as: UTF8.self) }
}

/// Something in the input folder that is told and not read.
package struct SourceProblem: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// F011
    case linkLeavesFolder
    /// F002: neither a file nor a folder, never opened.
    case notAFile
    /// F002: a folder that can't be listed.
    case unreadable(errno: Int32)
  }

  package let path: [UInt8]
  package let kind: Kind

  package init(path: [UInt8], kind: Kind) {
    self.path = path
    self.kind = kind
  }

  package var name: String { String(decoding: path, as: UTF8.self) }

  /// Why it can't be read, if it is read at all.
  package var fault: FileFault? {
    switch kind {
    case .linkLeavesFolder: nil
    case .notAFile: .notAFile
    case .unreadable(let number): .cannotOpen(errno: number)
    }
  }
}

/// What stands in an input folder, in the reading order (contract 1 §1).
package struct SourceListing: Sendable {
  package var files: [SourceFile] = []
  package var problems: [SourceProblem] = []

  package init(files: [SourceFile] = [], problems: [SourceProblem] = []) {
    self.files = files
    self.problems = problems
  }
}

/// Why an input folder can't be listed at all.
package struct SourceFolderError: Error, Equatable {
  package let path: String
  package let errno: Int32
}

/// Lists an input folder without following a link.
package struct SourceFolder {
  private static let extensions: [[UInt8]] =
    [".csv", ".txt", ".tsv", ".xml", ".xlsx", ".ods"].map { Array($0.utf8) }
  static let deepest = 64

  private let root: String
  private let resolvedRoot: [UInt8]
  /// A folder in `resolvedRoot` that is passed over.
  private let excluded: [UInt8]?
  private var listing = SourceListing()

  /// Lists `root`; throws if it is no folder or can't be opened.
  ///
  /// A folder `excluded` in it, where runs are published, is passed over: they are no input.
  package static func list(
    _ root: String, excluding excluded: String? = nil
  ) throws(SourceFolderError) -> SourceListing {
    var folder = try SourceFolder(root, excluding: excluded)
    if let fault = folder.visit([], depth: 0) { throw SourceFolderError(path: root, errno: fault) }
    return folder.sorted
  }

  init(_ root: String, excluding excluded: String? = nil) throws(SourceFolderError) {
    guard let resolved = SourceFolder.resolve(Array(root.utf8)) else {
      throw SourceFolderError(path: root, errno: errno)
    }
    self.root = root
    resolvedRoot = resolved
    self.excluded = excluded.flatMap { SourceFolder.resolve(Array($0.utf8)) }
      .flatMap { $0.starts(with: resolved + [0x2F]) ? $0 : nil }
  }

  /// What was found, in the reading order; what was come upon twice counts once.
  var sorted: SourceListing {
    var listing = listing
    listing.files.sort { SourceFolder.precedes($0.path, $1.path) }
    listing.problems.sort { SourceFolder.precedes($0.path, $1.path) }
    listing.files = SourceFolder.once(listing.files) { $0.path == $1.path }
    listing.problems = SourceFolder.once(listing.problems) { $0.path == $1.path }
    return listing
  }

  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let order = memcmp(left, right, min(left.count, right.count))
    return order == 0 ? left.count < right.count : order < 0
  }

  private static func once<Item>(_ items: [Item], _ same: (Item, Item) -> Bool) -> [Item] {
    var result: [Item] = []
    result.reserveCapacity(items.count)
    for item in items {
      if let last = result.last, same(last, item) { continue }
      result.append(item)
    }
    return result
  }

  /// Lists the folder at a relative path; returns why it can't be.
  private mutating func visit(_ folder: [UInt8], depth: Int) -> Int32? {
    let full = absolute(folder)
    guard let directory = full.withCString({ opendir($0) }) else { return errno }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
      errno = 0
    }
    // A list that broke off names only some of the files.
    guard errno == 0 else { return errno }
    let before = folder.isEmpty ? [] : folder + [0x2F]
    for name in names {
      let kind = SourceFolder.kind(of: name, in: dirfd(directory))
      visit(entry: name, kind, at: before + name, depth: depth)
    }
    return nil
  }

  /// Takes an entry of a folder; of one without a kind `errno` says why.
  mutating func visit(
    entry name: [UInt8], _ kind: (type: mode_t, size: Int)?, at path: [UInt8], depth: Int
  ) {
    guard let (type, size) = kind else {
      if hasReadExtension(name), !isHidden(name) {
        listing.problems.append(SourceProblem(path: path, kind: .unreadable(errno: errno)))
      }
      return
    }
    guard !isHidden(name) else { return }
    if type == S_IFLNK {
      if leavesFolder(path) {
        listing.problems.append(SourceProblem(path: path, kind: .linkLeavesFolder))
      }
    } else if type == S_IFDIR {
      enter(path, depth: depth)
    } else if hasReadExtension(name) {
      if type == S_IFREG {
        listing.files.append(SourceFile(path: path, size: size))
      } else {
        listing.problems.append(SourceProblem(path: path, kind: .notAFile))
      }
    }
  }

  /// The type and size of an entry of an open folder, no link followed; `nil` with `errno` where nothing
  /// can be known of it.
  private static func kind(of name: [UInt8], in folder: Int32) -> (type: mode_t, size: Int)? {
    var status = stat()
    let failure = PathBytes(name).withCString { fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }
    return failure == 0 ? (status.st_mode & S_IFMT, Int(status.st_size)) : nil
  }

  /// The same of what stands at a path.
  func kind(of path: [UInt8]) -> (type: mode_t, size: Int)? {
    SourceFolder.kind(of: absolute(path).bytes, in: AT_FDCWD)
  }

  mutating func enter(_ path: [UInt8], depth: Int) {
    if let excluded, SourceFolder.resolve(absolute(path).bytes) == excluded { return }
    guard depth < SourceFolder.deepest else {
      listing.problems.append(SourceProblem(path: path, kind: .unreadable(errno: ELOOP)))
      return
    }
    if let fault = visit(path, depth: depth + 1) {
      listing.problems.append(SourceProblem(path: path, kind: .unreadable(errno: fault)))
    }
  }

  func isHidden(_ name: [UInt8]) -> Bool {
    name.first == 0x2E || name.starts(with: [0x7E, 0x24])
  }

  private func hasReadExtension(_ name: [UInt8]) -> Bool {
    SourceFolder.extensions.contains { ending in
      name.count > ending.count
        && name.suffix(ending.count).lazy.map(Folding.lowercase).elementsEqual(ending)
    }
  }

  /// Whether a link leads out of the input folder or nowhere.
  private func leavesFolder(_ path: [UInt8]) -> Bool {
    guard let target = SourceFolder.resolve(absolute(path).bytes)
    else { return true }
    return target != resolvedRoot && !target.starts(with: resolvedRoot + [0x2F])
  }

  private static func resolve(_ path: [UInt8]) -> [UInt8]? {
    let resolved = path.withCString { realpath($0, nil) }
    guard let resolved else { return nil }
    defer { free(resolved) }
    return Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  private func absolute(_ path: [UInt8]) -> PathBytes {
    PathBytes(Array(root.utf8) + (path.isEmpty ? [] : [0x2F] + path))
  }
}

/// A path that need not be UTF-8.
package struct PathBytes {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    bytes.withCString(body)
  }
}

extension [UInt8] {
  fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { buffer in
      // The buffer holds at least the closing 0, so it has a base address.
      body(buffer.baseAddress.unsafelyUnwrapped)
    }
  }
}
