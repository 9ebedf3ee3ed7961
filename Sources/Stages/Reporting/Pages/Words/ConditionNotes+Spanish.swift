import Model

extension Condition {
  /// A few words that name it.
  package var label: String {
    switch self {
    case .i01: "Ruta no recibida"
    case .i02: "Entrega extemporánea"
    case .i03: "Devuelta y sin corregir"
    case .i04: "Metas que no se pueden medir"
    case .i05: "Sin seguimiento"
    case .i06: "Avance bajo de lo que debía terminar"
    case .i07: "No atiende lo valorado en nivel 1"
    case .i08: "Ruta que no se pudo leer"
    case .i09: "Acciones incompletas"
    case .i10: "Sin autoevaluación"
    }
  }

  /// How it is computed, with the thresholds in force.
  package func rule(_ thresholds: Thresholds) -> String {
    switch self {
    case .i01: "El estado de la entrega es NO ENTREGADA y no se cumple I08."
    case .i02:
      "La fecha de entrega del RG-300 es posterior a la fecha límite, aunque después se haya devuelto."
    case .i03:
      "El estado es DEVUELTA y pasaron \(thresholds.correctionDays) días o más desde la devolución."
    case .i04:
      "Hay ruta y ninguna meta tiene indicador, línea base y un valor meta distinto de ella."
    case .i05:
      "Hay ruta con acciones iniciadas hasta el corte y ninguna fila tiene fecha de seguimiento hasta el corte."
    case .i06:
      "No se cumple I05 y las acciones con fecha de fin hasta el corte tienen un avance promedio menor que \(Spelling.percent(thresholds.progressThreshold))."
    case .i07:
      "Hay componentes valorados en nivel 1 y la ruta no tiene acciones en ninguno de ellos."
    case .i08: "Llegaron filas de la ruta y todas se rechazaron."
    case .i09:
      "Más de \(Spelling.percent(thresholds.incompleteThreshold)) de las acciones no tiene responsable, fecha de inicio, fecha de fin o recursos."
    case .i10:
      "Hay ruta, otros establecimientos tienen autoevaluación de la vigencia y este no tiene ninguna fila."
    }
  }

  /// What would end it, said to the establishment.
  func remedy(_ thresholds: Thresholds) -> String {
    switch self {
    case .i01: "Enviar la ruta de mejoramiento (RG-382) de la vigencia."
    case .i02:
      "En esta vigencia la fecha ya no cambia; si la fecha registrada es un error, informarlo con el radicado. Entregar dentro del plazo la próxima ruta."
    case .i03: "Reenviar la ruta corregida."
    case .i04:
      "Escribir en al menos una meta el indicador, la línea base y un valor meta distinto de la línea base."
    case .i05:
      "Registrar la fecha de seguimiento de al menos una acción iniciada, con su avance."
    case .i06:
      "Terminar las acciones vencidas o registrar su avance real, hasta que el promedio llegue a \(Spelling.percent(thresholds.progressThreshold))."
    case .i07:
      "Incluir en la ruta acciones sobre al menos un componente valorado en nivel 1."
    case .i08:
      "Corregir las filas según los hallazgos de esta página y volver a enviar el archivo."
    case .i09: "Completar responsable, fechas y recursos de las acciones que no los tienen."
    case .i10: "Enviar la autoevaluación de la vigencia."
    }
  }
}

/// Values inside Spanish sentences.
enum Spelling {
  /// Hundredths of a per cent, without idle decimals: `50 %`.
  static func percent(_ hundredths: Int) -> String {
    decimal(hundredths) + "\u{A0}%"
  }

  /// Hundredths without idle zeros: `12,5`.
  static func decimal(_ hundredths: Int) -> String {
    let sign = hundredths < 0 ? "−" : ""
    let magnitude = hundredths.magnitude
    let (whole, rest) = (grouped(Int(magnitude / 100)), magnitude % 100)
    if rest == 0 { return sign + whole }
    if rest % 10 == 0 { return sign + whole + ",\(rest / 10)" }
    return sign + whole + (rest < 10 ? ",0\(rest)" : ",\(rest)")
  }

  /// Hundredths with two places: `12,50`.
  static func twoPlaces(_ hundredths: Int) -> String {
    let rest = hundredths.magnitude % 100
    let whole = grouped(Int(hundredths.magnitude / 100))
    return (hundredths < 0 ? "−" : "") + whole + (rest < 10 ? ",0\(rest)" : ",\(rest)")
  }

  /// With dots at the thousands.
  static func grouped(_ number: Int) -> String {
    let sign = number < 0 ? "−" : ""
    var digits = String(number.magnitude)
    guard number.magnitude >= 1000 else { return sign + digits }
    var groups: [String] = []
    while digits.count > 3 {
      groups.append(String(digits.suffix(3)))
      digits = String(digits.dropLast(3))
    }
    return sign + ([digits] + groups.reversed()).joined(separator: ".")
  }

  /// `1 establecimiento`, `3 establecimientos`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    grouped(number) + " " + (number == 1 ? one : many)
  }

  /// A change with its sign; a true minus.
  static func signed(_ amount: Indicator.Amount) -> String {
    switch amount {
    case .count(let count): (count > 0 ? "+" : "") + grouped(count)
    case .hundredths(let value): (value > 0 ? "+" : "") + twoPlaces(value)
    }
  }

  /// A text cut at a number of characters, for tables; the whole is in the source.
  static func short(_ text: String, _ length: Int) -> String {
    guard text.utf8.count > length else { return text }
    let end = text.index(text.startIndex, offsetBy: length, limitedBy: text.endIndex)
    guard let end, end < text.endIndex else { return text }
    return text[..<end] + "…"
  }
}
