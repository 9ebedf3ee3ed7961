import Glibc
import Publishing
import PublishingFaults
import Synchronization
import Testing

/// A single file, as `pmi partial` and `pmi merge` write theirs: the old one or the new one, whole, and
/// nothing beside it for longer than until the next one is written.
@Suite struct TargetFileTests {
  private let output: TestOutput
  private var file: String { output.root + "/parte.pmip" }
  private static let new = String(repeating: "nuevo\n", count: 20_000)

  init() throws {
    output = try TestOutput()
    try output.write("viejo", to: file)
  }

  private func write(_ files: any FileSystem = LinuxFileSystem()) throws {
    _ = try writeFile(at: file, fileSystem: files) { try $0.write(Array(TargetFileTests.new.utf8)) }
  }

  private func expectWhole(_ comment: Comment) throws {
    let bytes = try output.bytes(of: file)
    #expect(bytes == Array("viejo".utf8) || bytes == Array(TargetFileTests.new.utf8), comment)
  }

  @Test func `it is replaced and nothing stays beside it`() throws {
    try write()
    #expect(try output.bytes(of: file) == Array(TargetFileTests.new.utf8))
    #expect(output.names(in: output.root) == ["parte.pmip"])
    #expect(output.mode(of: file) == 0o644)
  }

  @Test(arguments: FaultTests.Fault.allCases)
  func `it outlives any fault`(fault: FaultTests.Fault) throws {
    for number in 1... {
      let files = InterceptedFileSystem { (call) throws(SystemError) in
        if fault.strikes(call, at: number) { throw SystemError(code: EIO) }
      }
      do { try write(files) } catch { #expect(error is PublishingError) }
      try expectWhole("call \(number) \(fault)")
      try write()
      #expect(output.names(in: output.root) == ["parte.pmip"], "call \(number) \(fault)")
      try output.write("viejo", to: file)
      if files.calls < number { break }
    }
  }

  /// Where a disk has no locks, as some of networks, files are written all the same.
  @Test(arguments: [ENOLCK, ENOSYS, EOPNOTSUPP])
  func `it is written without locks, and nothing is taken for left`(code: Int32) throws {
    try output.write("x", to: output.root + "/.parte.pmip.1")
    try write(
      InterceptedFileSystem { (call) throws(SystemError) in
        if call.name == "lock" { throw SystemError(code: code) }
      })
    #expect(try output.bytes(of: file) == Array(TargetFileTests.new.utf8))
    #expect(output.names(in: output.root) == [".parte.pmip.1", "parte.pmip"])
  }

  @Test func `what a killed process left goes, also under the own number, and others stay`() throws
  {
    let others = [".otra.pmip.7", ".parte.pmip.", ".parte.pmip.x7", ".parte.pmip.7.bak"]
    for name in others + [".parte.pmip.7", ".parte.pmip.\(getpid())"] {
      try output.write("a medias", to: output.root + "/" + name)
    }
    symlink("parte.pmip", output.root + "/.parte.pmip.8")
    mkfifo(output.root + "/.parte.pmip.9", 0o600)
    try write()
    let kept = others + [".parte.pmip.8", ".parte.pmip.9", "parte.pmip"]
    #expect(
      output.names(in: output.root)
        == kept.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `what a living process writes stays`() throws {
    let held = output.root + "/.parte.pmip.7"
    try output.write("a medias", to: held)
    let descriptor = Glibc.open(held, O_RDONLY)
    try LinuxFileSystem().lock(descriptor)
    try write()
    #expect(output.names(in: output.root) == [".parte.pmip.7", "parte.pmip"])
    close(descriptor)
    try write()
    #expect(output.names(in: output.root) == ["parte.pmip"])
  }

  /// A child between fork and exec has the holds of its parent.
  @Test func `a hold that is not let go of at once is waited for`() throws {
    let own = output.root + "/.parte.pmip.\(getpid())"
    try output.write("a medias", to: own)
    let descriptor = Glibc.open(own, O_RDONLY)
    try LinuxFileSystem().lock(descriptor)
    let held = Mutex(true)
    let files = InterceptedFileSystem { (call) throws(SystemError) in
      guard call.name == "create", call.moment == .before, call.number > 8 else { return }
      // Once only: the number is another file's next.
      held.withLock { isHeld in
        if isHeld { close(descriptor) }
        isHeld = false
      }
    }
    try write(files)
    #expect(output.names(in: output.root) == ["parte.pmip"])
  }

  /// Another process that clears up between the making of the file and its hold takes it for left.
  @Test func `a file that was taken for left is made again`() throws {
    let own = output.root + "/.parte.pmip.\(getpid())"
    let files = InterceptedFileSystem { (call) throws(SystemError) in
      if call.name == "setMode", call.moment == .after, call.number < 12 { unlink(own) }
    }
    try write(files)
    #expect(try output.bytes(of: file) == Array(TargetFileTests.new.utf8))
    #expect(output.names(in: output.root) == ["parte.pmip"])
  }
}
