import Foundation
import TestSupport
import Testing

/// A run over an input folder, published in an output of its own.
struct PublishedRun {
  let ending: Executable.Ending
  let output: TemporaryFolder

  /// Runs over `input`, by default for 2025 in the plain dialect and without pages.
  init(
    _ input: String, _ further: [String] = [], period: [String] = Period.arguments,
    environment: [String: String] = [:], shell: String = "true", outputs: String = "csv"
  ) throws {
    output = try TemporaryFolder()
    ending = try Executable.run(
      ["run", "--input", input, "--output", output.path, "--outputs", outputs] + period
        + ["--csv-dialect", "rfc4180"] + further,
      environment: environment, shell: shell)
  }

  /// Runs over a folder that lives until the run has ended.
  init(_ input: TemporaryFolder, _ further: [String] = [], period: [String] = Period.arguments)
    throws
  {
    self = try withExtendedLifetime(input) {
      try PublishedRun(input.path, further, period: period)
    }
  }

  enum Period {
    static let arguments = ["--period", "2025", "--as-of", "2025-11-30"]
  }

  /// The folder that `current` of the only period names.
  var current: URL {
    let periods = (try? FileManager.default.contentsOfDirectory(atPath: output.path)) ?? []
    let period = periods.filter { $0.allSatisfy(\.isNumber) }.first ?? "2025"
    return URL(fileURLWithPath: output.path).appendingPathComponent(period)
      .appendingPathComponent("current").resolvingSymlinksInPath()
  }

  var manifest: Data {
    get throws { try Data(contentsOf: current.appendingPathComponent("manifest.json")) }
  }

  /// The bytes of every table, by name.
  var tables: [String: Data] {
    get throws {
      let folder = current.appendingPathComponent("csv")
      var tables: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        tables[name] = try Data(contentsOf: folder.appendingPathComponent(name))
      }
      return tables
    }
  }

  func table(_ name: String) throws -> CSVTable {
    CSVTable(try #require(try tables[name + ".csv"], "table \(name)"))
  }
}

/// A table of the plain dialect, read naively.
struct CSVTable {
  let header: [String]
  let rows: [[String: String]]

  init(_ data: Data) {
    var records: [[String]] = [[""]]
    var isQuoted = false
    // A quote that may be the first of two.
    var isPending = false
    for scalar in String(decoding: data, as: UTF8.self).unicodeScalars {
      let last = records.count - 1
      if isPending, scalar != "\"" { (isQuoted, isPending) = (false, false) }
      switch scalar {
      case "\"" where isPending:
        records[last][records[last].count - 1].unicodeScalars.append(scalar)
        isPending = false
      case "\"" where isQuoted: isPending = true
      case "\"": isQuoted = true
      case "," where !isQuoted: records[last].append("")
      case "\n" where !isQuoted: records.append([""])
      default: records[last][records[last].count - 1].unicodeScalars.append(scalar)
      }
    }
    records.removeLast()
    let header = records.first ?? []
    self.header = header
    rows = records.dropFirst().map {
      Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first })
    }
  }

  func rows(where column: String, is value: String) -> [[String: String]] {
    rows.filter { $0[column] == value }
  }
}
