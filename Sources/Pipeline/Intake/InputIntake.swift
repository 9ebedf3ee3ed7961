import Consolidation
import Model
import Reading
import Spool

/// What an input gave.
package struct IntakeOutcome {
  let vocabulary: Vocabulary
  let files: [IntakeFile]
  let listing: SourceListing
  let records: RecordIntake
  let resolution: Resolution
  /// For each file, the place of its first part among all parts.
  let firstPart: [Int]
  let details: ActionDetails?

  /// Ends what is read back from disk: the documents are written.
  ///
  /// Else it would be brought to the medium with them, since that is one call for the whole disk.
  func discardWhatWasSetAside() {
    details?.discard()
    files.first?.log.store.discard()
  }
}

/// Reads an input in three waves: the directory; the other small kinds, in the reading order; and the
/// routes, side by side.
///
/// The directory has to be whole before any other record is judged by it; a workbook may hold sheets
/// of several kinds and is read once a wave that needs it, unless it is small enough to be held.
package final class InputIntake {
  /// Files above it are cut in blocks that several threads decode.
  static let largeFile = 2 << 20
  /// Bytes of the workbooks whose records are held between the waves.
  private static let heldBytes = 16 << 20

  private let input: any InputSource
  private let reading: ReadingContext
  private let window: ClosedRange<Int>
  private let workers: Workers
  private let largeFile: Int
  private let store: FindingStore
  private let details: ActionDetails?
  private let meter: RunMeter
  private var records: RecordIntake
  private var failure: (any Error)?

  package init(
    _ input: any InputSource, reading: ReadingContext, window: ClosedRange<Int>, workers: Workers,
    store: FindingStore, details: ActionDetails?, meter: RunMeter = RunMeter(),
    largeFile: Int = InputIntake.largeFile
  ) {
    self.input = input
    self.reading = reading
    self.window = window
    self.workers = workers
    self.largeFile = largeFile
    self.store = store
    self.details = details
    self.meter = meter
    records = InputIntake.records(reading)
  }

  private static func records(_ reading: ReadingContext) -> RecordIntake {
    RecordIntake(components: reading.vocabulary.catalogue.components.count)
  }

  package func run() throws -> IntakeOutcome {
    let listing = try input.list()
    do {
      return try read(listing, trustsNames: true)
    } catch is MisleadingName {
      records = InputIntake.records(reading)
      failure = nil
      return try read(listing, trustsNames: false)
    }
  }

  /// A file holds something else than its name says, for which it was not asked.
  private struct MisleadingName: Error {}

  /// Reads all files; throws `MisleadingName` where names are trusted and should not be.
  private func read(_ listing: SourceListing, trustsNames: Bool) throws -> IntakeOutcome {
    let files = listing.files.enumerated().map { place, source in
      IntakeFile(source, number: FileNumber(place), store: store)
    }
    meter.expect(.files, files.count)
    meter.expect(.bytesRead, files.reduce(0) { $0 + input.size(of: $1) })
    let groups = sniff(files, trustsNames: trustsNames)
    chooseHeld(files.filter { groups[$0]?.isWorkbook ?? false })
    meter.enter(.directory)
    readRecords(files.filter { groups[$0]?.mayHoldDirectory ?? true }, kinds: [.establishments])
    records.closeDirectory()
    meter.enter(.records)
    let others = Set(RecordKind.allCases).subtracting([.establishments, .routes])
    readRecords(files.filter { groups[$0]?.mayHoldOthers ?? true }, kinds: others)
    records.close()
    meter.enter(.routes)
    readRoutes(files.filter { groups[$0]?.mayHoldRoutes ?? true })
    guard !files.contains(where: { groups[$0]?.misleads($0) ?? false }) else {
      throw MisleadingName()
    }
    meter.enter(.versions)
    let firstPart = firstParts(files)
    var resolution = Resolution(takeParts(of: files))
    readElsewhere(files, resolution)
    for file in files {
      file.superseded = resolution.superseded[file.number] ?? 0
      file.accepted -= file.superseded
      file.log.add(
        late: file.outcome.findings.map(Finding.init).sorted(by: Finding.precedes))
      file.log.add(late: resolution.takeFindings(of: file.number))
    }
    if let fault = files.lazy.compactMap(\.fault).first { throw fault }
    if let failure = failure ?? logFailure(files) { throw failure }
    return IntakeOutcome(
      vocabulary: reading.vocabulary, files: files, listing: listing, records: records,
      resolution: resolution,
      firstPart: firstPart, details: details)
  }

  private func logFailure(_ files: [IntakeFile]) -> SpoolError? {
    files.lazy.compactMap(\.log.failure).first
  }

  private func firstParts(_ files: [IntakeFile]) -> [Int] {
    var next = 0
    return files.map { file in
      defer { next += file.parts.count }
      return next
    }
  }

  /// The parts of all files, which hold none any more.
  private func takeParts(of files: [IntakeFile]) -> [RoutePart] {
    var parts: [RoutePart] = []
    for file in files where !file.parts.isEmpty {
      // Those of a single file are not copied.
      if parts.isEmpty { swap(&parts, &file.parts) } else { parts += file.parts }
      file.parts = []
    }
    return parts
  }

  // MARK: - Waves

  private func sniff(_ files: [IntakeFile], trustsNames: Bool) -> [IntakeFile: FileGuess] {
    var guesses: [IntakeFile: FileGuess] = [:]
    workers.ordered(
      files.count, ahead: 64,
      work: { input.guess(files[$0], byName: trustsNames) },
      commit: { guesses[files[$0]] = $1 })
    return guesses
  }

  /// Marks the first workbooks, as many as are small together.
  private func chooseHeld(_ workbooks: [IntakeFile]) {
    var room = InputIntake.heldBytes
    for file in workbooks where file.source.size <= min(room, largeFile) {
      file.mayBeHeld = true
      room -= file.source.size
    }
  }

  /// Reads records of some kinds other than rg-382 and takes them in the order of files.
  private func readRecords(_ files: [IntakeFile], kinds: Set<RecordKind>) {
    forEachRun(
      files.filter { !$0.isSettled(without: kinds) }, ahead: 4,
      small: { file -> [RecordSink.HeldBlock] in
        if let held = file.held { return held }
        let sink = RecordSink(kinds: file.mayBeHeld ? Set(RecordKind.allCases) : kinds)
        self.input.read(file, into: sink, on: Workers(1))
        return sink.blocks
      },
      commit: { file, blocks in
        if file.mayBeHeld { file.held = blocks }
        self.take(blocks.filter { kinds.contains($0.block.kind) }, of: file)
      },
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
    input.read(file, into: DirectSink(file, intake: records, kinds: kinds), on: workers)
    records.settle()
  }

  private func readRoutes(_ files: [IntakeFile]) {
    let context = intakeContext
    var standing = StandingVersions()
    forEachRun(
      files.filter { !$0.isSettled(without: [.routes]) }, ahead: 64,
      small: { self.readRoutes(of: $0, context, on: Workers(1)) },
      commit: { _, failure in self.note(failure) },
      large: { file in
        standing.add(files, before: file)
        let failure = self.readRoutes(
          of: file, context, taken: standing.versions, on: self.workers)
        self.note(failure)
      })
  }

  /// Reads the routes of a file; again with every route kept open where rows are far apart.
  private func readRoutes(
    of file: IntakeFile, _ context: IntakeContext, taken: Set<RouteVersion> = [],
    on workers: Workers
  ) -> (any Error)? {
    var sink = RouteSink(
      file, context: context, details: details, keepsAllOpen: false, taken: taken)
    fill(sink, from: file, on: workers)
    if sink.isScattered {
      file.isScattered = true
      sink.forget()
      sink = RouteSink(
        file, context: context, details: details, keepsAllOpen: true, taken: taken)
      fill(sink, from: file, on: workers)
    }
    sink.close(on: workers)
    file.held = nil
    return sink.failure
  }

  private func fill(_ sink: RouteSink, from file: IntakeFile, on workers: Workers) {
    guard let held = file.held else { return input.read(file, into: sink, on: workers) }
    for (block, linesBefore, ranksBefore) in held {
      sink.take(block, linesBefore: linesBefore, ranksBefore: ranksBefore)
    }
  }

  /// Reads the files again that hold versions which stand in an earlier file (X207).
  private func readElsewhere(_ files: [IntakeFile], _ resolution: Resolution) {
    let context = intakeContext
    for (number, versions) in resolution.elsewhere {
      let file = files[Int(number)]
      let sink = ElsewhereSink(file, context: context, versions: versions)
      input.read(file, into: sink, on: workers)
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

  /// Goes over files in order: small ones side by side, `ahead` for each thread; a large one by itself
  /// with all threads, and so one that takes longer than all those beside it.
  private func forEachRun<Result>(
    _ files: [IntakeFile], ahead: Int, small: (IntakeFile) -> Result,
    commit: (IntakeFile, Result) -> Void, large: (IntakeFile) -> Void
  ) {
    var rest = files[...]
    while !rest.isEmpty {
      let run = smallFiles(rest.prefix { $0.source.size <= largeFile })
      rest = rest.dropFirst(run.count)
      let batch = Array(run)
      workers.ordered(
        batch.count, ahead: ahead, work: { small(batch[$0]) },
        commit: { commit(batch[$0], $1) })
      for file in batch { file.log.close() }
      if let next = rest.popFirst() {
        large(next)
        next.log.close()
      }
    }
  }
}

/// The versions of routes that stand in the files read so far: a large file may be a copy of one of
/// them, and would hold as much again.
private struct StandingVersions {
  private(set) var versions: Set<RouteVersion> = []
  /// How many files were added.
  private var count = 0

  /// Adds the files before one of them that were not added yet.
  mutating func add(_ files: [IntakeFile], before file: IntakeFile) {
    while count < files.count, files[count].number < file.number {
      for part in files[count].parts where part.standing > 0 {
        if let version = part.routeVersion { versions.insert(version) }
      }
      count += 1
    }
  }
}

extension InputIntake {
  /// Bytes from which a file is worth to be read by all threads.
  private static let worthAllThreads = 1 << 18

  /// The first of some small files, up to one that takes longer than all the others together.
  private func smallFiles(_ files: ArraySlice<IntakeFile>) -> ArraySlice<IntakeFile> {
    guard workers.count > 1 else { return files }
    let half = files.reduce(0) { $0 + $1.source.size } / 2
    return files.prefix {
      $0.mayBeHeld || $0.source.size <= max(half, InputIntake.worthAllThreads)
    }
  }
}

extension IntakeFile: Hashable {
  package static func == (left: IntakeFile, right: IntakeFile) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Whether the file was read already and holds nothing of these kinds.
  func isSettled(without kinds: Set<RecordKind>) -> Bool {
    isRead && kinds.isDisjoint(with: outcome.kinds)
  }
}
