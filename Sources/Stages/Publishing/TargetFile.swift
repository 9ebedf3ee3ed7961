import Glibc

/// The place of a single file: written beside, then moved there in one step.
struct TargetFile {
  private let name: String
  private let temporary: TemporaryFile

  /// With `replaces` what stands at the path goes when the new file takes its place; without, it is an
  /// error.
  init(_ path: String, replaces: Bool, files: any FileSystem) throws(PublishingError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let folder = try Folder(opening: parent, files: files)
    if !replaces, try folder.entries().contains(where: { $0.text == name }) {
      throw .refused(.createFile, path: folder.path(of: name), errno: EEXIST)
    }
    self.name = name
    temporary = try TemporaryFile(for: name, in: folder)
  }

  func open() throws(PublishingError) -> StagedFile {
    do throws(PublishingError) {
      return try temporary.staged(as: name)
    } catch {
      // The first failure is the one to tell.
      do { try discard() } catch {}
      throw error
    }
  }

  func moveIntoPlace() throws(PublishingError) {
    try temporary.move(to: name)
  }

  func discard() throws(PublishingError) {
    try temporary.remove()
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
