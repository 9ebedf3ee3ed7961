import Model
import TemplateEngine

/// Inputs of the next procedures (activity 8): the characterisation of PR-42 and the PAM of PR-43.
package enum NextProcedureTables {
  package static let characterisation = OutputTable(
    "pr-42-caracterizacion", "Ítems de la caracterización y el perfil del sector (PR-42).",
    [
      Field("vigencia", .integer, "Vigencia."),
      Field("ambito", .text, "TERRITORIO, PROVINCIA o MUNICIPIO."),
      Field("codigo", .text, "Código del departamento, provincia o código DIVIPOLA."),
      Field("nombre", .text, "Nombre de la entidad, la provincia o el municipio."),
      Field("item", .text, "Ítem."),
      Field("valor", .number, "Valor; vacío si no hay dato."),
      Field("unidad", .text, "Unidad."),
      Field("fuente", .text, "Tabla de donde sale."),
    ])

  package static let pam = OutputTable(
    "pr-43-pam", "Procesos para el Plan de Apoyo al Mejoramiento (PR-43).",
    [
      Field("proceso", .text, "Código del proceso."),
      Field("nombre", .text, "Nombre del proceso."),
      Field("establecimientos", .integer, "Establecimientos que lo trabajan."),
      Field("avance_promedio", .decimal, "Promedio del avance de las acciones (%)."),
      Field("valoracion_promedio", .decimal, "Promedio de la autoevaluación (1 a 4)."),
      Field("integral", .integer, "Establecimientos de clase INTEGRAL que lo trabajan."),
      Field("puntual", .integer, "Establecimientos de clase PUNTUAL que lo trabajan."),
      Field("capacitacion", .integer, "Establecimientos de clase CAPACITACION que lo trabajan."),
    ])

  static func tables(_ input: ReportInput) -> [ReportTable] {
    [
      ReportTable(characterisation, of: Characterisation(input).items(), row: row),
      ReportTable(pam, of: ProcessSupport.all(input)) { row($0, input) },
    ]
  }

  private static func row(_ item: CharacterisationItem) -> [Value] {
    [
      .integer(item.vigencia), .text(item.scope), .text(item.code), .text(item.name),
      .text(item.item), item.value, .text(item.unit), .text(item.source),
    ]
  }

  private static func row(_ support: ProcessSupport, _ input: ReportInput) -> [Value] {
    let process = input.territory.catalogue.processes[Int(support.process)]
    return [
      .text(process.code), .text(process.name), .integer(support.establishments),
      Cell.meanOfHundredths(support.sums.meanProgress), Cell.mean(support.meanLevel),
      .integer(support.count(of: .integral)), .integer(support.count(of: .punctual)),
      .integer(support.count(of: .training)),
    ]
  }
}

/// A value of the characterisation.
struct CharacterisationItem {
  let vigencia: Int
  let scope: String
  let code: String
  let name: String
  let item: String
  let value: Value
  let unit: String
  let source: String
}

/// The items of `pr-42-caracterizacion.csv`, by ambito, codigo and item.
struct Characterisation {
  private let input: ReportInput

  init(_ input: ReportInput) {
    self.input = input
  }

  func items() -> [CharacterisationItem] {
    territory() + entities() + provinces() + municipalities()
  }

  private func territory() -> [CharacterisationItem] {
    var whole = AreaFigure()
    for area in input.municipalities { whole.add(area.figure) }
    return indicators(
      "TERRITORIO", input.entity.departmentCode, input.entity.name, input.indicators, whole,
      source: "rg-380-indicadores.csv")
  }

  /// Of several entities, those with establishments; each as the territory of a run of its own.
  private func entities() -> [CharacterisationItem] {
    (input.entities ?? []).filter { !$0.establishments.isEmpty }.flatMap { figure in
      indicators(
        "ENTIDAD", figure.entity.code.text, figure.entity.name, figure.indicators, figure.area,
        source: "rg-380-entidades-indicadores.csv")
    }
  }

  private func indicators(
    _ scope: String, _ code: String, _ name: String, _ indicators: [Indicator],
    _ area: AreaFigure, source: String
  ) -> [CharacterisationItem] {
    let items = indicators.map { indicator in
      item(
        scope, code, name, indicator.code, Cell.amount(indicator.value), indicator.unit.rawValue,
        source)
    }
    return sorted(items + processes(scope, code, name, area))
  }

  private func provinces() -> [CharacterisationItem] {
    var figures: [String: AreaFigure] = [:]
    for area in input.municipalities {
      let province = input.municipality(area.code)?.province ?? ""
      // Most of the country has no provinces; without one there is nothing to sum up.
      if province.isEmpty, input.entities != nil { continue }
      figures[province, default: AreaFigure()].add(area.figure)
    }
    let names = figures.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names.flatMap { name in
      area("PROVINCIA", name, name, figures[name] ?? AreaFigure())
    }
  }

  private func municipalities() -> [CharacterisationItem] {
    input.municipalities.flatMap { municipality in
      area(
        "MUNICIPIO", municipality.code.text, input.municipalityName(municipality.code),
        municipality.figure)
    }
  }

  private func area(
    _ scope: String, _ code: String, _ name: String, _ figure: AreaFigure
  ) -> [CharacterisationItem] {
    let source = "rg-380-municipios.csv"
    let items = [
      item(scope, code, name, "rutas_recibidas", .integer(figure.received), "EE", source),
      item(scope, code, name, "tasa_entrega", Cell.percent(figure.deliveryRate), "%", source),
      item(
        scope, code, name, "avance_promedio", Cell.meanOfHundredths(figure.sums.meanProgress), "%",
        source),
      item(
        scope, code, name, "ee_con_condiciones", .integer(figure.withConditions), "EE", source),
    ]
    return sorted(items + processes(scope, code, name, figure))
  }

  /// The three processes that most establishments work on; ties by code.
  private func processes(
    _ scope: String, _ code: String, _ name: String, _ figure: AreaFigure
  ) -> [CharacterisationItem] {
    let counts = figure.processes.map {
      (code: input.territory.catalogue.processes[Int($0.key)].code, count: $0.value)
    }
    let ranked = counts.sorted {
      $0.count == $1.count
        ? $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) : $0.count > $1.count
    }
    return ranked.prefix(3).enumerated().map { place, process in
      item(
        scope, code, name, "proceso_\(place + 1)", .text(process.code), "código",
        "rg-220-municipios.csv")
    }
  }

  private func item(
    _ scope: String, _ code: String, _ name: String, _ item: String, _ value: Value,
    _ unit: String, _ source: String
  ) -> CharacterisationItem {
    CharacterisationItem(
      vigencia: input.period, scope: scope, code: code, name: name, item: item, value: value,
      unit: unit, source: source)
  }

  private func sorted(_ items: [CharacterisationItem]) -> [CharacterisationItem] {
    items.sorted { $0.item.utf8.lexicographicallyPrecedes($1.item.utf8) }
  }
}

/// A process over the territory with the classes of the establishments that work on it.
struct ProcessSupport {
  let process: ProcessIndex
  var establishments = 0
  var sums = ComponentSums(component: 0)
  var levelSum = 0
  var levelCount = 0
  /// By the number of the class.
  private var classes: [Int] = [0, 0, 0, 0]

  init(process: ProcessIndex) {
    self.process = process
  }

  var meanLevel: Ratio? { Ratio(levelSum, over: levelCount) }

  func count(of modality: Modality) -> Int { classes[Int(modality.rawValue)] }

  /// Every process of the editions in use, by code.
  static func all(_ input: ReportInput) -> [ProcessSupport] {
    let catalogue = input.territory.catalogue
    var supports = [ProcessSupport?](repeating: nil, count: catalogue.processes.count)
    for figure in input.components {
      let process = catalogue.components[Int(figure.component)].process
      var support = supports[Int(process)] ?? ProcessSupport(process: process)
      support.sums.add(figure.sums)
      for (place, count) in figure.levels.enumerated() {
        support.levelSum += (place + 1) * count
        support.levelCount += count
      }
      supports[Int(process)] = support
    }
    for place in input.territory.establishments.indices {
      guard let route = input.territory.routes[place, input.period] else { continue }
      let modality = input.irregularities.classes[place].modality
      for process in route.facts.processes(in: catalogue) {
        supports[Int(process)]?.establishments += 1
        supports[Int(process)]?.classes[Int(modality.rawValue)] += 1
      }
    }
    return supports.compactMap { $0 }.sorted {
      catalogue.processes[Int($0.process)].code.utf8.lexicographicallyPrecedes(
        catalogue.processes[Int($1.process)].code.utf8)
    }
  }
}
