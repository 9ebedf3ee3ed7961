import Digest
import Glibc
import TapeArchive

/// Why a run was not packed; nothing is left behind.
package enum PackingError: Error, Equatable, Sendable {
  /// The run or its inputs are not those of the manifest.
  case unfaithful([RunProblem])
  case refused(PublishingError)
}

/// A packed run.
package struct PackedRun: Equatable, Sendable {
  package let run: RunID
  /// Of the package itself.
  package let content: Fingerprint
  package let outputs: Int
  package let inputs: Int
}

/// Packs a published run with its inputs into one file: the same bytes for the same run.
///
/// A tape archive (POSIX, not compressed, so that no compressor's version matters): a folder with the
/// run's name, in it the manifest first, the documents in its order and, under `entrada/`, the inputs.
/// Everything is compared with the manifest before, and again while it is copied. Times are the
/// cut-off's, owners nobody. `path` is the run's folder or a link to it; what stands at `file` already
/// is never replaced. Source: contract 3, Archive.
package func pack(
  run path: String, input: String, to file: String, fileSystem: any FileSystem = LinuxFileSystem()
) throws(PackingError) -> PackedRun {
  let result: Result<PackedRun, PackingError>
  do throws(PublishingError) {
    result = try RunPacking.pack(path, input, to: file, fileSystem)
  } catch {
    throw .refused(error)
  }
  return try result.get()
}

/// Where inputs lie in the packed folder.
let packedInputFolder = "entrada/"

/// One packing under way.
private struct RunPacking {
  private let package: StagedFile
  /// In seconds since 1970.
  private let modified: Int
  private let prefix: String
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

  static func pack(
    _ path: String, _ input: String, to file: String, _ files: any FileSystem
  ) throws(PublishingError) -> Result<PackedRun, PackingError> {
    let run = try Folder(opening: path, files: files)
    let check = RunCheck(of: run)
    guard let manifest = check.manifest else { return .failure(.unfaithful(check.problems)) }
    let inputs = try Folder(opening: input, files: files)
    let damage = check.problems.filter(\.isDamage) + RunPacking.check(manifest, inputs)
    guard damage.isEmpty else { return .failure(.unfaithful(damage)) }
    let target = try TargetFile(file, replaces: false, files: files)
    let packing = RunPacking(manifest, into: try target.open())
    defer { packing.room.deallocate() }
    do throws(PublishingError) {
      if let problem = try packing.copyAll(manifest, run, inputs) {
        try target.discard()
        return .failure(.unfaithful([problem]))
      }
      let content = try packing.finish()
      try target.moveIntoPlace()
      return .success(
        PackedRun(
          run: manifest.run, content: content, outputs: manifest.outputs.count,
          inputs: manifest.description.inputs.count))
    } catch {
      // The first failure is the one to tell.
      do { try target.discard() } catch {}
      throw error
    }
  }

  private init(_ manifest: Manifest, into package: StagedFile) {
    self.package = package
    prefix = manifest.run.description + "/"
    modified = RunPacking.seconds(manifest.description.cutOff)
  }

  /// What of the inputs is missing or changed.
  private static func check(_ manifest: Manifest, _ inputs: Folder) -> [RunProblem] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { room.deallocate() }
    return manifest.description.inputs.compactMap { input in
      let path = packedInputFolder + input.path
      do throws(PublishingError) {
        guard let file = try open(input.path, in: inputs), file.status.kind == .file else {
          return .notAFile(path: path)
        }
        let found = try file.fingerprint(through: room)
        guard found == input.content else {
          return .changed(path: path, expected: input.content, found: found)
        }
        return nil
      } catch {
        return RunProblem(error, reading: path)
      }
    }
  }

  /// Copies the manifest, the documents and the inputs; gives the first that changed meanwhile.
  private func copyAll(
    _ manifest: Manifest, _ run: Folder, _ inputs: Folder
  ) throws(PublishingError) -> RunProblem? {
    let file = try OpenedFile(Manifest.name, in: run)
    guard let json = try file.content(limit: Manifest.largest) else { return .noManifest }
    try header(Manifest.name, size: json.count)
    try package.write(json)
    try pad(after: json.count)
    for output in manifest.outputs {
      if let problem = try copy(output.path, named: output.path, output.content, from: run) {
        return problem
      }
    }
    for input in manifest.description.inputs {
      let name = packedInputFolder + input.path
      if let problem = try copy(input.path, named: name, input.content, from: inputs) {
        return problem
      }
    }
    return nil
  }

  private func copy(
    _ path: String, named name: String, _ expected: Fingerprint, from folder: Folder
  ) throws(PublishingError) -> RunProblem? {
    guard let file = try RunPacking.open(path, in: folder) else { return .notAFile(path: name) }
    try header(name, size: expected.bytes)
    var stream = SHA256Stream()
    var bytes = 0
    while bytes <= expected.bytes {
      let count = try file.read(into: room)
      guard count > 0 else { break }
      let chunk = UnsafeRawBufferPointer(rebasing: room[..<count])
      stream.update(chunk)
      try package.write(chunk)
      bytes += count
    }
    let found = Fingerprint(bytes: bytes, digest: stream.digest())
    guard found == expected else {
      return .changed(path: name, expected: expected, found: found)
    }
    try pad(after: bytes)
    return nil
  }

  private func header(_ name: String, size: Int) throws(PublishingError) {
    try package.write(TapeHeader.file(path: prefix + name, size: size, modified: modified))
  }

  private func pad(after size: Int) throws(PublishingError) {
    try package.write([UInt8](repeating: 0, count: TapeHeader.padding(after: size)))
  }

  private func finish() throws(PublishingError) -> Fingerprint {
    try package.write(TapeHeader.ending)
    try package.synchronize()
    return try package.close()
  }

  /// Opens a file by its path in a folder, no link followed; `nil` for a path that could lead out.
  private static func open(
    _ path: String, in folder: Folder
  ) throws(PublishingError) -> OpenedFile? {
    guard let parts = RelativePath(path, deepest: 80) else { return nil }
    var parent = folder
    for name in parts.folders { parent = try parent.folder(name) }
    return try OpenedFile(parts.name, in: parent)
  }

  /// The beginning of a day `YYYY-MM-DD` in UTC; 0 for other texts.
  private static func seconds(_ day: String) -> Int {
    let parts = day.split(separator: "-").compactMap { Int32($0) }
    guard parts.count == 3 else { return 0 }
    var time = tm()
    (time.tm_year, time.tm_mon, time.tm_mday) = (parts[0] - 1900, parts[1] - 1, parts[2])
    return timegm(&time)
  }
}
