import Model
import XMLStream

/// The Spanish of what refuses a document whole.
enum XMLMessages {
  static let noRows = Diagnostic(
    .f009,
    message: "El documento no tiene ningún registro. Se espera al menos uno dentro de la raíz.")

  static func code(of reason: XMLRefusal.Reason) -> DiagnosticCode {
    DiagnosticCode(text: XMLRefusal(reason).code) ?? .f002
  }

  static func finding(_ refusal: XMLRefusal) -> Diagnostic {
    let code = code(of: refusal.reason)
    let line = code == .f001 || code == .f002 ? 0 : refusal.line ?? 0
    return Diagnostic(code, line: line, message: text(refusal.reason))
  }

  static func text(_ reason: XMLRefusal.Reason) -> String {
    switch reason {
    case .unknownRoot(let name):
      "La raíz <\(name)> no es la de ningún registro conocido. Se espera una de: "
        + RecordKind.allCases.map(\.rootElement).joined(separator: ", ") + ", o Workbook."
    case .unsupportedEncoding(let name):
      "La codificación declarada («\(name)») no se lee. Se espera UTF-8, UTF-16 con marca de orden, ISO-8859-1 o Windows-1252."
    case .undecodable:
      "El archivo tiene bytes que no son texto en su codificación. Se espera el documento completo, en la codificación que declara."
    case .notWellFormed(let fault): malformed(fault)
    case .structure(let fault): structure(fault)
    case .documentType:
      "El documento declara un tipo (DOCTYPE) y no se lee: podría traer entidades. Se espera un documento sin DOCTYPE."
    case .limit(let limit): exceeded(limit)
    }
  }

  private static func malformed(_ fault: XMLFault) -> String {
    let what =
      switch fault.kind {
      case .emptyDocument: "el documento está vacío"
      case .unfinished: "el documento termina antes de cerrar su raíz; parece cortado"
      case .contentAfterRoot: "hay contenido después de la raíz"
      case .mismatchedTag: "una etiqueta de cierre no corresponde a la que se abrió"
      case .entity: "usa una entidad que no está definida"
      case .repeatedAttribute: "un atributo está repetido"
      case .character: "tiene un carácter que XML no permite"
      case .notUTF8: "no es UTF-8 y no declara otra codificación"
      case .undeclaredPrefix: "usa un prefijo sin declarar"
      case .syntax: "tiene un error de sintaxis"
      }
    return
      "XML mal formado: \(what). Se espera un documento completo y bien formado; expórtelo otra vez."
  }

  private static func structure(_ fault: XMLStructureFault) -> String {
    switch fault {
    case .unknownElement(let name, let parent):
      "El elemento <\(name)> no se espera dentro de <\(parent)>. Se esperan solo los elementos del formato."
    case .unknownAttribute(let name, let element):
      "El atributo «\(name)» no se espera en <\(element)>. Se esperan solo los atributos del formato."
    case .missingAttribute(let name, let element):
      "Falta el atributo «\(name)» en <\(element)>. Se espera en cada <\(element)>, aunque sea vacío."
    case .invalidAttribute(let name, let element):
      "El atributo «\(name)» de <\(element)> no tiene un valor posible. Se espera un número entero, en su orden."
    case .invalidContent(let element):
      "El contenido de <\(element)> no es uno posible. Se espera el archivo como lo guardó su programa."
    case .repeatedField(let name, let element):
      "El campo «\(name)» está dos veces en <\(element)>. Se espera una sola vez, como atributo o como elemento."
    }
  }

  private static func exceeded(_ limit: XMLLimit) -> String {
    switch limit {
    case .depth: "El documento anida más de 64 niveles. Se espera la estructura del formato."
    case .startTag:
      "Una etiqueta pasa de 65.536 bytes. Se esperan etiquetas con los atributos del formato."
    case .attributes:
      "Una etiqueta tiene más de 256 atributos. Se esperan los atributos del formato."
    case .text: "Un texto pasa de 1.048.576 bytes. Se espera un texto corriente."
    case .namespaces:
      "El documento declara más de 1.024 espacios de nombres. Se espera un documento sin ellos, o el de Excel."
    case .sheets: "El libro tiene más de 2.047 hojas. Se espera un libro corriente."
    case .rows: "Una hoja pasa de 1.048.576 filas. Se espera una hoja corriente."
    case .items:
      "El libro tiene más de 1.000.000 de celdas combinadas, estilos o partes. Se espera un libro corriente."
    case .sharedText:
      "Los textos del libro pasan de 256 MiB. Se espera un libro más pequeño; repártalo en varios."
    case .references:
      "Las celdas del libro repiten textos hasta más de 256 MiB, y más de 64 veces su tamaño. Se espera un libro corriente."
    case .repeated:
      "Las filas repetidas del libro pasan de 64 MiB. Se espera un libro corriente; guárdelo otra vez."
    case .columns:
      "Una fila pasa de 1.000 columnas. Se espera una tabla con las columnas del formato."
    }
  }
}
