import Model

/// The Spanish of every finding that reading makes: what is wrong and what is expected.
package enum Messages {
  /// The sentence of a finding that reading makes; `nil` of one that it does not.
  package static func text(of finding: Finding, vocabulary: Vocabulary) -> String? {
    switch finding.statement {
    case .text(let text): text
    case .value(let fault, let kind, let column):
      value(fault, kind.columns[column], value: finding.value, vocabulary: vocabulary)
    case .surplusFields(let width): surplusFields(width)
    case .endBeforeStart: endBeforeStart
    case .lateFollowUp(let cutoff): lateFollowUp(cutoff)
    case .repeatedAction, .repeatedValuation, .goalElsewhere, .opportunityElsewhere,
      .versionElsewhere, .unknownEstablishment, .inactiveEstablishment, .superseded, .lostVersion,
      .incompleteActions, .mixedEditions, .otherValue, .deliveredWithoutRoute,
      .routeWithoutDelivery:
      nil
    }
  }

  private static func value(
    _ fault: ValueFault, _ column: Column, value: String, vocabulary: Vocabulary
  ) -> String {
    switch fault {
    case .missing:
      "Falta el valor obligatorio de \(column.name). Se espera \(expected(column))."
    case .notNumber:
      "No es un número de la forma esperada. Se espera \(expected(column))."
    case .outOfRange:
      "Número fuera de rango. Se espera \(expected(column))."
    case .notDate:
      "No es una fecha válida entre 2000 y 2100. Se espera AAAA-MM-DD o DD/MM/AAAA, por ejemplo 2025-03-31 o 31/03/2025."
    case .notAllowed:
      notAllowed(column, value: value, vocabulary: vocabulary)
    case .malformedCode:
      malformedCode(value)
    case .control:
      "El texto tiene caracteres de control, que no se pueden mostrar ni imprimir. Se espera texto corriente; bórrelos y vuelva a escribir el valor."
    }
  }

  /// What a column accepts, as the end of a sentence.
  static func expected(_ column: Column) -> String {
    switch column.type {
    case .text: "un texto"
    case .integer(let range):
      range.upperBound >= 999_999_999
        ? "un número entero de \(range.lowerBound) en adelante, de 1 a 9 dígitos"
        : "un número entero entre \(range.lowerBound) y \(range.upperBound), solo con dígitos"
    case .vigencia: "un año entre 2000 y 2100, con cuatro dígitos"
    case .decimal(let range):
      decimalExpectation(range)
    case .money: "un valor en pesos de 0 en adelante, como 1500000 o $ 1.500.000,50"
    case .date: "una fecha AAAA-MM-DD o DD/MM/AAAA"
    case .yesNo: "SI o NO"
    case .word(let words): "una de estas palabras: " + words.map(\.spelling).joined(separator: ", ")
    case .process: "el código de un proceso de la Guía 34, como DIR-1"
    case .establishment: "un código DANE de 12 dígitos, como texto"
    case .municipality: "un código DIVIPOLA de 5 dígitos, como 68013"
    case .component: "el código o el nombre de un componente de la Guía 34, como DIR-1-2"
    }
  }

  private static func decimalExpectation(_ range: ClosedRange<Int>?) -> String {
    guard let range else {
      return "un número con dos decimales como máximo y sin separador de miles, como 45,5"
    }
    return range.upperBound == Int.max
      ? "un número de 0 en adelante, con dos decimales como máximo"
      : "un número entre \(range.lowerBound / 100) y \(range.upperBound / 100), con dos decimales como máximo"
  }

  private static func notAllowed(_ column: Column, value: String, vocabulary: Vocabulary) -> String
  {
    let nearest = vocabulary.nearest.spellings(to: value, column: column)
    let hint =
      nearest.isEmpty
      ? "" : " Lo más parecido: " + nearest.map { "«\($0)»" }.joined(separator: ", ") + "."
    return "Valor no permitido. Se espera \(expected(column)).\(hint)"
  }

  private static func malformedCode(_ value: String) -> String {
    if looksDestroyedByExcel(value) {
      return
        "Excel convirtió el código DANE en un número y destruyó sus dígitos; no se puede recuperar. Dé a la columna el formato Texto, escriba de nuevo los 12 dígitos y guarde otra vez el archivo."
    }
    let digits = value.utf8.count { Numbers.digit($0) != nil }
    let found = digits == value.utf8.count ? " Tiene \(digits) dígitos." : ""
    return
      "Código DANE mal formado.\(found) Se esperan exactamente 12 dígitos, sin puntos ni decimales; dé a la columna el formato Texto."
  }

  /// `1,68E+11`: a number shown in scientific notation.
  private static func looksDestroyedByExcel(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    guard let mark = bytes.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }) else { return false }
    let mantissa = bytes[..<mark]
    let exponent = bytes[(mark + 1)...].drop { $0 == 0x2B }
    return !mantissa.isEmpty && !exponent.isEmpty
      && mantissa.allSatisfy { Numbers.digit($0) != nil || $0 == 0x2C || $0 == 0x2E }
      && exponent.allSatisfy { Numbers.digit($0) != nil }
  }

  static func surplusFields(_ width: Int) -> String {
    "La fila tiene más campos que el encabezado. Se esperan \(width) campos; si el texto lleva el separador, enciérrelo entre comillas."
  }

  static let endBeforeStart =
    "La fecha de fin es anterior a la fecha de inicio. Se espera que fecha_fin sea igual o posterior a fecha_inicio."

  static func lateFollowUp(_ cutoff: Day) -> String {
    "El seguimiento es posterior a la fecha de corte (\(cutoff.iso)) y se lee como ausente, con su avance y su valor logrado. Se espera una fecha hasta el corte."
  }

  static let uncomputedFormula =
    "La celda trae una fórmula sin su resultado: la escribió un programa que no calcula. Se espera un valor; abra el libro en Excel o LibreOffice, guárdelo y envíelo otra vez."

  static func cellError(_ code: String) -> String {
    "La celda contiene un error de Excel (\(code)). Se espera un valor; corrija la fórmula y guarde otra vez."
  }
}

extension ValueFault {
  /// The code under which it is told.
  var code: DiagnosticCode {
    switch self {
    case .missing: .r101
    case .notNumber: .r102
    case .outOfRange: .r103
    case .notDate: .r104
    case .notAllowed: .r105
    case .malformedCode: .r106
    case .control: .r108
    }
  }
}
