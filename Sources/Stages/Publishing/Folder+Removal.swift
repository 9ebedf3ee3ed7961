import Glibc

extension Folder {
  /// Folders in one another that removal goes down; ours are three deep.
  private static let deepest = 64

  /// Removes a name and, if it is a folder, everything in it; no link is followed.
  ///
  /// What another thread removed meanwhile is gone as well.
  func remove(_ entry: FolderEntry) throws(PublishingError) {
    try remove(entry, depth: 0)
  }

  /// Removes a name, where it is there.
  func removeIfAny(_ name: String) throws(PublishingError) {
    let bytes = Array(name.utf8CString)
    guard let entry = try entries().first(where: { $0.name == bytes }) else { return }
    try remove(entry)
  }

  private func remove(_ entry: FolderEntry, depth: Int) throws(PublishingError) {
    do {
      try removePresent(entry, depth: depth)
    } catch .refused(.remove, _, ENOENT) {
      return
    }
  }

  private func removePresent(_ entry: FolderEntry, depth: Int) throws(PublishingError) {
    let place = path(of: entry.text)
    guard entry.kind == .folder else {
      try attempt(.remove, place) { () throws(SystemError) in
        try files.removeFile(entry.name, in: descriptor)
      }
      return
    }
    guard depth < Folder.deepest else { throw .refused(.remove, path: place, errno: ELOOP) }
    try removeContent(of: entry, place, depth: depth)
    try attempt(.remove, place) { () throws(SystemError) in
      try files.removeFolder(entry.name, in: descriptor)
    }
  }

  private func removeContent(
    of entry: FolderEntry, _ place: String, depth: Int
  ) throws(PublishingError) {
    let opened = try attempt(.remove, place) { () throws(SystemError) in
      try files.open(entry.name, in: descriptor, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }
    let content = Folder(opened, path: place, files: files)
    for inner in try content.entries() { try content.remove(inner, depth: depth + 1) }
  }
}
