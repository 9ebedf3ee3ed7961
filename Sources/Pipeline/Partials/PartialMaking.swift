import Frames
import Model
import Partials
import Publishing
import Reading
import Spool

/// Reads a part of an input folder and writes what its reading gives as a partial result.
package struct PartialMaking {
  package struct Request: Sendable {
    package var root: String
    /// Paths relative to the root; `nil`: everything in it.
    package var paths: [[UInt8]]?
    package var judgement: Judgement
    package var configuration = Configuration()
    package var configurationFolder = "."
    package var output: String
    package var jobs: Int

    package init(root: String, judgement: Judgement, output: String, jobs: Int) {
      self.root = root
      self.judgement = judgement
      self.output = output
      self.jobs = jobs
    }
  }

  private let request: Request
  private let settings: Settings
  private let meter: RunMeter

  package init(_ request: Request, meter: RunMeter = RunMeter()) throws(RunFailure) {
    self.request = request
    self.meter = meter
    do throws(ConfigurationError) {
      settings = try Settings(request.configuration, folder: request.configurationFolder)
    } catch {
      throw .configuration(error)
    }
  }

  package func execute() throws -> PartialSummary {
    meter.enter(.listing)
    defer { meter.finish() }
    return try PartialFailures.told(request.output) {
      let source = FolderSource(
        request.root, only: request.paths, reading: reading, blockSize: 1 << 20, meter: meter)
      let listing = try source.list()
      let written = try writeFile(at: request.output) { try write(listing, source, to: $0) }
      var summary = written.result
      summary.content = written.content
      return summary
    }
  }

  private var reading: ReadingContext {
    ReadingContext(
      vocabulary: settings.vocabulary, judgement: request.judgement, keepsTexts: true)
  }

  /// The folder in which the output stands.
  private var scratch: String {
    let slash = request.output.utf8.lastIndex(of: 0x2F)
    return slash.map { $0 == request.output.startIndex ? "/" : String(request.output[..<$0]) }
      ?? "."
  }

  /// Writes files and problems in the order of their paths.
  private func write(
    _ listing: SourceListing, _ source: FolderSource, to output: StagedFile
  ) throws -> PartialSummary {
    let store = try FindingStore(in: scratch)
    let files = listing.files.enumerated().map { place, source in
      IntakeFile(source, number: FileNumber(place), store: store)
    }
    meter.expect(.files, files.count)
    meter.expect(.bytesRead, files.reduce(0) { $0 + $1.source.size })
    meter.enter(.routes)
    let settings = PartialSettings(request.judgement, settings.vocabulary)
    let writing = try PartialWriting(
      FrameWriter(head: settings.bytes) { (bytes) throws(PublishingError) in
        try output.write(bytes)
      }, listing.problems, PartialSummary(output: request.output))
    var rest = files[...]
    while let first = rest.first {
      if first.source.size > InputIntake.largeFile {
        rest = rest.dropFirst()
        let sink = try PartialSink(reading.vocabulary) { [scratch] in try FramesOnDisk(in: scratch)
        }
        source.read(first, into: sink, on: Workers(request.jobs))
        try writing.add(first, sink)
      } else {
        let batch = Array(rest.prefix { $0.source.size <= InputIntake.largeFile })
        rest = rest.dropFirst(batch.count)
        try add(batch, source, to: writing)
      }
    }
    return try writing.finish()
  }

  /// Reads small files side by side.
  private func add(
    _ files: [IntakeFile], _ source: FolderSource, to writing: PartialWriting
  ) throws {
    var failure: (any Error)?
    var next = 0
    let vocabulary = settings.vocabulary
    Workers(request.jobs).pull(
      { () -> Int? in
        guard next < files.count else { return nil }
        defer { next += 1 }
        return next
      },
      work: { place in
        Result {
          let sink = try PartialSink(vocabulary) { FramesInMemory() }
          source.read(files[place], into: sink, on: Workers(1))
          return sink
        }
      },
      commit: { place, result in
        do {
          try writing.add(files[place], try result.get())
          return true
        } catch {
          failure = error
          return false
        }
      })
    if let failure { throw failure }
  }
}

/// Entries on their way into a partial result, in the order of paths.
private final class PartialWriting {
  private let writer: FrameWriter<PublishingError>
  private var problems: ArraySlice<SourceProblem>
  private var summary: PartialSummary

  init(
    _ writer: FrameWriter<PublishingError>, _ problems: [SourceProblem], _ summary: PartialSummary
  ) {
    self.writer = writer
    self.summary = summary
    self.problems = problems[...]
  }

  func add(_ file: IntakeFile, _ sink: PartialSink) throws {
    if let fault = file.fault { throw fault }
    addProblems { $0.path.lexicographicallyPrecedes(file.source.path) }
    try sink.forEach { try writer.add($0) }
    close(.file(StoredFile(file)), at: file.source.path)
  }

  func finish() throws -> PartialSummary {
    addProblems { _ in true }
    try writer.finish()
    return summary
  }

  private func addProblems(_ precede: (SourceProblem) -> Bool) {
    while let problem = problems.first, precede(problem) {
      close(StoredEntry(problem), at: problem.path)
      problems.removeFirst()
    }
  }

  private func close(_ entry: StoredEntry, at path: [UInt8]) {
    writer.close(key: path, about: entry.bytes)
    summary.count(entry)
  }
}
