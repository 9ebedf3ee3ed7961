import ArgumentParser
import Glibc
import Pipeline

/// How the program ends: contract 4, Exit codes.
enum ExitStatus {
  static let findings: Int32 = 1
  static let nothingPublished: Int32 = 2
  static let usage: Int32 = 64
  static let held: Int32 = 75
  static let configuration: Int32 = 78
}

/// Turns what ended the program into a message and an exit code.
enum Ending {
  struct Report {
    let status: Int32
    let message: String
  }

  // Unchecked: set once, by the main thread, and never read.
  nonisolated(unsafe) private static var kept: AnyObject?

  /// Keeps what the work had in memory until the process ends, which gives all of it back at once.
  static func keep(_ object: AnyObject) {
    kept = object
  }

  /// How an error of the work ends the program.
  static func report(of error: any Error) -> Report {
    guard let failure = error as? RunFailure else {
      return Report(
        status: ExitStatus.nothingPublished, message: "pmi: no se pudo terminar: \(error)")
    }
    return Report(status: failure.status, message: failure.message)
  }

  /// Ends the program after its work, unless a signal is doing so.
  ///
  /// What a run is for is then published, whether its report could be written or not.
  static func end(isPublished: Bool) -> Never {
    Interruption.finish()
    end(0, failsWithoutOutput: !isPublished)
  }

  static func end<Command: ParsableCommand>(with error: any Error, of command: Command.Type)
    -> Never
  {
    // What an interruption takes away from the work is no failure to be told.
    Interruption.finish()
    if let ended = error as? ExitCode { end(ended.rawValue, failsWithoutOutput: true) }
    let status = Command.exitCode(for: error).rawValue
    let message = UsageSpanish.translated(Command.fullMessage(for: error))
    if !(error is RunFailure), status == 0 {
      Terminal.say(message)
      end(status, failsWithoutOutput: true)
    }
    if !(error is RunFailure), status == ExitStatus.usage {
      Terminal.complain(message)
      exit(status)
    }
    let report = report(of: error)
    Terminal.complain(report.message)
    exit(report.status)
  }

  private static func end(_ status: Int32, failsWithoutOutput: Bool) -> Never {
    guard failsWithoutOutput, Terminal.hasLostOutput else { exit(status) }
    Terminal.complain("pmi: no se pudo escribir todo en la salida estándar.")
    exit(ExitStatus.nothingPublished)
  }
}

extension RunFailure {
  var status: Int32 {
    switch self {
    case .strict: ExitStatus.findings
    case .noDirectory, .noInput, .inputFault, .cannotWrite, .partial, .notWritten,
      .unknownEstablishment:
      ExitStatus.nothingPublished
    case .heldByAnotherRun: ExitStatus.held
    case .configuration, .templates: ExitStatus.configuration
    }
  }

  var message: String {
    switch self {
    case .strict(let errors):
      "pmi: no se publicó nada: hay \(errors) hallazgos de gravedad error y se pidió --strict."
    case .noDirectory:
      "pmi: no se publicó nada: no hay ninguna fila aceptada del directorio de establecimientos (columnas codigo_dane, nombre, codigo_municipio, sector)."
    case .noInput(let folder):
      "pmi: no hay nada que leer: «\(folder)» no es una carpeta con archivos .csv, .txt, .tsv, .xml, .xlsx u .ods que se puedan leer."
    case .inputFault(let text), .cannotWrite(let text), .partial(let text):
      "pmi: no se publicó nada: \(text)"
    case .notWritten(let text): "pmi: no se escribió nada: \(text)"
    case .unknownEstablishment(let code):
      "pmi: no se explicó nada: el directorio no tiene el establecimiento \(code), o está inactivo."
    case .heldByAnotherRun(let text): "pmi: \(text)"
    case .configuration(let error):
      "pmi: configuración: "
        + (error.file.isEmpty
          ? "" : error.line > 0 ? "\(error.file):\(error.line): " : "\(error.file): ")
        + error.message
    case .templates(let problems):
      (["pmi: las plantillas tienen errores; no se leyó nada:"] + problems.map(Terminal.harmless))
        .joined(separator: "\n")
    }
  }
}
