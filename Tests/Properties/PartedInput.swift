import Foundation
import Model
import Pipeline
import TestSupport

/// An input folder read in parts at random, some of them empty, which are joined in any order and in
/// none to three levels.
struct PartedInput {
  /// The files of the partial results that are left.
  private(set) var names: [String] = []
  private let folder: TemporaryFolder
  private var made = 0

  init(_ input: String, _ judgement: Judgement, seed: UInt64) throws {
    var random = SeededRandom(seed: seed &+ 7)
    folder = try TemporaryFolder()
    let files = try FileManager.default.subpathsOfDirectory(atPath: input).sorted()
    var parts = [[String]](repeating: [], count: random.number(1...6))
    for file in files where file.contains(".") {
      parts[random.number(0...parts.count - 1)].append(file)
    }
    for paths in parts {
      var request = PartialMaking.Request(
        root: input, judgement: judgement, output: next(), jobs: random.number(1...2))
      request.paths = paths.map { Array($0.utf8) }
      _ = try PartialMaking(request).execute()
      names.append(request.output)
    }
    for _ in 0..<random.number(0...3) {
      names.shuffle(using: &random)
      let joined = Array(names.prefix(random.number(1...names.count)))
      let output = next()
      _ = try PartialMerging.merge(joined, to: output)
      names = names.dropFirst(joined.count) + [output]
    }
    names.shuffle(using: &random)
  }

  private mutating func next() -> String {
    made += 1
    return "\(folder.path)/\(made).pmip"
  }
}
