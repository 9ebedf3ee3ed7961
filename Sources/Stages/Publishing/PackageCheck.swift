import Digest
import Glibc
import TapeArchive

/// Recomputes sizes and digests of everything in a packed run, without unpacking it; no problem means
/// that the package is whole.
///
/// The package may come from anywhere: nothing of it is written, no name in it is opened, no size is
/// believed before as many bytes came. Cost: reads the file once. Source: contract 4, `pmi verify`.
package func verify(
  package path: String, fileSystem: any FileSystem = LinuxFileSystem()
) -> [RunProblem] {
  do {
    var check = PackageCheck(try OpenedFile(opening: path, files: fileSystem))
    check.run()
    return check.problems
  } catch {
    return [RunProblem(error, reading: path)]
  }
}

/// Whether a path leads to a file, so that it can only be a package.
package func isFile(_ path: String, fileSystem: any FileSystem = LinuxFileSystem()) -> Bool {
  do {
    return try OpenedFile(opening: path, files: fileSystem).status.kind == .file
  } catch {
    return false
  }
}

/// One comparison of a package with the manifest inside it.
private struct PackageCheck {
  private(set) var problems: [RunProblem] = []
  private let input: PackageInput
  private var prefix: [UInt8] = []
  /// What is still to come, by path in the package.
  private var expected: [[UInt8]: Fingerprint] = [:]
  private var order: [String] = []

  /// Why the rest can't be read.
  private enum Stop: Error {
    case at(RunProblem)
  }

  init(_ file: OpenedFile) {
    input = PackageInput(file)
  }

  mutating func run() {
    do throws(Stop) {
      try readManifest()
      while let entry = try nextEntry() { try check(entry) }
    } catch {
      guard case .at(let problem) = error else { return }
      problems.append(problem)
    }
    for path in order where expected[Array(path.utf8)] != nil {
      problems.append(.missing(path: path))
    }
  }

  private struct Entry {
    let path: [UInt8]
    let size: Int
    let isFile: Bool
  }

  /// The first entry is the manifest of the run whose name the folder bears.
  private mutating func readManifest() throws(Stop) {
    guard let entry = try nextEntry(), entry.isFile, entry.path.count > 28,
      entry.path.dropFirst(28).elementsEqual(Manifest.name.utf8)
    else { throw .at(.noManifest) }
    guard entry.size <= Manifest.largest else {
      throw .at(.unreadableManifest(.tooLarge(limit: Manifest.largest)))
    }
    let json = try bytes(entry.size)
    let manifest: Manifest
    do {
      manifest = try Manifest(reading: json)
    } catch {
      throw .at(.unreadableManifest(error))
    }
    prefix = Array(manifest.run.description.utf8) + [UInt8(ascii: "/")]
    guard entry.path.starts(with: prefix) else {
      throw .at(.unreadableManifest(.wrongValue(key: "run")))
    }
    let inputs = manifest.description.inputs.map { (packedInputFolder + $0.path, $0.content) }
    for (path, content) in manifest.outputs.map({ ($0.path, $0.content) }) + inputs {
      expected[Array(path.utf8)] = content
      order.append(path)
    }
  }

  private mutating func check(_ entry: Entry) throws(Stop) {
    let path = entry.path.starts(with: prefix) ? Array(entry.path[prefix.count...]) : entry.path
    let name = String(decoding: path, as: UTF8.self)
    let found = try fingerprint(entry.size)
    guard entry.path.starts(with: prefix), let content = expected.removeValue(forKey: path) else {
      problems.append(.surplus(path: name))
      return
    }
    if !entry.isFile {
      problems.append(.notAFile(path: name))
    } else if found != content {
      problems.append(.changed(path: name, expected: content, found: found))
    }
  }

  /// The next entry with what extended headers say of it; `nil` at the end of the archive.
  private func nextEntry() throws(Stop) -> Entry? {
    var records: ExtendedRecords?
    while true {
      let place = input.offset
      let block = try block()
      let header = try form(at: place) { () throws(TapeFault) in try TapeHeader(block) }
      switch header.kind {
      case .end:
        try checkEnding()
        return nil
      case .extended:
        guard header.size <= TapeHeader.longestExtension else {
          throw .at(.unreadablePackage(offset: place))
        }
        let bytes = try bytes(header.size)
        records = try form(at: place) { () throws(TapeFault) in try ExtendedRecords(bytes) }
      case .file, .other:
        return Entry(
          path: records?.path ?? header.path, size: records?.size ?? header.size,
          isFile: header.kind == .file)
      }
    }
  }

  private func form<Result>(
    at place: Int, _ body: () throws(TapeFault) -> Result
  ) throws(Stop) -> Result {
    do {
      return try body()
    } catch {
      throw .at(.unreadablePackage(offset: place))
    }
  }

  /// Behind the first block of zeros there are only zeros, at least another block.
  private func checkEnding() throws(Stop) {
    let second = try block()
    guard second.allSatisfy({ $0 == 0 }),
      try read({ () throws(PublishingError) in
        try input.endsInZeros()
      })
    else { throw .at(.unreadablePackage(offset: input.offset)) }
  }

  private func block() throws(Stop) -> [UInt8] {
    try whole(try read { () throws(PublishingError) in try input.bytes(TapeHeader.blockSize) })
  }

  /// Content with the zeros behind it.
  private func bytes(_ size: Int) throws(Stop) -> [UInt8] {
    let content = try whole(try read { () throws(PublishingError) in try input.bytes(size) })
    try skipPadding(after: size)
    return content
  }

  private func fingerprint(_ size: Int) throws(Stop) -> Fingerprint {
    let found = try whole(
      try read { () throws(PublishingError) in try input.fingerprint(size) })
    try skipPadding(after: size)
    return found
  }

  private func skipPadding(after size: Int) throws(Stop) {
    _ = try whole(
      try read { () throws(PublishingError) in
        try input.bytes(TapeHeader.padding(after: size))
      })
  }

  private func whole<Result>(_ result: Result?) throws(Stop) -> Result {
    guard let result else { throw .at(.truncatedPackage) }
    return result
  }

  private func read<Result>(
    _ body: () throws(PublishingError) -> Result
  ) throws(Stop) -> Result {
    do {
      return try body()
    } catch {
      throw .at(RunProblem(error, reading: input.path))
    }
  }
}

/// The bytes of a package in their order.
private final class PackageInput {
  /// Bytes taken so far.
  private(set) var offset = 0
  private let file: OpenedFile
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  private var filled = 0..<0

  var path: String { file.path }

  init(_ file: OpenedFile) {
    self.file = file
  }

  deinit {
    room.deallocate()
  }

  /// Exactly so many bytes, or `nil` where the file ends before.
  ///
  /// Memory grows as bytes come.
  func bytes(_ count: Int) throws(PublishingError) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let chunk = try chunk(atMost: count - bytes.count) else { return nil }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }

  /// The fingerprint of so many bytes; `nil` where the file ends before.
  func fingerprint(_ count: Int) throws(PublishingError) -> Fingerprint? {
    var stream = SHA256Stream()
    var rest = count
    while rest > 0 {
      guard let chunk = try chunk(atMost: rest) else { return nil }
      stream.update(chunk)
      rest -= chunk.count
    }
    return Fingerprint(bytes: count, digest: stream.digest())
  }

  /// Reads to the end of the file; whether all of it is zeros.
  func endsInZeros() throws(PublishingError) -> Bool {
    while let chunk = try chunk(atMost: room.count) {
      guard chunk.allSatisfy({ $0 == 0 }) else { return false }
    }
    return true
  }

  /// The next bytes, at least one, valid until the next call; `nil` at the end.
  private func chunk(atMost count: Int) throws(PublishingError) -> UnsafeRawBufferPointer? {
    if filled.isEmpty {
      let read = try file.read(into: room)
      guard read > 0 else { return nil }
      filled = 0..<read
    }
    let taken = filled.prefix(count)
    filled = taken.upperBound..<filled.upperBound
    offset += taken.count
    return UnsafeRawBufferPointer(rebasing: room[taken])
  }
}
