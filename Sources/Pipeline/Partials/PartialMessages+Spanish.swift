import Frames
import Model
import Publishing
import Reading

/// The Spanish of why a partial result is refused, and of why one is not made.
enum PartialMessages {
  static func text(_ fault: PartialFault) -> String {
    let file = "el resultado parcial «\(fault.file)»"
    switch fault.reason {
    case .frames(let reason): return text(reason, file)
    case .otherProgram(let version):
      return
        "\(file) lo hizo pmi \(version) y este es pmi \(Product.version), que puede leer con otras reglas. Se espera la misma versión en todas las máquinas."
    case .otherJudgement(let judgement):
      return
        "\(file) es de la vigencia \(judgement.period) con corte \(judgement.cutoff.iso). Se esperan la misma vigencia y el mismo corte en todos, y en la orden."
    case .otherVocabulary:
      return
        "\(file) se leyó con otros catálogos, otra edición u otros nombres de columnas. Se espera la misma configuración en todos."
    case .clash(let path, let other):
      return
        "«\(path)» está en «\(other)» y en «\(fault.file)» con contenido distinto. Se espera cada archivo de la entrada en una sola parte, o el mismo contenido en ambas."
    }
  }

  private static func text(_ fault: FrameFault, _ file: String) -> String {
    switch fault {
    case .notFrames:
      "\(file) no es un resultado parcial de pmi. Se espera un archivo hecho con «pmi partial» o «pmi merge»."
    case .otherVersion(let version):
      "\(file) tiene el formato \(version), que este pmi no conoce. Se espera la misma versión de pmi en todas las máquinas."
    case .truncated:
      "\(file) está incompleto. Se espera el archivo entero; cópielo o hágalo de nuevo."
    case .damaged:
      "\(file) está dañado: su contenido no coincide con sus huellas. Cópielo o hágalo de nuevo."
    case .cannotRead(let number):
      "no se pudo leer \(file): \(SystemError(code: number).explanation)."
    case .noMemory: "no alcanza la memoria para \(file)."
    }
  }

  static let empty =
    "los resultados parciales no traen ningún archivo. Se esperan los de todas las partes de la entrada."
  static let none = "no hay resultados parciales. Se espera al menos uno."

  static func text(_ error: SourceFolderError) -> String {
    "no se pudo leer la carpeta «\(error.path)»: \(SystemError(code: error.errno).explanation)."
  }

  static func text(_ fault: SelectionFault) -> String {
    switch fault {
    case .outside(let path):
      "la lista de archivos nombra «\(path)». Se esperan rutas relativas a la carpeta de entrada, sin «.» ni «..» ni barra al comienzo, y que no pasen por enlaces."
    case .missing(let path, let number):
      "la lista de archivos nombra «\(path)»: \(SystemError(code: number).explanation). Se esperan archivos que estén en la carpeta de entrada."
    }
  }
}
