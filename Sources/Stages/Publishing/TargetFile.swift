import Glibc

/// The place of a single file: written beside, then moved there in one step.
struct TargetFile {
  private let folder: Folder
  private let name: String
  private let temporary: String
  private let replaces: Bool

  /// With `replaces` what stands at the path goes when the new file takes its place; without, it is an
  /// error.
  init(_ path: String, replaces: Bool, files: any FileSystem) throws(PublishingError) {
    self.replaces = replaces
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    folder = try Folder(opening: parent, files: files)
    temporary = ".\(name).\(getpid())"
  }

  func open() throws(PublishingError) -> StagedFile {
    if !replaces, try stands {
      throw .refused(.createFile, path: folder.path(of: name), errno: EEXIST)
    }
    let place = folder.path(of: temporary)
    let descriptor = try attempt(.createFile, place) { () throws(SystemError) in
      try folder.files.create(temporary, in: folder.descriptor)
    }
    try attempt(.createFile, place) { () throws(SystemError) in
      try folder.files.setMode(descriptor, 0o644)
    }
    return StagedFile(
      descriptor, path: name, place: place, files: folder.files, finished: { _ in })
  }

  func moveIntoPlace() throws(PublishingError) {
    try folder.rename(temporary, to: name, step: .moveIntoPlace)
    try folder.synchronize()
  }

  func discard() throws(PublishingError) {
    try folder.removeIfAny(temporary)
  }

  /// Whether something stands at the name.
  private var stands: Bool {
    get throws(PublishingError) {
      try folder.entries().contains { $0.text == name }
    }
  }
}

/// Writes a file whole: beside its place, brought to the medium, and moved there in one step, where it
/// replaces what stands there.
///
/// Where `body` or the system fails, nothing is left behind and what stood at the path still does.
package func writeFile<Result>(
  at path: String, fileSystem: any FileSystem = LinuxFileSystem(),
  _ body: (StagedFile) throws -> Result
) throws -> (result: Result, content: Fingerprint) {
  let target = try TargetFile(path, replaces: true, files: fileSystem)
  let file = try target.open()
  do {
    let result = try body(file)
    try file.synchronize()
    let content = try file.close()
    try target.moveIntoPlace()
    return (result, content)
  } catch {
    // The first failure is the one to tell.
    do { try target.discard() } catch {}
    throw error
  }
}
