import Consolidation
import Delimited
import Foundation
import Model
import Reading
import Spool

/// What an input folder gave.
package struct IntakeOutcome {
  let files: [IntakeFile]
  let listing: SourceListing
  let records: RecordIntake
  let resolution: Resolution
  /// For each file, the place of its first part among all parts.
  let firstPart: [Int]
  let details: ActionDetails?
}

/// Reads an input folder in three waves: the directory; the other small kinds, in the reading order;
/// and the routes, side by side.
///
/// The directory has to be whole before any other record is judged by it; a workbook may hold sheets
/// of several kinds and is read once a wave that needs it.
package final class InputIntake {
  /// Files above it are cut in blocks that several threads decode.
  static let largeFile = 8 << 20

  private let folder: String
  private let output: String?
  private let reading: ReadingContext
  private let window: ClosedRange<Int>
  private let workers: Workers
  private let blockSize: Int
  private let largeFile: Int
  private let store: FindingStore
  private let details: ActionDetails?
  private let meter: RunMeter
  private let records: RecordIntake
  private var failure: (any Error)?

  /// What lies in `output`, where it is a folder in `folder`, is no input.
  package init(
    folder: String, output: String? = nil, reading: ReadingContext, window: ClosedRange<Int>,
    workers: Workers,
    blockSize: Int, store: FindingStore, details: ActionDetails?,
    meter: RunMeter = RunMeter(), largeFile: Int = InputIntake.largeFile
  ) {
    self.folder = folder
    self.output = output
    self.reading = reading
    self.window = window
    self.workers = workers
    self.blockSize = blockSize
    self.largeFile = largeFile
    self.store = store
    self.details = details
    self.meter = meter
    records = RecordIntake(components: reading.vocabulary.catalogue.components.count)
  }

  package func run() throws -> IntakeOutcome {
    let listing = try SourceFolder.list(folder, excluding: output)
    for problem in listing.problems {
      guard let fault = problem.fault, fault.isOfTheMachine else { continue }
      throw IntakeFault(name: problem.name, fault: fault)
    }
    let files = listing.files.enumerated().map { place, source in
      IntakeFile(source, number: FileNumber(place), store: store)
    }
    meter.expect(.files, files.count)
    meter.expect(.bytesRead, files.reduce(0) { $0 + $1.source.size })
    let groups = sniff(files)
    meter.enter(.directory)
    readRecords(files.filter { groups[$0]?.mayHoldDirectory ?? true }, kinds: [.establishments])
    records.closeDirectory()
    meter.enter(.records)
    let others = Set(RecordKind.allCases).subtracting([.establishments, .routes])
    readRecords(files.filter { groups[$0]?.mayHoldOthers ?? true }, kinds: others)
    meter.enter(.routes)
    readRoutes(files.filter { groups[$0]?.mayHoldRoutes ?? true })
    meter.enter(.versions)
    let firstPart = firstParts(files)
    let resolution = Resolution(files.flatMap(\.parts)) { file, column, line in
      files[Int(file)].ordinal(.routes, column, line: line)
    }
    for file in files { file.parts = [] }
    readElsewhere(files, resolution)
    for file in files {
      file.superseded = resolution.superseded[file.number] ?? 0
      file.accepted -= file.superseded
      for finding in resolution.findings[file.number] ?? [] { file.add(late: finding) }
    }
    if let fault = files.lazy.compactMap(\.fault).first { throw fault }
    if let failure = failure ?? files.lazy.compactMap(\.log.failure).first { throw failure }
    return IntakeOutcome(
      files: files, listing: listing, records: records, resolution: resolution,
      firstPart: firstPart, details: details)
  }

  private func firstParts(_ files: [IntakeFile]) -> [Int] {
    var next = 0
    return files.map { file in
      defer { next += file.parts.count }
      return next
    }
  }

  // MARK: - Waves

  private func sniff(_ files: [IntakeFile]) -> [IntakeFile: FileGuess] {
    var guesses: [IntakeFile: FileGuess] = [:]
    workers.ordered(
      files.count,
      work: { FileGuess.make(files[$0].source, in: folder, vocabulary: reading.vocabulary) },
      commit: { guesses[files[$0]] = $1 })
    return guesses
  }

  /// Reads records of some kinds other than rg-382 and takes them in the order of files.
  private func readRecords(_ files: [IntakeFile], kinds: Set<RecordKind>) {
    forEachRun(
      files.filter { !$0.isSettled(without: kinds) },
      small: { file -> RecordSink in
        let sink = RecordSink(kinds: kinds)
        self.read(file, into: sink, schedule: inOneThread)
        return sink
      },
      commit: { file, sink in self.take(sink.blocks, of: file) },
      large: { file in self.readLargeRecords(file, kinds: kinds) })
  }

  private func take(_ blocks: [RecordSink.HeldBlock], of file: IntakeFile) {
    for (block, linesBefore, ranksBefore) in blocks {
      let result = records.take(
        block, file: file.number, linesBefore: linesBefore, ranksBefore: ranksBefore)
      BlockLogging.log(block, result, to: file, linesBefore: linesBefore, ranksBefore: ranksBefore)
    }
    records.settle()
  }

  private func readLargeRecords(_ file: IntakeFile, kinds: Set<RecordKind>) {
    read(file, into: DirectSink(file, intake: records, kinds: kinds), schedule: parallelSchedule)
    records.settle()
  }

  private func readRoutes(_ files: [IntakeFile]) {
    let context = intakeContext
    forEachRun(
      files.filter { !$0.isSettled(without: [.routes]) },
      small: { self.readRoutes(of: $0, context, schedule: inOneThread) },
      commit: { _, failure in self.note(failure) },
      large: { self.note(self.readRoutes(of: $0, context, schedule: self.parallelSchedule)) })
  }

  /// Reads the routes of a file; again with every route kept open where rows are far apart.
  private func readRoutes(
    of file: IntakeFile, _ context: IntakeContext, schedule: @escaping BlockSchedule
  ) -> (any Error)? {
    var sink = RouteSink(file, context: context, details: details, keepsAllOpen: false)
    read(file, into: sink, schedule: schedule)
    if sink.isScattered {
      sink.forget()
      sink = RouteSink(file, context: context, details: details, keepsAllOpen: true)
      read(file, into: sink, schedule: schedule)
    }
    sink.close()
    return sink.failure
  }

  /// Reads the files again that hold versions which stand in an earlier file (X207).
  private func readElsewhere(_ files: [IntakeFile], _ resolution: Resolution) {
    let context = intakeContext
    for (number, versions) in resolution.elsewhere {
      let file = files[Int(number)]
      let sink = ElsewhereSink(file, context: context, versions: versions)
      read(file, into: sink, schedule: parallelSchedule)
      sink.close()
      file.log.close()
      note(sink.failure)
    }
  }

  private var intakeContext: IntakeContext {
    IntakeContext(
      catalogue: reading.vocabulary.catalogue, directory: records.directory,
      judgement: reading.judgement, window: window)
  }

  private func note(_ failure: (any Error)?) {
    if self.failure == nil { self.failure = failure }
  }

  // MARK: - Files

  /// Goes over files in order: small ones side by side, a large one by itself with all threads.
  private func forEachRun<Result>(
    _ files: [IntakeFile], small: (IntakeFile) -> Result, commit: (IntakeFile, Result) -> Void,
    large: (IntakeFile) -> Void
  ) {
    var rest = files[...]
    while !rest.isEmpty {
      let run = rest.prefix { $0.source.size <= largeFile }
      rest = rest.dropFirst(run.count)
      let batch = Array(run)
      workers.ordered(
        batch.count, work: { small(batch[$0]) }, commit: { commit(batch[$0], $1) })
      for file in batch { file.log.close() }
      if let next = rest.popFirst() {
        large(next)
        next.log.close()
      }
    }
  }

  /// Reads a file whole, whatever its form.
  ///
  /// What it gave the first time counts; a later reading that finds anything else ends the run.
  private func read(
    _ file: IntakeFile, into sink: some BlockSink, schedule: @escaping BlockSchedule
  ) {
    let digest = DigestHolder()
    let reader = FileReading(
      context: reading, blockSize: blockSize, schedule: schedule,
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
    file.isRead = true
    file.settle(outcome, digest: finishedDigest(of: file, digest))
    if !outcome.isRefused, file.sha256 == nil { file.note(.changed) }
    meter.add(.files, 1)
  }

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

  private var parallelSchedule: BlockSchedule {
    let workers = workers
    return { next, work, absorb throws(FileFault) in
      var fault: FileFault?
      workers.pull(
        { () -> RawBlock? in
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
}

private final class DigestHolder {
  var current: ReadingDigest?
  var opened: [RawFile] = []
  var hasFailed = false

  /// Whether a reading ended for another reason than the file's content.
  var isBroken: Bool { hasFailed || opened.contains(where: \.hasFailed) }
}

extension IntakeFile: Hashable {
  static func == (left: IntakeFile, right: IntakeFile) -> Bool { left === right }

  func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Whether the file was read already and holds nothing of these kinds.
  func isSettled(without kinds: Set<RecordKind>) -> Bool {
    isRead && kinds.isDisjoint(with: outcome.kinds)
  }

  /// Opens the file, which must be the one that was opened first.
  func open(
    in folder: String, observe: @escaping (UnsafeRawBufferPointer) -> Void
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

  func note(_ fault: FileFault) {
    if self.fault == nil { self.fault = IntakeFault(name: source.name, fault: fault) }
  }

  func settle(_ outcome: FileOutcome, digest: ReadingDigest?) {
    self.outcome = outcome
    bytes = digest?.count ?? source.size
    sha256 = digest?.digest
    log.isUnordered = outcome.kinds.count > 1
    for finding in outcome.findings { add(late: finding) }
  }
}
