import Glibc

/// Recomputes sizes and digests of everything that the manifest of a run names, and says what is
/// missing, changed or surplus; no problem means that the run is whole.
///
/// `path` is the run's folder or a link to it, such as `DIR/<period>/current`. First come problems
/// of the manifest, then of documents in its order, then surplus ones in byte order. Nothing in the
/// run is followed out of it. Cost: reads the whole run. Source: contract 4, `pmi verify`.
package func verify(
  run path: String, fileSystem: any FileSystem = LinuxFileSystem()
) -> [RunProblem] {
  do {
    return RunCheck(of: try Folder(opening: path, files: fileSystem)).problems
  } catch {
    return [.noRun(errno: error.code)]
  }
}

extension Manifest {
  /// Reads the manifest of the run at a path, a link to it too; `nil` where it can't be read.
  ///
  /// The run's documents are not looked at.
  package static func of(
    run path: String, fileSystem: any FileSystem = LinuxFileSystem()
  ) throws(PublishingError) -> Manifest? {
    let folder = try Folder(opening: path, files: fileSystem)
    guard case .success(let manifest) = RunCheck.readManifest(of: folder) else { return nil }
    return manifest
  }
}

/// One comparison of a run with its manifest.
struct RunCheck {
  /// Absent where it can't be read; then `problems` has that one alone.
  private(set) var manifest: Manifest?
  private(set) var problems: [RunProblem] = []

  init(of run: Folder) {
    switch RunCheck.readManifest(of: run) {
    case .failure(let problem): problems.append(problem.problem)
    case .success(let manifest):
      self.manifest = manifest
      checkDocuments(manifest, in: run)
      checkSurplus(manifest, in: run)
    }
  }

  static func readManifest(of run: Folder) -> Result<Manifest, RunFault> {
    do throws(PublishingError) {
      let file = try OpenedFile(Manifest.name, in: run)
      guard file.status.kind == .file else {
        return .failure(RunFault(.notAFile(path: Manifest.name)))
      }
      guard let json = try file.content(limit: Manifest.largest) else {
        let fault = ManifestFault.tooLarge(limit: Manifest.largest)
        return .failure(RunFault(.unreadableManifest(fault)))
      }
      return Result { () throws(ManifestFault) in try Manifest(reading: json) }
        .mapError { RunFault(.unreadableManifest($0)) }
    } catch {
      let problem = RunProblem(error, reading: Manifest.name)
      guard case .missing = problem else {
        return .failure(RunFault(problem))
      }
      return .failure(RunFault(.noManifest))
    }
  }

  private mutating func checkDocuments(_ manifest: Manifest, in run: Folder) {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { room.deallocate() }
    var (folder, opened) = (run, [UInt8]())
    for output in manifest.outputs {
      guard let path = RelativePath(output.path) else { continue }
      do throws(PublishingError) {
        let key = path.key(depth: path.folders.count)
        if key != opened {
          (folder, opened) = (run, [])
          for part in path.folders { folder = try folder.folder(part) }
          opened = key
        }
        try check(output, try OpenedFile(path.name, in: folder), room)
      } catch {
        problems.append(RunProblem(error, reading: output.path))
      }
    }
  }

  private mutating func check(
    _ output: Manifest.Output, _ file: OpenedFile, _ room: UnsafeMutableRawBufferPointer
  ) throws(PublishingError) {
    guard file.status.kind == .file else {
      problems.append(.notAFile(path: output.path))
      return
    }
    let found = try file.fingerprint(through: room)
    if found != output.content {
      problems.append(.changed(path: output.path, expected: output.content, found: found))
    }
  }
}

extension RunCheck {
  /// Goes down only where documents lie: how deep is the manifest's, never the disk's.
  private mutating func checkSurplus(_ manifest: Manifest, in run: Folder) {
    var known: Set<[UInt8]> = [Array(Manifest.name.utf8)]
    var folders: Set<[UInt8]> = []
    for output in manifest.outputs {
      let path = Array(output.path.utf8)
      known.insert(path)
      for (index, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
        folders.insert(Array(path[..<index]))
      }
    }
    var surplus: [String] = []
    var waiting = [(folder: run, path: [UInt8]())]
    while let (folder, path) = waiting.popLast() {
      do throws(PublishingError) {
        for entry in try folder.entries() {
          let name = path + entry.name.dropLast().map(UInt8.init(bitPattern:))
          if entry.kind == .folder, folders.contains(name) {
            waiting.append((try folder.folder(entry.text), name + [UInt8(ascii: "/")]))
          } else if !known.contains(name) {
            surplus.append(
              String(decoding: name, as: UTF8.self) + (entry.kind == .folder ? "/" : ""))
          }
        }
      } catch {
        let place = path.isEmpty ? "." : String(decoding: path, as: UTF8.self)
        problems.append(.unreadable(path: place, errno: error.code))
      }
    }
    problems += surplus.sorted { $0.precedesInBytes($1) }.map(RunProblem.surplus)
  }
}

extension RunProblem {
  /// What a refusal to open or read a document means.
  init(_ error: PublishingError, reading path: String) {
    switch error.code {
    case ENOENT: self = .missing(path: path)
    case ELOOP, ENOTDIR, ENXIO: self = .notAFile(path: path)
    default: self = .unreadable(path: path, errno: error.code)
    }
  }
}

extension PublishingError {
  /// The system's reason; 0 where it has none.
  fileprivate var code: Int32 {
    guard case .refused(_, _, let code) = self else { return 0 }
    return code
  }
}
