import Archive
import Model
import Spreadsheet

/// The Spanish of what refuses a packaged workbook whole.
enum PackageMessages {
  static let compoundFile = Diagnostic(
    .f002,
    message:
      "El archivo es un libro de Excel con contraseña, o del formato antiguo (.xls), y no se lee. Se espera un libro .xlsx u .ods sin contraseña; ábralo, quítela y guárdelo otra vez."
  )

  static func finding(_ fault: PackageFault, line: Int) -> Diagnostic {
    let part = fault.part.isEmpty || fault.row > 0 ? "" : " (parte «\(fault.part)» del libro)"
    return switch fault.reason {
    case .archive(let fault): archive(fault)
    case .document(let reason):
      Diagnostic(
        XMLMessages.code(of: reason), line: line, message: XMLMessages.text(reason) + part)
    case .notAWorkbook:
      Diagnostic(
        .f001,
        message:
          "El archivo es un paquete que no trae hojas de cálculo .xlsx ni .ods. Se espera un libro guardado por Excel o LibreOffice."
      )
    case .encrypted: Diagnostic(.f002, message: encrypted)
    case .missingPart:
      Diagnostic(
        .f002,
        message:
          "Al libro le falta la parte «\(fault.part)» que él mismo nombra. Se espera el libro completo; ábralo y guárdelo otra vez."
      )
    }
  }

  private static let encrypted =
    "El libro pide una contraseña y no se lee. Se espera un libro sin contraseña; ábralo, quítela y guárdelo otra vez."

  private static func archive(_ fault: ArchiveFault) -> Diagnostic {
    switch fault {
    case .directory:
      Diagnostic(
        .f002,
        message:
          "El libro está cortado o dañado: no se encuentra su contenido. Se espera el archivo completo; cópielo o descárguelo otra vez."
      )
    case .damaged(let part):
      Diagnostic(
        .f002,
        message:
          "El libro está dañado en su parte «\(part)». Se espera el archivo completo; cópielo o descárguelo otra vez."
      )
    case .repeated(let part):
      Diagnostic(
        .f002,
        message:
          "El libro trae dos veces la parte «\(part)» y no se sabe cuál vale. Se espera un libro guardado por Excel o LibreOffice."
      )
    case .encrypted: Diagnostic(.f002, message: encrypted)
    case .method(let part):
      Diagnostic(
        .f002,
        message:
          "La parte «\(part)» del libro está comprimida de una forma que no se lee. Se espera un libro guardado por Excel o LibreOffice."
      )
    case .limit(let limit): Diagnostic(.f008, message: exceeded(limit))
    }
  }

  private static func exceeded(_ limit: ArchiveLimit) -> String {
    switch limit {
    case .parts: "El libro tiene más de 10.000 partes. Se espera un libro corriente."
    case .total:
      "El libro ocupa más de 4 GiB al descomprimirlo. Se espera un libro más pequeño; repártalo en varios."
    case .ratio:
      "Una parte del libro ocupa más de 200 veces su tamaño al descomprimirla, como las que buscan agotar la memoria. Se espera un libro corriente."
    }
  }
}
