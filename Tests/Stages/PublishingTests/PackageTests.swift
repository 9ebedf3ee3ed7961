import Digest
import Glibc
import Publishing
import PublishingFaults
import TapeArchive
import Testing

private func digest(_ text: String) -> SHA256Value {
  Array(text.utf8).withUnsafeBytes { SHA256Stream.digest(of: $0) }
}

/// A published run with two inputs, packed.
@Suite struct PackageTests {
  private let output: TestOutput
  private var input: String { output.root + "/entrada" }
  private var package: String { output.root + "/paquete.tar" }
  private let run: Publication
  private static let files = [
    "rutas.csv": "vigencia;codigo\n", "año/2025/entregas, últimas.csv": "",
  ]

  init() throws {
    output = try TestOutput()
    for folder in ["entrada", "entrada/año", "entrada/año/2025"] {
      mkdir(output.root + "/" + folder, 0o755)
    }
    for (name, text) in PackageTests.files {
      try output.write(text, to: "\(output.root)/entrada/\(name)")
    }
    let inputs = PackageTests.files.sorted { $0.key < $1.key }.map { name, text in
      RunDescription.Input(
        path: name, content: Fingerprint(bytes: text.utf8.count, digest: digest(text)),
        kinds: [], read: 0, accepted: 0, superseded: 0, rejected: 0)
    }
    var identity = RunIdentity(year: 2025, month: 11, day: 30)
    identity.add("prueba", 1)
    let staged = try Publisher(output: output.path, period: 2025).staging(for: identity.runID)
    for (name, text) in [
      "csv/a.csv": "a;b\n", "html/índice.html": String(repeating: "x", count: 70_000),
    ] {
      let file = try staged.file(name)
      try file.write(Array(text.utf8))
      try file.close()
    }
    run = try staged.publish(
      RunDescription(
        version: "1", period: 2025, cutOff: "2025-11-30", arguments: [], configuration: [],
        templates: [], inputs: inputs, counts: []))
  }

  private func pack(_ name: String = "paquete.tar") throws(PackingError) -> PackedRun {
    try Publishing.pack(run: output.current, input: input, to: output.root + "/" + name)
  }

  private func write(_ bytes: [UInt8]) throws -> String {
    let path = output.root + "/otro.tar"
    guard let file = fopen(path, "w") else { throw SystemError(code: errno) }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path
  }

  @Test func `a package holds everything and is whole`() throws {
    let packed = try pack()
    #expect(packed.run == run.run && packed.outputs == 2 && packed.inputs == 2)
    #expect(verify(package: package) == [])
    #expect(try output.bytes(of: package).count == packed.content.bytes)
    #expect(output.names(in: output.root) == ["entrada", "paquete.tar", "salida"])
  }

  @Test func `the same run gives the same bytes`() throws {
    let first = try pack()
    #expect(try pack("otro.tar").content == first.content)
  }

  @Test func `what stands there is never replaced`() throws {
    try output.write("mío", to: package)
    #expect(
      throws: PackingError.refused(.refused(.createFile, path: package, errno: EEXIST))
    ) { try pack() }
    #expect(try output.bytes(of: package) == Array("mío".utf8))
  }

  @Test func `a changed or missing input is named and nothing is left`() throws {
    try output.write("otra cosa", to: input + "/rutas.csv")
    output.remove(input + "/año/2025/entregas, últimas.csv")
    let error = #expect(throws: PackingError.self) { try pack() }
    let found = Fingerprint(bytes: 9, digest: digest("otra cosa"))
    let text = PackageTests.files["rutas.csv"] ?? ""
    let expected = Fingerprint(bytes: text.utf8.count, digest: digest(text))
    #expect(
      error
        == .unfaithful([
          .missing(path: "entrada/año/2025/entregas, últimas.csv"),
          .changed(path: "entrada/rutas.csv", expected: expected, found: found),
        ]))
    #expect(output.names(in: output.root) == ["entrada", "salida"])
  }

  @Test func `a link in the place of an input is not followed`() throws {
    rename(input + "/rutas.csv", output.root + "/rutas.csv")
    symlink("../rutas.csv", input + "/rutas.csv")
    #expect(throws: PackingError.unfaithful([.notAFile(path: "entrada/rutas.csv")])) { try pack() }
  }

  @Test func `a damaged run is not packed`() throws {
    try output.write("x", to: run.folder + "/csv/a.csv")
    #expect(throws: PackingError.self) { try pack() }
  }

  @Test func `any cut is noticed`() throws {
    _ = try pack()
    let bytes = try output.bytes(of: package)
    for length in stride(from: 0, to: bytes.count, by: 509) {
      #expect(verify(package: try write(Array(bytes.prefix(length)))) != [], "\(length)")
    }
  }

  @Test func `any changed byte is noticed`() throws {
    _ = try pack()
    let bytes = try output.bytes(of: package)
    // What the manifest tells besides digests and sizes, and the zeros between blocks, is not
    // compared with anything.
    let manifest = try output.bytes(of: output.current + "/manifest.json").count
    let documents = 512 + manifest + TapeHeader.padding(after: manifest)
    for place in documents..<bytes.count where bytes[place] != 0 && place % 512 != 155 {
      guard place % 211 == 0 || place < documents + 1200 else { continue }
      var changed = bytes
      changed[place] ^= 4
      #expect(verify(package: try write(changed)) != [], "byte \(place)")
    }
  }

  /// Entries put before the end: names that climb, sizes that are not there, folders, twice the same.
  @Test(arguments: ["../../etc/passwd", "/etc/passwd", "x", "csv/a.csv"])
  func `a stranger is told and nothing is opened`(name: String) throws {
    _ = try pack()
    let bytes = try output.bytes(of: package).dropLast(1024)
    let path = name.hasPrefix(".") || name.hasPrefix("/") ? name : "\(run.run)/\(name)"
    let stranger = TapeHeader.file(path: path, size: 0, modified: 0)
    let found = verify(package: try write(bytes + stranger + TapeHeader.ending))
    #expect(found == [.surplus(path: name)])
  }

  @Test func `a size that is not there takes no memory`() throws {
    _ = try pack()
    let bytes = try output.bytes(of: package).dropLast(1024)
    let huge = TapeHeader.file(path: "\(run.run)/x", size: 900_000_000_000_000_000, modified: 0)
    #expect(verify(package: try write(bytes + huge)) == [.truncatedPackage])
    let first = TapeHeader.file(
      path: "\(run.run)/manifest.json", size: 900_000_000_000_000_000, modified: 0)
    guard case .unreadableManifest(.tooLarge)? = verify(package: try write(first)).first else {
      Issue.record("a manifest of any size is read")
      return
    }
  }

  @Test func `what is no package is told`() throws {
    #expect(
      verify(package: output.root + "/no-existe") == [.missing(path: output.root + "/no-existe")])
    #expect(verify(package: try write([])) == [.truncatedPackage])
    #expect(verify(package: try write(TapeHeader.ending)) == [.noManifest])
    let text = [UInt8](repeating: 0x41, count: 4096)
    #expect(verify(package: try write(text)) == [.unreadablePackage(offset: 0)])
  }
}
