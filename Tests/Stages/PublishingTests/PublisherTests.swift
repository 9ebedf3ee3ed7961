import Glibc
import Publishing
import PublishingFaults
import Testing

@Suite struct PublisherTests {
  private let output: TestOutput
  private let first = SampleRun("primera")
  private let second = SampleRun("segunda")

  init() throws {
    output = try TestOutput()
  }

  @Test func aRunStandsWholeUnderItsNameAndCurrentNamesIt() throws {
    let publication = try first.publish(to: output.path)
    #expect(publication.outcome == .published)
    #expect(publication.folder == output.place(of: first))
    #expect(output.target(ofLink: output.current) == first.run.description)
    #expect(output.names(in: output.period) == [first.run.description, "current"])
    #expect(
      output.names(in: output.current + "/", deep: true) == [
        "csv", "csv/rg-220.csv", "csv/rg-300.csv", "html", "html/establecimientos",
        "html/establecimientos/168001000123.html", "html/index.html", "manifest.json",
      ])
    for (path, content) in first.documents {
      #expect(try output.bytes(of: output.current + "/" + path) == content)
    }
    #expect(verify(run: output.current) == [])
  }

  @Test func theManifestNamesEveryDocument() throws {
    try first.publish(to: output.path)
    let manifest = try #require(try Manifest.of(run: output.current))
    #expect(manifest.run == first.run)
    #expect(manifest.description == first.description)
    #expect(manifest.outputs.map(\.path) == first.documents.map(\.path))
    #expect(manifest.outputs.map(\.content.bytes) == first.documents.map(\.content.count))
  }

  @Test func theSameRunTwicePublishesNothingNew() throws {
    try first.publish(to: output.path)
    let before = try #require(try Manifest.of(run: output.current))
    let inode = try #require(number(of: output.place(of: first)))
    let again = try first.publish(to: output.path)
    #expect(again.outcome == .alreadyPublished)
    #expect(number(of: output.place(of: first)) == inode)
    #expect(try Manifest.of(run: output.current) == before)
  }

  @Test func anEarlierRunComesBackByTheLinkAlone() throws {
    try first.publish(to: output.path)
    try second.publish(to: output.path)
    #expect(output.target(ofLink: output.current) == second.run.description)
    let again = try first.publish(to: output.path)
    #expect(again.outcome == .alreadyPublished)
    #expect(output.target(ofLink: output.current) == first.run.description)
    #expect(verify(run: output.place(of: second)) == [])
  }

  @Test func documentsWrittenForARunThatStandsAreDropped() throws {
    try first.publish(to: output.path)
    let publisher = try Publisher(output: output.path, period: 2025)
    let publication = try first.stage(in: publisher).publish(first.description)
    #expect(publication.outcome == .alreadyPublished)
    #expect(output.names(in: output.period) == [first.run.description, "current"])
  }

  @Test func aDamagedRunIsReplaced() throws {
    try first.publish(to: output.path)
    output.remove(output.place(of: first) + "/html/index.html")
    try output.write("otra cosa", to: output.place(of: first) + "/csv/rg-300.csv")
    #expect(try !Publisher(output: output.path, period: 2025).isPublished(first.run))
    #expect(try first.publish(to: output.path).outcome == .published)
    #expect(verify(run: output.current) == [])
    #expect(output.names(in: output.period) == [first.run.description, "current"])
  }

  @Test func aFilePutBesideTheDocumentsDoesTheRunNoHarm() throws {
    try first.publish(to: output.path)
    try output.write("", to: output.place(of: first) + "/csv/.~lock.rg-220.csv#")
    #expect(try first.publish(to: output.path).outcome == .alreadyPublished)
  }

  /// What `current` names, as a name; `nil` where there is none.
  private func predecessor(_ period: Int = 2025) throws -> String? {
    switch try Publisher(output: output.path, period: period).predecessor() {
    case .none: nil
    case .unusable(let name, _): "unusable \(name)"
    case .run(let run): run.manifest.run.description
    }
  }

  @Test func thePredecessorIsTheRunThatTheLinkNames() throws {
    #expect(try predecessor() == nil)
    try first.publish(to: output.path)
    #expect(try predecessor() == first.run.description)
    #expect(try predecessor(2024) == nil)
    output.remove(output.current)
    symlink("../../../etc", output.current)
    #expect(try predecessor() == "unusable ../../../etc")
    try second.publish(to: output.path)
    #expect(output.target(ofLink: output.current) == second.run.description)
  }

  @Test func modesDoNotDependOnTheUmask() throws {
    let before = umask(0o077)
    defer { umask(before) }
    try first.publish(to: output.path + "/a/b")
    let period = output.path + "/a/b/2025"
    for folder in [output.path, output.path + "/a", period, period + "/current/html/"] {
      #expect(output.mode(of: folder) == 0o755)
    }
    #expect(output.mode(of: period + "/" + first.run.description) == 0o755)
    #expect(output.mode(of: period + "/current/manifest.json") == 0o644)
    #expect(output.mode(of: period + "/current/csv/rg-220.csv") == 0o644)
  }

  @Test func aRunDestroyedUnpublishedLeavesNothing() throws {
    let publisher = try Publisher(output: output.path, period: 2025)
    var staged: StagedRun? = try first.stage(in: publisher)
    #expect(output.names(in: output.period) == [".staging-" + first.run.description])
    #expect(staged?.outputs.count == 4)
    staged = nil
    #expect(output.names(in: output.period) == [])
    #expect(try first.publish(to: output.root + "/otra").outcome == .published)
  }

  @Test(arguments: [
    "/etc/passwd", "../x", "csv/../../x", "csv//x", "csv/", "./x", "", ".", "a\0b",
    "manifest.json", "a/b/c/d/e/f/g/h/i",
  ]) func aPathThatCouldLeadElsewhereIsRefused(path: String) throws {
    let publisher = try Publisher(output: output.path, period: 2025)
    let staged = try publisher.staging(for: first.run)
    #expect(throws: PublishingError.unusablePath(path)) { _ = try staged.file(path) }
  }

  @Test func chunksOfAllLengthsStandInTheirOrder() throws {
    let staged = try Publisher(output: output.path, period: 2025).staging(for: first.run)
    let file = try staged.file("csv/a.csv")
    var expected: [UInt8] = []
    for length in [1, 9000, 2, 70_000, 3, 8191, 8192, 60_000, 5, 0, 200_000, 1] {
      let chunk = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ length) }
      expected += chunk
      try file.write(chunk)
    }
    #expect(try file.close().bytes == expected.count)
    let place = "\(output.period)/.staging-\(first.run)/csv/a.csv"
    #expect(try output.bytes(of: place) == expected)
  }

  @Test func aDocumentIsWrittenOnce() throws {
    let staged = try Publisher(output: output.path, period: 2025).staging(for: first.run)
    try staged.file("csv/a.csv").close()
    let place = "\(output.period)/.staging-\(first.run)/csv/a.csv"
    #expect(throws: PublishingError.refused(.createFile, path: place, errno: EEXIST)) {
      _ = try staged.file("csv/a.csv")
    }
  }

  @Test func anUnfinishedDocumentStopsThePublication() throws {
    let staged = try Publisher(output: output.path, period: 2025).staging(for: first.run)
    let file = try staged.file("csv/a.csv")
    try file.write(Array("a".utf8))
    #expect(throws: PublishingError.unfinished(path: "csv/a.csv")) {
      _ = try staged.publish(first.description)
    }
    try file.close()
    #expect(throws: PublishingError.unfinished(path: "csv/a.csv")) {
      try file.write([UInt8](repeating: 0, count: 100_000))
    }
    #expect(try staged.publish(first.description).outcome == .published)
  }

  @Test func documentsMayComeFromSeveralThreads() async throws {
    let staged = try Publisher(output: output.path, period: 2025).staging(for: first.run)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        group.addTask {
          for number in 0..<25 {
            let file = try staged.file("html/establecimientos/\(worker)-\(number).html")
            try file.write(Array("\(worker) \(number)".utf8))
            try file.close()
          }
        }
      }
      try await group.waitForAll()
    }
    _ = try staged.publish(first.description)
    #expect(verify(run: output.current) == [])
    #expect(try Manifest.of(run: output.current)?.outputs.count == 200)
  }

  @Test func aFolderCalledCurrentIsNeverRemoved() throws {
    try first.publish(to: output.path)
    output.remove(output.current)
    mkdir(output.current, 0o755)
    let error = #expect(throws: PublishingError.self) { try second.publish(to: output.path) }
    #expect(error?.message.contains("«\(output.current)»") == true)
    #expect(output.names(in: output.period).contains("current"))
    #expect(!output.names(in: output.period).contains { $0.hasPrefix(".") })
  }

  @Test func anOutputThatIsAFileIsAnError() throws {
    try output.write("", to: output.path)
    #expect(
      throws: PublishingError.refused(.openFolder, path: output.path, errno: ENOTDIR)
    ) { try first.publish(to: output.path) }
  }

  @Test func aPeriodThatIsALinkIsNotFollowed() throws {
    mkdir(output.path, 0o755)
    symlink(output.root, output.period)
    #expect(throws: PublishingError.self) { try first.publish(to: output.path) }
    #expect(output.names(in: output.root) == ["salida"])
  }

  private func number(of path: String) -> UInt? {
    var status = stat()
    return lstat(path, &status) == 0 ? UInt(status.st_ino) : nil
  }
}
