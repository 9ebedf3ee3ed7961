import Model
import Publishing

/// What a run is asked to do; the command line turned into values.
package struct RunRequest: Sendable {
  package var input: String
  /// Files of partial results that are read instead of the input folder.
  package var partials: [String] = []
  package var output: String
  package var judgement: Judgement
  package var configuration = Configuration()
  /// The folder that relative paths of the configuration start from.
  package var configurationFolder = "."
  /// A folder of templates that replace the built-in ones of the same path.
  package var templates: String?
  package var dialect: String
  package var writesTables = true
  package var writesPages = true
  /// Whether the tables are also written as one workbook.
  package var writesWorkbook = true
  package var jobs: Int
  package var isStrict = false
  package var keep: Int?
  /// Bytes of a block; only tests set another.
  package var blockSize = 1 << 20
  /// Called once the output is held, so that the run can be given up from outside.
  package var whenOpened: @Sendable (Publisher) -> Void = { _ in }
  /// The arguments as they were given, for the manifest.
  package var arguments: [String] = []

  package init(
    input: String, output: String, judgement: Judgement, dialect: String, jobs: Int
  ) {
    self.input = input
    self.output = output
    self.judgement = judgement
    self.dialect = dialect
    self.jobs = jobs
  }
}

/// Why nothing was published (contract 4, Exit codes).
package enum RunFailure: Error {
  /// Exit 1: `--strict` and an error-level diagnostic.
  case strict(errors: Int)
  /// Exit 2
  case noDirectory
  case noInput(String)
  /// A file changed while it was read, or the system had no means left to read it.
  case inputFault(String)
  case cannotWrite(String)
  /// A partial result was refused.
  case partial(String)
  /// No partial result was written.
  case notWritten(String)
  /// The code of an establishment that the directory lacks or lists as inactive.
  case unknownEstablishment(String)
  /// Exit 75
  case heldByAnotherRun(String)
  /// Exit 78
  case configuration(ConfigurationError)
  case templates([String])
}
