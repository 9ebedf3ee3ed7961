import Foundation
import Testing

/// The program as a user starts it.
struct Executable {
  struct Ending: Sendable {
    let status: Int32
    let output: Data
    let complaint: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// `pmi` stands beside the bundle of the tests.
  static let path: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("pmi").path
  }()

  /// Runs `pmi` to its end.
  ///
  /// `environment` is added to this process' own; `umask` is the shell's.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], umask: String? = nil
  ) throws -> Ending {
    let process = Process()
    if let umask {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "umask \(umask) && exec \"$0\" \"$@\"", path] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
    }
    process.environment = ProcessInfo.processInfo.environment
      .merging(environment) { _, added in added }
    let folder = try TemporaryOutput()
    process.standardOutput = try folder.file("output")
    process.standardError = try folder.file("complaint")
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "pmi \(arguments) died")
    return Ending(
      status: process.terminationStatus, output: try folder.contents("output"),
      complaint: String(decoding: try folder.contents("complaint"), as: UTF8.self))
  }
}

/// Where a process writes what it says, so that no pipe can fill up.
private final class TemporaryOutput {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("pmi-said-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func file(_ name: String) throws -> FileHandle {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  func contents(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }
}
