import Model
import Publishing
import Reading
import Spool

/// The Spanish of what stands in the input folder and is not read.
enum SourceMessages {
  static func finding(_ problem: SourceProblem) -> Diagnostic {
    guard let fault = problem.fault else {
      return Diagnostic(
        .f011,
        message:
          "El enlace sale de la carpeta de entrada o no lleva a ninguna parte, y no se sigue. Se esperan los archivos mismos dentro de la carpeta."
      )
    }
    return FileMessages.unreadable(fault)
  }
}

/// The Spanish of what ends a run although no file of the input is to blame.
enum MachineMessages {
  static func text(_ fault: IntakeFault) -> String {
    switch fault.fault {
    case .cannotOpen(let number), .cannotRead(let number):
      "el sistema no dejó leer «\(fault.name)»: \(SystemError(code: number).explanation). Se espera un sistema con recursos libres; ejecute de nuevo."
    default:
      "«\(fault.name)» cambió mientras se leía. Se espera una carpeta de entrada en la que nadie esté guardando; ejecute de nuevo."
    }
  }

  static func text(_ error: SpoolError, in folder: String) -> String {
    "se esperaba poder guardar datos temporales en «\(folder)»: \(SystemError(code: error.errno).explanation)."
  }
}
