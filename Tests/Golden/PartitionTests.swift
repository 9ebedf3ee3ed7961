import Foundation
import TestSupport
import Testing

/// Random territories, each cut and joined in several ways at random: every document is the same as that
/// of one run, the manifest too.
@Suite struct PartitionTests {
  struct Territory: CustomTestStringConvertible, Sendable {
    let seed: UInt64
    let sample: [String]
    var configuration = ""
    var outputs = "csv,html,xlsx"

    var testDescription: String { "\(seed) \(sample.joined(separator: " "))" }

    static let all = [
      Territory(seed: 1, sample: ["--form", "mixed", "--errors", "0.15"]),
      Territory(
        seed: 2, sample: ["--form", "csv", "--layout", "combined", "--errors", "0.6"]),
      Territory(
        seed: 3, sample: ["--form", "mixed", "--errors", "0.05", "--entities", "todas"],
        configuration: "entidades: todas\n"),
      Territory(seed: 4, sample: ["--form", "xml", "--layout", "combined"]),
      // Files above 2 MiB are cut for all threads, and what is made of them waits on disk.
      Territory(
        seed: 5,
        sample: ["--form", "csv", "--layout", "combined", "--errors", "0.1"]
          + ["--establishments", "60", "--actions", "48"],
        outputs: "csv"),
    ]
  }

  @Test(arguments: Territory.all)
  func whateverThePartsTheDocumentsAreTheSame(territory: Territory) throws {
    let folder = try TemporaryFolder()
    let input = folder.path + "/entrada"
    let arguments = [
      "sample", "--output", input, "--establishments", "16", "--periods", "2023-2025", "--seed",
      "\(territory.seed)", "--actions", "6",
    ]
    try #require(try Executable.run(arguments + territory.sample).status == 0)
    try folder.write(territory.configuration, to: "pmi.yaml")
    let further = PublishedRun.Period.arguments + ["--config", folder.path + "/pmi.yaml"]
    let whole = folder.path + "/una"
    let outputs = ["--outputs", territory.outputs]
    let run = ["run", "--output", whole, "--input", input, "--quiet"] + further + outputs
    try #require(try Executable.run(run).status == 0)
    let expected = try files(below: whole)
    var random = SeededRandom(seed: territory.seed &* 31)
    for round in 0..<2 {
      let names = try parts(of: input, in: folder, "\(round)", further, using: &random)
      let output = folder.path + "/varias-\(round)"
      let ending = try Executable.run(
        ["run", "--output", output, "--quiet", "--partials"] + names + further + outputs)
      #expect(ending.status == 0, "\(ending.complaint)")
      let found = try files(below: output)
      #expect(Set(found.keys) == Set(expected.keys))
      for (path, data) in expected { #expect(found[path] == data, "\(round): \(path)") }
    }
  }

  /// Reads the input in one to seven parts, some of them empty or one file, and joins some of them.
  private func parts(
    of input: String, in folder: TemporaryFolder, _ round: String, _ further: [String],
    using random: inout SeededRandom
  ) throws -> [String] {
    var lists = [[String]](repeating: [], count: random.number(1...7))
    for path in try files(below: input).keys.sorted() {
      lists[random.number(0...lists.count - 1)].append(path)
    }
    var names: [String] = []
    func next() -> String { "\(folder.path)/\(round)-\(names.count)-\(random.number(0...1 << 40))" }
    for list in lists {
      let output = next()
      try folder.write(list.map { $0 + "\0" }.joined(), to: "lista")
      let ending = try Executable.run(
        ["partial", "--root", input, "--files-from", folder.path + "/lista", "--null", "--output"]
          + [output, "--jobs", "\(random.number(1...3))"] + further)
      #expect(ending.status == 0, "\(ending.complaint)")
      names.append(output)
    }
    for _ in 0..<random.number(0...3) {
      names.shuffle(using: &random)
      let joined = Array(names.prefix(random.number(1...names.count)))
      let output = next()
      #expect(try Executable.run(["merge"] + joined + ["--output", output]).status == 0)
      names = names.dropFirst(joined.count) + [output]
    }
    return names.shuffled(using: &random)
  }
}
