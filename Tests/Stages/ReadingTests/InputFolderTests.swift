import Glibc
import TestSupport
import Testing

@testable import Reading

/// Files are opened below their folder and nowhere else, and small ones are read once.
@Suite struct InputFolderTests {
  private static let paths = [
    "f", "a/b/f", "a//b/f", "enlace", "a/enlace/f", "falta", "a/falta/f", "a", "f/f",
  ]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("uno", to: "f")
    try folder.write("dos", to: "a/b/f")
    symlink("f", folder.path + "/enlace")
    symlink("b", folder.path + "/a/enlace")
    return folder
  }

  /// What stands at a path, or why it can't be read.
  private func content(_ open: () throws(FileFault) -> Int32) -> String {
    do throws(FileFault) {
      let descriptor = try open()
      defer { close(descriptor) }
      var bytes = [UInt8](repeating: 0, count: 8)
      let got = read(descriptor, &bytes, bytes.count)
      return got < 0 ? "errno \(errno)" : String(decoding: bytes.prefix(got), as: UTF8.self)
    } catch {
      return "\(error)"
    }
  }

  /// One call of the system opens what going down folder by folder does.
  @Test(arguments: paths) func thereIsOneWay(_ path: String) throws {
    let temporary = try folder()
    let folder = InputFolder(temporary.path)
    let path = Array(path.utf8)
    let found = content { () throws(FileFault) in try folder.open(path) }
    #expect(
      found == content { () throws(FileFault) in try folder.walk(path.split(separator: 0x2F)) })
    #expect(
      ["uno", "dos"].contains(found)
        == ["f", "a/b/f", "a//b/f"].contains { $0.utf8.elementsEqual(path) })
  }

  @Test func whereThereIsNoFolderNothingIsOpened() {
    let folder = InputFolder("/falta/del/todo")
    #expect(throws: FileFault.cannotOpen(errno: ENOENT)) { try folder.open(Array("f".utf8)) }
  }

  /// A file that is held gives all its bytes as often as they are asked for, and shows them once.
  @Test func aHeldFileIsReadOnce() throws {
    let temporary = try folder()
    var shown: [String] = []
    let file = try RawFile(Array("f".utf8), in: InputFolder(temporary.path)) {
      shown.append(String(decoding: $0, as: UTF8.self))
    }
    #expect(file.again() == nil && file.content == nil)
    let held = try file.held()
    #expect(file.bytesRead == 3)
    try temporary.write("otros", to: "f")
    for copy in [held, try #require(held.again()), try #require(held.again())] {
      var bytes = [UInt8](repeating: 0, count: 8)
      let (first, rest, end, middle) = try bytes.withUnsafeMutableBytes { room in
        let two = UnsafeMutableRawBufferPointer(rebasing: room[..<2])
        return (
          try copy.read(into: two), try copy.read(into: room), try copy.read(into: room),
          try copy.read(at: 1, into: room)
        )
      }
      #expect((first, rest, end, middle) == (2, 1, 0, 2))
      #expect(bytes.prefix(2) == Array("no".utf8)[...])
      #expect(copy.content.map { Array($0.bytes) } == Array("uno".utf8))
    }
    #expect(shown == ["uno"])
  }

  /// A file that is longer than when it was opened is not held.
  @Test func aFileThatGrowsIsRefused() throws {
    let temporary = try folder()
    let file = try RawFile(Array("f".utf8), in: InputFolder(temporary.path)) { _ in }
    try temporary.write("unos cuantos más", to: "f")
    #expect(throws: FileFault.changed) { _ = try file.held() }
    #expect(file.hasFailed)
  }

  /// What a decoder remembers of one file changes nothing in the next.
  @Test func filesOfOneContextDontKnowOfEachOther() throws {
    let head = "codigo_dane;nombre;codigo_municipio;sector\n"
    let first = head + "168001000011;Uno;68001;oficial\n168001000012;Dos;68001;NO OFICIAL\n"
    let second = head + "168001000013;Tres;68001;oficial \n168001000014;;68001;privadísimo\n"
    let context = Readings.context()
    _ = try Readings.read(Array(first.utf8), context: context)
    let shared = try Readings.read(Array(second.utf8), context: context)
    #expect(try shared == Readings.read(Array(second.utf8), context: Readings.context()))
    #expect(!shared.findings.isEmpty)
  }
}
