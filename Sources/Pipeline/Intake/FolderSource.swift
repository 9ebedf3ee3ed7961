import Delimited
import Model
import Reading

/// Reads the files of a folder.
package final class FolderSource: InputSource {
  private let path: String
  private let folder: InputFolder
  private let paths: [[UInt8]]?
  private let output: String?
  private let reading: ReadingContext
  private let blockSize: Int
  private let meter: RunMeter

  /// The files below `folder`, or only those at some paths.
  ///
  /// What lies in `output`, where it is a folder in `folder`, is no input. Tables are cut in blocks of
  /// about `blockSize` bytes.
  package init(
    _ folder: String, only paths: [[UInt8]]? = nil, output: String? = nil, reading: ReadingContext,
    blockSize: Int,
    meter: RunMeter = RunMeter()
  ) {
    path = folder
    self.folder = InputFolder(folder)
    self.paths = paths
    self.output = output
    self.reading = reading
    self.blockSize = blockSize
    self.meter = meter
  }

  package func list() throws -> SourceListing {
    let listing =
      try paths.map { try SourceFolder.list(path, only: $0) }
      ?? SourceFolder.list(path, excluding: output)
    for problem in listing.problems {
      guard let fault = problem.fault, fault.isOfTheMachine else { continue }
      throw IntakeFault(name: problem.name, fault: fault)
    }
    return listing
  }

  package func size(of file: IntakeFile) -> Int { file.source.size }

  package func guess(_ file: IntakeFile, byName: Bool) -> FileGuess {
    if byName, let guess = FileGuess.byName(file.source) { return guess }
    return FileGuess.make(file.source, in: folder, vocabulary: reading.vocabulary)
  }

  /// Reads a file whole, whatever its form.
  ///
  /// What it gave the first time counts; a later reading that finds anything else ends the run.
  package func read(_ file: IntakeFile, into sink: some BlockSink, on workers: Workers) {
    let digest = DigestHolder()
    let reader = FileReading(
      context: reading, blockSize: blockSize(for: file, workers),
      schedule: FileSchedule(
        workers: workers,
        cutsDocuments: workers.count > 1 || file.source.size > InputIntake.largeFile),
      assumptions: file.outcome.assumptions,
      open: { () throws(FileFault) -> RawFile in
        let fresh = file.isRead ? nil : ReadingDigest()
        digest.current = fresh
        digest.hasFailed = true
        let raw = try file.open(in: self.folder) { self.take($0, into: fresh) }
        digest.hasFailed = false
        digest.opened.append(raw)
        return raw
      })
    let outcome = reader.read(
      into: MeteredSink(sink, meter: meter, countsRows: !file.isRead))
    guard !file.isRead else {
      if outcome.kinds != file.outcome.kinds { file.note(.changed) }
      return
    }
    let whole = finishedDigest(of: file, digest)
    file.settle(outcome, bytes: whole?.count ?? file.source.size, sha256: whole?.digest)
    if !outcome.isRefused, file.sha256 == nil { file.note(.changed) }
    meter.add(.files, 1)
  }

  /// Smaller blocks where a file has few, so that no thread is left with the last one alone.
  private func blockSize(for file: IntakeFile, _ workers: Workers) -> Int {
    guard workers.count > 1 else { return blockSize }
    let share = file.source.size / (workers.count * FolderSource.fewestBlocks)
    return min(blockSize, max(share, FolderSource.leastBlock))
  }

  private static let fewestBlocks = 6
  private static let leastBlock = 1 << 17

  private func take(_ bytes: UnsafeRawBufferPointer, into digest: ReadingDigest?) {
    meter.add(.bytesRead, bytes.count)
    if let digest { meter.time(.digest) { digest.take(bytes) } }
  }

  /// The digest of the whole file; reads what a refusal left unread.
  ///
  /// None where the system refused to read it: the file that it stands for was not judged, and a run
  /// that is named after it must not pass for one that has read it.
  private func finishedDigest(of file: IntakeFile, _ holder: DigestHolder) -> ReadingDigest? {
    guard let digest = holder.current, !holder.isBroken else { return nil }
    if digest.count == file.stamp?.size { return digest }
    let whole = ReadingDigest()
    do throws(FileFault) {
      let raw = try file.open(in: folder) { self.take($0, into: whole) }
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
      defer { room.deallocate() }
      while try raw.read(into: room) > 0 {}
      return whole
    } catch {
      return nil
    }
  }
}

/// Goes over the pieces of a file with some threads.
private struct FileSchedule: BlockSchedule {
  let workers: Workers
  let cutsDocuments: Bool

  func run<Piece: Sendable, Result>(
    _ next: () throws(FileFault) -> Piece?, _ work: @Sendable (Piece) -> Result,
    _ absorb: (Piece, Result) -> Bool
  ) throws(FileFault) {
    var fault: FileFault?
    workers.pull(
      { () -> Piece? in
        do throws(FileFault) {
          return try next()
        } catch {
          fault = error
          return nil
        }
      }, work: work, commit: absorb)
    if let fault { throw fault }
  }
}

private final class DigestHolder {
  var current: ReadingDigest?
  var opened: [RawFile] = []
  var hasFailed = false

  /// Whether a reading ended for another reason than the file's content.
  var isBroken: Bool { hasFailed || opened.contains(where: \.hasFailed) }
}

extension IntakeFile {
  /// Opens the file, which must be the one that was opened first.
  fileprivate func open(
    in folder: InputFolder, observe: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws(FileFault) -> RawFile {
    do throws(FileFault) {
      let raw = try RawFile(source.path, in: folder, observe: observe)
      guard stamp == nil || stamp == raw.stamp else { throw .changed }
      stamp = raw.stamp
      return raw
    } catch {
      if error.isOfTheMachine { note(error) }
      throw error
    }
  }
}
