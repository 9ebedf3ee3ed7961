import Delimited
import Glibc
import Model

/// The Spanish of the findings that concern a whole file (F codes).
package enum FileMessages {
  package static func unreadable(_ fault: FileFault) -> Diagnostic {
    Diagnostic(.f002, message: text(fault))
  }

  private static func text(_ fault: FileFault) -> String {
    switch fault {
    case .cannotOpen(let number), .cannotRead(let number):
      number == EACCES
        ? "No hay permiso para leer el archivo. Se espera un archivo que el usuario del programa pueda leer."
        : "No se pudo leer el archivo (error \(number) del sistema). Se espera un archivo legible; revise el disco o la carpeta compartida."
    case .notAFile:
      "No es un archivo corriente (es un dispositivo, una tubería u otra cosa) y no se abre. Se espera un archivo CSV o XML."
    case .changed:
      "El archivo cambió mientras se leía. Se espera un archivo que nadie esté guardando; ejecute de nuevo."
    case .nul:
      "El archivo tiene bytes nulos: no es un texto. Se espera un archivo CSV guardado desde Excel, o el libro .xlsx u .ods mismo."
    case .notText(.notUTF8):
      "El archivo dice ser UTF-8 y tiene bytes que no lo son. Se espera UTF-8 en todo el archivo; guárdelo otra vez como «CSV UTF-8»."
    case .notText(.halfUTF16):
      "El archivo UTF-16 tiene caracteres partidos o incompletos. Se espera el archivo completo; cópielo o expórtelo otra vez."
    case .notText(.undefinedByte(let byte)):
      "El archivo no es UTF-8 ni Windows-1252 (byte 0x\(String(byte, radix: 16, uppercase: true)) sin significado). Se espera un archivo CSV guardado desde Excel."
    }
  }

  static let readAsWindows1252 = Diagnostic(
    .f003,
    message:
      "El archivo no es UTF-8 y se leyó como Windows-1252. Se espera «CSV UTF-8»; revise que las tildes se vean bien."
  )

  static let empty = Diagnostic(
    .f009, message: "El archivo está vacío. Se espera un encabezado y al menos una fila.")

  static let headerOnly = Diagnostic(
    .f009,
    message: "El archivo solo tiene el encabezado. Se espera al menos una fila de datos.")

  static func unknown(nearest: (kind: RecordKind, missing: [String])?) -> Diagnostic {
    Diagnostic(.f001, message: unknownText(nearest))
  }

  private static func unknownText(_ nearest: (kind: RecordKind, missing: [String])?) -> String {
    let start = "Ninguna de las primeras 20 filas es el encabezado de un registro conocido."
    guard let nearest else {
      return start + " Se espera uno de: "
        + RecordKind.allCases.map(\.name).joined(separator: ", ") + "."
    }
    return start
      + " Lo más parecido es \(nearest.kind.name), al que le faltan las columnas: "
      + nearest.missing.joined(separator: ", ") + "."
  }

  static func repeated(
    _ columns: [(column: String, ordinal: Int, cell: String)], line: Int
  ) -> Diagnostic {
    let names = Array(Set(columns.map(\.column))).sorted().joined(separator: ", ")
    return Diagnostic(
      .f006, line: line, column: columns.first?.ordinal ?? 0, field: columns.first?.column ?? "",
      value: columns.first?.cell ?? "",
      message:
        "El encabezado repite columnas: \(names). Se espera cada columna una sola vez; el archivo no se lee porque no se sabe cuál vale."
    )
  }

  static func unknownColumns(_ names: [String], line: Int) -> Diagnostic {
    let shown = names.prefix(12).joined(separator: ", ")
    let more = names.count > 12 ? " y \(names.count - 12) más" : ""
    return Diagnostic(
      .f012, line: line,
      message:
        "Columnas que no se conocen y no se leen: \(shown)\(more). Si alguna hace falta, se espera el nombre del formato."
    )
  }

  static func strangeWorksheet(_ name: String, line: Int) -> Diagnostic {
    Diagnostic(
      .f013, line: line,
      message:
        "La hoja «\(name)» no es de ningún registro conocido y no se lee. Si trae datos, se espera el encabezado del formato en sus primeras 20 filas."
    )
  }

  /// What the messages of a worksheet's rows say besides.
  static func worksheetPlace(_ name: String, row: Int) -> String {
    " (hoja «\(name)», fila \(row))"
  }

  static func limit(_ fault: DelimitedFault, line: Int) -> Diagnostic {
    let text =
      switch fault.kind {
      case .fieldTooLong:
        "Un campo pasa de 1.048.576 bytes. Se espera un texto corriente; revise las comillas de esa fila."
      case .tooManyColumns:
        "Una fila tiene más de 1.000 columnas. Se espera una tabla con las columnas del formato."
      case .unclosedQuote:
        "Las comillas que se abren en la línea \(line) no se cierran nunca. Se espera que cada comilla que abre tenga la que cierra."
      }
    return Diagnostic(.f008, line: line, message: text)
  }
}
