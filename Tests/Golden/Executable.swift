import Foundation
import TestSupport
import Testing

/// The program as a user starts it.
struct Executable {
  struct Ending: Sendable {
    let status: Int32
    /// The signal that it died of, or 0.
    let signal: Int32
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
  /// `environment` is added to this process' own; `shell` is what a shell does before it becomes
  /// `pmi`, such as `umask 077`, and `redirection` where it sends the standard streams.
  ///
  /// It is spawned by hand: Foundation's `Process` counts the open files of this process while other
  /// tests close theirs, and may trap.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], shell: String = "true",
    redirection: String = ""
  ) throws -> Ending {
    let line = "\(shell) && exec \"$0\" \"$@\" \(redirection)"
    let isPlain = shell == "true" && redirection.isEmpty
    let started = try start(
      (isPlain ? [] : ["/bin/sh", "-c", line]) + [path] + arguments, environment)
    let ending = try started.wait()
    #expect(ending.signal == 0, "pmi \(arguments) died by signal \(ending.signal)")
    return ending
  }

  /// Starts `pmi` and lets it run.
  static func start(_ arguments: [String]) throws -> Started {
    try start([path] + arguments, [:])
  }

  /// A process that runs; what it says goes to files, so that no pipe can fill up.
  struct Started {
    let process: pid_t
    private let said: TemporaryFolder

    init(_ process: pid_t, saying said: TemporaryFolder) {
      self.process = process
      self.said = said
    }

    func wait() throws -> Ending {
      let status = try Executable.wait(process)
      return Ending(
        status: status >> 8 & 0xFF, signal: status & 0x7F,
        output: try Data(contentsOf: URL(fileURLWithPath: said.path + "/output")),
        complaint: try String(contentsOfFile: said.path + "/complaint", encoding: .utf8))
    }
  }

  private static func start(
    _ words: [String], _ environment: [String: String]
  ) throws -> Started {
    let said = try TemporaryFolder()
    let process = try start(
      words, environment, output: said.path + "/output", complaint: said.path + "/complaint")
    return Started(process, saying: said)
  }

  /// Runs `pmi` with a terminal as its standard error, and as its standard output too where it is
  /// `whole`; returns what the terminal got.
  static func runOnTerminal(
    _ arguments: [String], environment: [String: String] = [:], whole: Bool = false
  ) throws -> (status: Int32, screen: String) {
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(terminal >= 0)
    defer { close(terminal) }
    // TIOCSPTLCK and TIOCGPTN, which Glibc's module lacks: unlock the other side, and its number.
    var (isLocked, number): (Int32, Int32) = (0, -1)
    let isUnlocked = ioctl(terminal, 0x4004_5431, &isLocked) == 0
    let isNumbered = ioctl(terminal, 0x8004_5430, &number) == 0
    try #require(isUnlocked && isNumbered)
    let name = "/dev/pts/\(number)"
    let process = try start(
      [path] + arguments, environment, output: whole ? name : "/dev/null", complaint: name)
    var screen: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    // Once the other side is closed reading fails.
    while case let count = read(terminal, &piece, piece.count), count > 0 {
      screen += piece.prefix(count)
    }
    return (try wait(process) >> 8 & 0xFF, String(decoding: screen, as: UTF8.self))
  }

  private static func start(
    _ words: [String], _ further: [String: String], output: String, complaint: String
  ) throws -> pid_t {
    let environment = ProcessInfo.processInfo.environment.merging(further) { $1 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, complaint, flags, 0o600)
    // What runs the tests may ignore signals, as `nohup` and a shell's `&` do.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    let program = words[0]
    let fault = withCStrings(words) { words in
      withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        posix_spawn(&process, program, &actions, &attributes, words, environment)
      }
    }
    try #require(fault == 0, "could not start \(words)")
    return process
  }

  private static func wait(_ process: pid_t) throws -> Int32 {
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
