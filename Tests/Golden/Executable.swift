import Foundation
import TestSupport
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
  ///
  /// It is spawned by hand: Foundation's `Process` counts the open files of this process while other
  /// tests close theirs, and may trap.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], umask: String? = nil
  ) throws -> Ending {
    var words = [path] + arguments
    if let umask { words = ["/bin/sh", "-c", "umask \(umask) && exec \"$0\" \"$@\""] + words }
    let said = try TemporaryFolder()
    let (output, complaint) = (said.path + "/output", said.path + "/complaint")
    let status = try spawn(
      words, ProcessInfo.processInfo.environment.merging(environment) { _, added in added },
      output: output, complaint: complaint)
    #expect(status & 0x7F == 0, "pmi \(arguments) died by signal \(status & 0x7F)")
    return Ending(
      status: status >> 8 & 0xFF, output: try Data(contentsOf: URL(fileURLWithPath: output)),
      complaint: try String(contentsOfFile: complaint, encoding: .utf8))
  }

  /// Starts a program and waits for it; what it says goes to files, so that no pipe can fill up.
  private static func spawn(
    _ words: [String], _ environment: [String: String], output: String, complaint: String
  ) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, complaint, flags, 0o600)
    var process: pid_t = 0
    let program = words[0]
    let fault = withCStrings(words) { words in
      withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        posix_spawn(&process, program, &actions, nil, words, environment)
      }
    }
    try #require(fault == 0, "could not start \(words)")
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { try #require(errno == EINTR) }
    return status
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
