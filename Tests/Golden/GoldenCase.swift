import Foundation
import TestSupport
import Testing

/// A folder of input, arguments and the tables that a run is expected to write.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  let name: String

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases")

  static let all: [GoldenCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map(GoldenCase.init)
  }()

  var testDescription: String { name }

  private var folder: URL { GoldenCase.folder.appendingPathComponent(name) }
  private var expected: URL { folder.appendingPathComponent("expected") }

  /// With the case's own configuration, where it has one.
  var arguments: [String] {
    get throws {
      let configuration = folder.appendingPathComponent("pmi.yaml").path
      let isConfigured = FileManager.default.fileExists(atPath: configuration)
      return try String(contentsOf: folder.appendingPathComponent("args"), encoding: .utf8)
        .split(whereSeparator: \.isWhitespace).map(String.init)
        + (isConfigured ? ["--config", configuration] : [])
    }
  }

  /// A copy of the input with what a repository can't hold: FIFOs, links and large files.
  func prepareInput() throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    let input = copy.path + "/input"
    try FileManager.default.copyItem(atPath: folder.path + "/input", toPath: input)
    try GoldenInput.complete(name, at: input)
    return copy
  }

  /// Tables that are expected to hold nothing but their header, one a line.
  private var headersOnly: URL { expected.appendingPathComponent("headers-only.txt") }

  /// The tables that are expected, by name; `nil` for one with nothing but its header.
  var expectedTables: [String: Data?] {
    get throws {
      var tables: [String: Data?] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: expected.path)
      where name.hasSuffix(".csv") {
        tables[name] = try Data(contentsOf: expected.appendingPathComponent(name))
      }
      for name in try String(contentsOf: headersOnly, encoding: .utf8).split(separator: "\n") {
        tables.updateValue(nil, forKey: String(name))
      }
      return tables
    }
  }

  /// Writes what a run made as what is expected from now on.
  func record(_ tables: [String: Data]) throws {
    try? FileManager.default.removeItem(at: expected)
    try FileManager.default.createDirectory(at: expected, withIntermediateDirectories: true)
    var empty: [String] = []
    for (name, bytes) in tables where !GoldenCase.left.contains(name) {
      if CSVTable(bytes).rows.isEmpty {
        empty.append(name)
      } else {
        try bytes.write(to: expected.appendingPathComponent(name))
      }
    }
    let list = empty.sorted().map { $0 + "\n" }.joined()
    try Data(list.utf8).write(to: headersOnly)
  }

  /// Tables that speak of the program's own outputs or of an earlier run.
  private static let left = ["rg-121-hoja-control.csv", "rg-120-fuid.csv", "novedades.csv"]
}

/// What is made of a case's input at run time.
enum GoldenInput {
  static func complete(_ name: String, at input: String) throws {
    switch name {
    case "folder-of-files": try makeLinksAndPipes(in: input)
    case "limits": try makeLargeFiles(in: input)
    default: break
    }
  }

  private static func makeLinksAndPipes(in input: String) throws {
    for pipe in ["tubo.csv", "tubo.dat"] {
      #expect(mkfifo("\(input)/\(pipe)", 0o644) == 0)
    }
    let links = [
      "afuera": "/etc/hostname", "roto.csv": "no-existe", ".roto-oculto.csv": "no-existe",
      "adentro.csv": "b/rg300.csv", "carpeta-adentro": "b", "carpeta-afuera": "/usr",
    ]
    for (link, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: "\(input)/\(link)", withDestinationPath: target)
    }
  }

  /// Makes the large files of their templates.
  private static func makeLargeFiles(in input: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: input)
    where name.hasSuffix(".template") {
      let path = "\(input)/\(name)"
      let template = try String(contentsOfFile: path, encoding: .utf8)
      let large = try expanded(template)
      try FileManager.default.removeItem(atPath: path)
      try Data(large.utf8).write(to: URL(fileURLWithPath: String(path.dropLast(9))))
    }
  }

  /// Writes `{×3:ñ}` out as `ñññ`.
  private static func expanded(_ template: String) throws -> String {
    let parts = template.components(separatedBy: "{×")
    return try parts.dropFirst().reduce(parts[0]) { text, part in
      let end = try #require(part.firstIndex(of: "}"))
      let fields = part[..<end].split(separator: ":")
      let count = try #require(Int(fields[0]))
      return text + String(repeating: String(fields[1]), count: count)
        + part[part.index(after: end)...]
    }
  }
}
