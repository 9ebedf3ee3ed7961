import Foundation
import TestSupport
import Testing

/// RG-121, RG-120 and the package of a run (contract 3, Archive).
@Suite struct ArchiveTests {
  private let input: TemporaryFolder
  private let run: PublishedRun

  init() throws {
    input = try TemporaryFolder()
    let sample = try Executable.run(SampleArguments.arguments(output: input.path + "/entrada"))
    try #require(sample.status == 0, "\(sample.complaint)")
    run = try PublishedRun(input.path + "/entrada", ["--outputs", "csv,html"])
    try #require(run.ending.status == 0, "\(run.ending.complaint)")
  }

  private func pack(_ name: String, input folder: String? = nil) throws -> Executable.Ending {
    try Executable.run(
      ["archive", run.output.path + "/2025/current", "--input", folder ?? input.path + "/entrada"]
        + ["--output", input.path + "/" + name])
  }

  @Test func theControlSheetListsEveryDocument() throws {
    let rows = try run.table("rg-121-hoja-control").rows
    #expect(rows.map { $0["orden"] } == (1...rows.count).map(String.init))
    let listed = rows.compactMap { $0["archivo"] }
    #expect(Set(listed).count == listed.count)
    let outputs = try FileManager.default.subpathsOfDirectory(atPath: run.current.path)
      .filter { $0.contains(".") }
    let inputs = try run.table("archivos").rows.compactMap { $0["archivo"] }
    #expect(Set(listed) == Set(outputs + inputs.map { "entrada/" + $0 }))
    let withoutDigest = rows.filter { $0["sha256"] == "" }.compactMap { $0["archivo"] }
    #expect(
      withoutDigest == [
        "csv/novedades.csv", "csv/rg-121-hoja-control.csv", "html/archivo.html",
        "html/novedades.html", "manifest.json",
      ])
  }

  @Test func thePackageUnpacksToWhatTheSheetLists() throws {
    #expect(try pack("a.tar").status == 0)
    let unpacked = input.path + "/x"
    try FileManager.default.createDirectory(atPath: unpacked, withIntermediateDirectories: true)
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "xf", input.path + "/a.tar", "-C", unpacked]
    try tar.run()
    tar.waitUntilExit()
    #expect(tar.terminationStatus == 0)
    let folder = unpacked + "/" + run.current.lastPathComponent
    for row in try run.table("rg-121-hoja-control").rows {
      let path = try #require(row["archivo"])
      let original =
        path.hasPrefix("entrada/") ? input.path + "/" + path : run.current.path + "/" + path
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: folder + "/" + path))
          == Data(contentsOf: URL(fileURLWithPath: original)), "\(path)")
    }
  }

  @Test func aPackageIsVerifiedWithoutItsRun() throws {
    #expect(try pack("a.tar").status == 0)
    #expect(try pack("b.tar").status == 0)
    let path = input.path + "/a.tar"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try bytes == Data(contentsOf: URL(fileURLWithPath: input.path + "/b.tar")))
    try FileManager.default.removeItem(at: run.current)
    let whole = try Executable.run(["verify", path])
    #expect(whole.status == 0, "\(whole.text)")
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    let changed = try Executable.run(["verificar", path])
    #expect(changed.status == 1 && changed.text.contains("cambió"))
  }

  @Test func aChangedInputIsNamedAndNothingIsWritten() throws {
    let file = try #require(try run.table("archivos").rows.last?["archivo"])
    try Data("otra".utf8).write(to: URL(fileURLWithPath: input.path + "/entrada/" + file))
    let ending = try pack("a.tar")
    #expect(ending.status == 2 && ending.complaint.contains("entrada/" + file))
    #expect(!FileManager.default.fileExists(atPath: input.path + "/a.tar"))
    #expect(try pack("b.tar", input: input.path + "/no-existe").status == 2)
  }

  @Test func theInventoryCountsEveryDocument() throws {
    let rows = try run.table("rg-120-fuid").rows
    let counts = rows.compactMap { row in
      row["notas"]?.split(separator: " ").first.flatMap { Int($0) }
    }
    let documents = try run.table("rg-121-hoja-control").rows.count
    #expect(rows.map { $0["orden"] } == (1...rows.count).map(String.init))
    #expect(counts.count == rows.count && counts.reduce(0, +) == documents)
    #expect(rows.allSatisfy { $0["soporte"] == "ELECTRONICO" && $0["folios"] == "" })
  }
}

/// `--keep` that can't remove.
@Suite struct PruningTests {
  @Test func aRunIsPublishedWhereOldOnesCannotBeRemoved() throws {
    let input = try SmallInput.sound()
    let run = try PublishedRun(input.path)
    let manager = FileManager.default
    // A folder nested deeper than removal goes.
    let old = run.current.path
    let deep = old + "/x" + String(repeating: "/x", count: 70)
    try manager.createDirectory(atPath: deep, withIntermediateDirectories: true)
    let ending = try Executable.run(
      ["run", "--input", input.path, "--output", run.output.path, "--outputs", "csv"]
        + ["--period", "2025", "--as-of", "2025-12-01", "--keep", "1", "--quiet"])
    #expect(ending.status == 0)
    #expect(ending.text.isEmpty)
    #expect(ending.complaint.contains("quedó publicada"), "\(ending.complaint)")
    #expect(ending.complaint.contains("--keep"))
    #expect(run.current.lastPathComponent.hasPrefix("2025-12-01"))
    #expect(try Executable.run(["verify", run.output.path + "/2025/current"]).status == 0)
  }
}
