import Model
import Reading

/// The Spanish of what stands in the input folder and is not read.
enum SourceMessages {
  static func finding(_ problem: SourceProblem) -> Diagnostic {
    switch problem.kind {
    case .linkLeavesFolder:
      Diagnostic(
        .f011,
        message:
          "El enlace sale de la carpeta de entrada o no lleva a ninguna parte, y no se sigue. Se esperan los archivos mismos dentro de la carpeta."
      )
    case .notAFile: FileMessages.unreadable(.notAFile)
    case .unreadable(let number): FileMessages.unreadable(.cannotOpen(errno: number))
    }
  }
}
