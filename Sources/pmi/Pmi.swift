import ArgumentParser
import CLinux
import Glibc
import Pipeline

/// The command line: arguments, terminal, exit codes.
///
/// No logic of the work is here.
@main
struct Pmi: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pmi",
    abstract: "Apoyo a la gestión de los PMI: lee, valida, consolida y publica (MI-GE-PR-45).",
    discussion: """
      Ejemplo: pmi run --input entrada --period 2025 --output salida
      Cada verbo responde también a su nombre en español.
      """,
    version: Product.version,
    subcommands: [
      RunCommand.self, PartialCommand.self, MergeCommand.self, ValidateCommand.self,
      InitCommand.self, SampleCommand.self,
      TemplatesCommand.self, VerifyCommand.self, ArchiveCommand.self, SchemaCommand.self,
      ConfigCommand.self, ExplainCommand.self, ManualCommand.self,
    ])

  /// Parses and runs; whatever ends it is turned into a Spanish message and an exit code.
  static func main() {
    openStandardStreams()
    Interruption.watch()
    // Blocks of a MiB come and go all the time: kept by the allocator they are not faulted in anew.
    mallopt(M_MMAP_THRESHOLD, 1 << 28)
    mallopt(M_TRIM_THRESHOLD, 1 << 28)
    // One for each core: with fewer, threads wait for each other at every allocation; with more, what the
    // threads of one stage gave back would not be there for the next, whoever works on it.
    mallopt(M_ARENA_MAX, Int32(clamping: sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    do {
      var command = try parseAsRoot()
      try command.run()
      Ending.end(isPublished: command is RunCommand)
    } catch {
      Ending.end(with: error, of: self)
    }
  }

  /// Opens what the parent left closed of the first three descriptors: the next file would get its
  /// number, and be written to as if it were the terminal.
  private static func openStandardStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
