import Foundation
import TestSupport
import Testing

/// Parts of an input, read apart, joined and published: the same bytes as one run over all of it.
@Suite struct PartialTests {
  private static let input = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("SampleData")
    .path

  /// Paths below the sample data of all that is no folder, links too.
  private static func paths() throws -> [String] {
    let files = FileManager.default
    return try files.subpathsOfDirectory(atPath: input).filter { path in
      let attributes = try files.attributesOfItem(atPath: input + "/" + path)
      return attributes[.type] as? FileAttributeType != .typeDirectory
    }.sorted()
  }

  /// Reads some paths; the list is written with NULs behind them.
  private func partial(
    _ paths: [String], of root: String = PartialTests.input, to output: String,
    _ further: [String] = []
  ) throws -> Executable.Ending {
    let folder = try TemporaryFolder()
    try folder.write(paths.map { $0 + "\0" }.joined(), to: "lista")
    return try withExtendedLifetime(folder) {
      try Executable.run(
        ["partial", "--root", root, "--files-from", folder.path + "/lista", "--null", "--output"]
          + [output] + PublishedRun.Period.arguments + further)
    }
  }

  private func merge(_ files: [String], to output: String) throws -> Executable.Ending {
    try Executable.run(["merge"] + files + ["--output", output])
  }

  private func publish(_ arguments: [String], to output: TemporaryFolder) throws
    -> Executable.Ending
  {
    try Executable.run(
      ["run"] + arguments + PublishedRun.Period.arguments + ["--output", output.path, "--quiet"])
  }

  /// Everything that is published is the same, whatever the parts, the order and the levels.
  @Test func thePartsPublishWhatTheWholeDoes() throws {
    let whole = try TemporaryFolder()
    #expect(try publish(["--input", PartialTests.input], to: whole).status == 0)
    let expected = try files(below: whole.path)
    #expect(expected.keys.contains { $0.hasSuffix("resultados.xlsx") })
    let folder = try TemporaryFolder()
    let names = (0..<5).map { "\(folder.path)/\($0).pmip" }
    var random = SeededRandom(seed: 45)
    var parts: [[String]] = [[], [], [], [], []]
    // The fifth stays empty.
    for path in try PartialTests.paths() { parts[random.number(0...3)].append(path) }
    for (name, paths) in zip(names, parts) { #expect(try partial(paths, to: name).status == 0) }
    let pair = folder.path + "/pair.pmip"
    #expect(try merge([names[3], names[0], names[4]], to: pair).status == 0)
    let apart = try TemporaryFolder()
    #expect(try publish(["--partials", names[2], pair, names[1]], to: apart).status == 0)
    let found = try files(below: apart.path)
    #expect(Set(found.keys) == Set(expected.keys))
    for (path, data) in expected { #expect(found[path] == data, "\(path)") }
    // Levels and order of merging leave no trace.
    let (one, other) = (folder.path + "/one.pmip", folder.path + "/other.pmip")
    #expect(try merge([pair, names[1], names[2]], to: one).status == 0)
    #expect(try merge(names.reversed(), to: other).status == 0)
    #expect(
      FileManager.default.contents(atPath: one) == FileManager.default.contents(atPath: other))
  }

  @Test func theBytesDoNotDependOnThreads() throws {
    let folder = try TemporaryFolder()
    let paths = try PartialTests.paths()
    var found: Set<Data> = []
    for jobs in ["1", "3"] {
      let name = folder.path + "/\(jobs).pmip"
      #expect(try partial(paths.shuffled(), to: name, ["--jobs", jobs]).status == 0)
      found.insert(try #require(FileManager.default.contents(atPath: name)))
    }
    #expect(found.count == 1)
  }

  @Test func whatIsNotReadIsPassedOver() throws {
    let input = try SmallInput.sound()
    try input.write("x", to: "notas.pdf")
    try input.write(SmallInput.directory, to: ".oculto/directorio.csv")
    let output = try TemporaryFolder()
    let paths = ["notas.pdf", ".oculto/directorio.csv", "rg-300.csv", "rg-300.csv"]
    let ending = try partial(paths, of: input.path, to: output.path + "/p")
    #expect(ending.status == 0)
    #expect(ending.text.contains("  1 archivos de la entrada."))
  }

  @Test(arguments: [
    "/etc/passwd", "../x.csv", "a//b.csv", "./rg-300.csv", "falta.csv", "salto/x.csv",
  ])
  func whatIsNotInTheFolderIsTold(path: String) throws {
    let input = try SmallInput.sound()
    try FileManager.default.createSymbolicLink(
      atPath: input.path + "/salto", withDestinationPath: "/etc")
    let output = try TemporaryFolder()
    let ending = try partial([path], of: input.path, to: output.path + "/p")
    #expect(ending.status == 2)
    #expect(ending.complaint.contains("no se escribió nada") && ending.complaint.contains(path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: output.path).isEmpty)
  }

  /// A partial result that is cut or altered, of another cut-off, or no such thing, publishes nothing.
  @Test func whatCannotBeTrustedIsRefused() throws {
    let input = try SmallInput.sound()
    let folder = try TemporaryFolder()
    let name = folder.path + "/p"
    #expect(try partial(["directorio.csv", "rg-300.csv"], of: input.path, to: name).status == 0)
    let bytes = try #require(FileManager.default.contents(atPath: name))
    var altered = bytes
    altered[bytes.count / 3] ^= 0x10
    for (data, word) in [
      (bytes.dropLast(), "incompleto"), (altered, "dañado"), (Data(), "no es un resultado"),
    ] {
      try data.write(to: URL(fileURLWithPath: folder.path + "/q"))
      let output = try TemporaryFolder()
      let ending = try publish(["--partials", folder.path + "/q"], to: output)
      #expect(ending.status == 2)
      #expect(ending.complaint.contains(word), "\(ending.complaint)")
      #expect(try merge([folder.path + "/q"], to: folder.path + "/m").status == 2)
    }
    let output = try TemporaryFolder()
    let later = try Executable.run([
      "run", "--partials", name, "--period", "2025", "--as-of", "2025-12-01", "--output",
      output.path,
    ])
    #expect(later.status == 2 && later.complaint.contains("2025-11-30"))
    #expect(try publish(["--partials", name], to: output).status == 0)
  }

  @Test func aFileOfTwoContentsIsRefused() throws {
    let (one, other) = (try SmallInput.sound(), try SmallInput.faulty())
    let folder = try TemporaryFolder()
    let names = [folder.path + "/p", folder.path + "/q", folder.path + "/m"]
    #expect(try partial(["directorio.csv", "rg-300.csv"], of: one.path, to: names[0]).status == 0)
    #expect(try partial(["rg-300.csv"], of: other.path, to: names[1]).status == 0)
    let ending = try merge([names[0], names[1]], to: names[2])
    #expect(ending.status == 2 && ending.complaint.contains("«rg-300.csv»"))
    // The same content twice is no contradiction.
    #expect(try partial(["directorio.csv"], of: other.path, to: names[1]).status == 0)
    #expect(try merge([names[0], names[1]], to: names[2]).status == 0)
    #expect(
      FileManager.default.contents(atPath: names[0])
        == FileManager.default.contents(atPath: names[2]))
  }

  @Test func inputAndPartialsExcludeEachOther() throws {
    for arguments in [[], ["--input", "x", "--partials", "y"]] {
      let ending = try Executable.run(
        ["run"] + arguments + PublishedRun.Period.arguments + ["--output", "/tmp/x"])
      #expect(ending.status == 64)
    }
  }
}
