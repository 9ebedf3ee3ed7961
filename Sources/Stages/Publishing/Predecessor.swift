import Digest
import Glibc

/// Why a document of a standing run, or the run itself, can't be used.
package struct RunFault: Error, Equatable, Sendable {
  package let problem: RunProblem

  package init(_ problem: RunProblem) {
    self.problem = problem
  }
}

/// What `current` named before a new run takes its place.
package enum Predecessor: Sendable {
  /// There is no `current`: this run is the first.
  case none
  /// `current` leads to something that is no whole run of this program.
  case unusable(name: String, RunFault)
  case run(PublishedRun)
}

/// A published run whose documents are read back, each checked against the manifest.
package struct PublishedRun: Sendable {
  package let manifest: Manifest
  private let folder: Folder

  init(_ folder: Folder) throws(RunFault) {
    self.folder = folder
    manifest = try RunCheck.readManifest(of: folder).get()
  }

  /// The bytes of a document.
  ///
  /// Throws for one that the manifest lacks, that changed since, or that is longer than `limit`.
  package func document(_ path: String, limit: Int = 256 << 20) throws(RunFault) -> [UInt8] {
    guard let output = manifest.outputs.first(where: { $0.path == path }),
      let parts = RelativePath(path)
    else { throw RunFault(.missing(path: path)) }
    let content: [UInt8]?
    do throws(PublishingError) {
      content = try read(parts, limit: limit)
    } catch {
      throw RunFault(RunProblem(error, reading: path))
    }
    guard let content else { throw RunFault(.notAFile(path: path)) }
    let found = Fingerprint(
      bytes: content.count, digest: content.withUnsafeBytes { SHA256Stream.digest(of: $0) })
    guard found == output.content else {
      throw RunFault(.changed(path: path, expected: output.content, found: found))
    }
    return content
  }

  /// The content of a file of at most `limit` bytes; `nil` for anything else.
  private func read(_ path: RelativePath, limit: Int) throws(PublishingError) -> [UInt8]? {
    var parent = folder
    for name in path.folders { parent = try parent.folder(name) }
    let file = try OpenedFile(path.name, in: parent)
    guard file.status.kind == .file else { return nil }
    return try file.content(limit: limit)
  }
}

extension Publisher {
  /// What `current` names now, as far as it can be trusted; whatever it is, a new run may follow.
  package func predecessor() -> Predecessor {
    var name = Publisher.currentName
    do throws(PublishingError) {
      guard let target = try currentTarget() else { return .none }
      name = target
      guard let run = RunID(target), let place = try folder.folderIfAny(target) else {
        return .unusable(name: name, RunFault(.noRun(errno: ENOENT)))
      }
      do throws(RunFault) {
        let standing = try PublishedRun(place)
        guard standing.manifest.run == run else {
          return .unusable(
            name: name, RunFault(.unreadableManifest(.wrongValue(key: "run"))))
        }
        return .run(standing)
      } catch {
        return .unusable(name: name, error)
      }
    } catch {
      return .unusable(name: name, RunFault(RunProblem(error, reading: name)))
    }
  }
}
