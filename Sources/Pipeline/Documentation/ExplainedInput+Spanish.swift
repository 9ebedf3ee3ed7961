import Model

/// The columns of the input, each with every kind that has it; made from their declarations.
enum ExplainedInput {
  /// A column and the kind that has it, at a place of the kind's list.
  private struct Use {
    let kind: RecordKind
    let column: Column
    let place: Int
  }

  /// Columns in the order of the kinds.
  ///
  /// `aliases`: their other names; without them their paragraph is missing.
  static func all(aliases: [String: [String]]) -> [Explanation] {
    var order: [String] = []
    var uses: [String: [Use]] = [:]
    for kind in RecordKind.allCases {
      for (place, column) in kind.columns.enumerated() {
        if uses[column.name] == nil { order.append(column.name) }
        uses[column.name, default: []].append(Use(kind: kind, column: column, place: place))
      }
    }
    return order.compactMap { name in
      uses[name].flatMap { explanation($0, otherNames: aliases[name] ?? []) }
    }
  }

  private static func explanation(_ uses: [Use], otherNames: [String]) -> Explanation? {
    guard let first = uses.first else { return nil }
    let forms = ColumnForms(first.column.type)
    let kinds = uses.map(\.kind.name).joined(separator: ", ")
    let names = otherNames.joined(separator: ", ")
    return Explanation(
      .inputColumn, first.column.name, title: String(first.column.meaning.dropLast()),
      meaning: grouped(uses) { $0.column.meaning },
      rule: grouped(uses) { ColumnForms($0.column.type).accepted }
        + grouped(uses) { obligation($0) }
        + grouped(uses) { ColumnForms($0.column.type).absent }
        + grouped(uses) { "En XML: \(place($0))." }
        + (names.isEmpty ? [] : ["Otros nombres en el encabezado: \(names)."]),
      example: forms.example, remedy: forms.remedy,
      source: "Entradas (Docs/Entradas.md): \(kinds).", related: forms.related)
  }

  /// A text of each use; uses with the same text together, and without their kinds where all agree.
  private static func grouped(_ uses: [Use], _ text: (Use) -> String) -> [String] {
    var order: [String] = []
    var kinds: [String: [String]] = [:]
    for use in uses {
      let text = text(use)
      if kinds[text] == nil { order.append(text) }
      kinds[text, default: []].append(use.kind.name)
    }
    guard order.count > 1 else { return order }
    return order.map { "\((kinds[$0] ?? []).joined(separator: ", ")): \($0)" }
  }

  private static func obligation(_ use: Use) -> String {
    if use.column.isRequired {
      return "Obligatoria: el encabezado debe traerla y cada fila debe tener valor (R101)."
    }
    return use.column.identifies
      ? "El encabezado debe traerla para que se reconozca el registro; el valor puede faltar."
      : "Opcional."
  }

  /// Where its value stands in the kind's XML.
  private static func place(_ use: Use) -> String {
    use.kind == .routes
      ? InputDocument.routePlaces[use.place] : "\(use.kind.rowElement)/\(use.column.camelCase)"
  }
}

/// What a type of column accepts, in sentences (contract 1 §3).
struct ColumnForms {
  private let type: ColumnType

  init(_ type: ColumnType) {
    self.type = type
  }

  var accepted: String {
    switch type {
    case .text: "Texto: cualquiera sin caracteres de control."
    case .integer(let range):
      "Número entero, de 1 a 9 dígitos, sin signo ni separador de miles, "
        + ColumnForms.bounds(range.lowerBound, range.upperBound, endless: 999_999_999)
    case .decimal(nil):
      "Número decimal con coma o punto, como 45, 45,5 o -3,25; hasta dos cifras decimales y sin miles."
    case .decimal(let range?):
      "Número decimal con coma o punto, como 45, 45,5 o 45 %; hasta dos cifras decimales y sin miles, "
        + ColumnForms.bounds(range.lowerBound / 100, range.upperBound / 100, endless: Int.max / 100)
    case .money: "Valor en pesos de 0 en adelante, como 1500000, $ 1.500.000 o 1.500.000,50."
    case .date:
      "Fecha de 2000 a 2100: 2025-03-31, 31/03/2025 o 31-03-2025; el día y el mes también con una cifra. Si trae hora, se descarta."
    case .yesNo:
      "Sí: SI, S, 1, TRUE, VERDADERO o X. No: NO, N, 0, FALSE o FALSO. Con mayúsculas o minúsculas."
    case .word(let words):
      "Una de estas palabras, sin distinguir mayúsculas ni tildes: "
        + words.map(\.spelling).joined(separator: ", ") + "."
    case .vigencia: "Año de cuatro cifras, de 2000 a 2100."
    case .process: "Código de un proceso de la Guía 34, de cualquier edición, como DIR-1."
    case .establishment:
      "Código DANE de 12 dígitos, como texto. El que Excel haya dañado se rechaza y nunca se repara."
    case .municipality:
      "Código DIVIPOLA de 5 dígitos, de un municipio del catálogo de municipios."
    case .component:
      "Código de un componente de la Guía 34, de cualquier edición, o su nombre en la edición de la columna edicion; si falta, en la configurada."
    }
  }

  private static func bounds(_ least: Int, _ most: Int, endless: Int) -> String {
    most >= endless ? "de \(least) en adelante." : "de \(least) a \(most)."
  }

  var absent: String {
    switch type {
    case .text(markersAreAbsent: false):
      "Sin dato: vacío, o solo blancos, guiones o guiones bajos."
    default:
      "Sin dato: vacío, solo blancos, guiones o guiones bajos, N/A, NA, NO APLICA, SIN INFORMACION o S/D."
    }
  }

  var example: String {
    switch type {
    case .text: "Un texto corriente, con tildes y eñes."
    case .integer(let range): "Se acepta \(range.lowerBound); se rechaza «\(range.lowerBound),0»."
    case .decimal: "Se acepta 45,5; se rechaza «45,678»."
    case .money: "Se acepta $ 1.500.000; se rechaza «1,500,000»."
    case .date: "Se acepta 31/03/2025; se rechaza «31/03/25» y «31 de marzo»."
    case .yesNo: "Se acepta Sí; se rechaza «tal vez»."
    case .word(let words):
      words.first.map { "Se acepta \($0.spelling), también en minúsculas." } ?? "Una palabra."
    case .vigencia: "Se acepta 2025; se rechaza «25»."
    case .process: "Se acepta DIR-1; se rechaza el nombre del proceso."
    case .establishment: "Se acepta 168001000123; se rechaza «1,68E+11»."
    case .municipality: "Se acepta 68013; se rechaza «Aguada»."
    case .component: "Se acepta DIR-1-2; se rechaza el nombre de un proceso."
    }
  }

  var remedy: String {
    switch type {
    case .text:
      "Escriba el texto en su propia celda. Si lleva el separador, enciérrelo entre comillas."
    case .integer, .vigencia: "Escriba solo dígitos."
    case .decimal: "Escriba el número sin miles y con dos decimales como máximo."
    case .money: "Escriba el valor en pesos, sin palabras."
    case .date: "Escriba la fecha como 2025-03-31 o 31/03/2025, con el año de cuatro cifras."
    case .yesNo: "Escriba SI o NO."
    case .word: "Escriba una de las palabras de la lista."
    case .process: "Escriba el código del proceso como está en la Guía 34."
    case .establishment:
      "Dé a la columna el formato Texto y escriba los 12 dígitos del directorio (DUE)."
    case .municipality: "Dé a la columna el formato Texto y escriba los 5 dígitos."
    case .component: "Escriba el código del componente, que nunca es ambiguo."
    }
  }

  /// The findings that a wrong value makes.
  var related: [String] {
    switch type {
    case .text: ["R108"]
    case .integer, .decimal, .money: ["R102", "R103"]
    case .date: ["R104"]
    case .yesNo, .word, .process, .municipality: ["R105"]
    case .vigencia: ["R102", "R103"]
    case .establishment: ["R106", "X201"]
    case .component: ["R105", "X214"]
    }
  }
}
