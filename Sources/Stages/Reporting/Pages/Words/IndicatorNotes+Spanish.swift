import Model

/// Formula and source of each indicator of RG-380 (contract 3).
package struct IndicatorNote: Sendable {
  package let formula: String
  /// Records and rules that it is made of.
  package let source: String
  /// Page and anchor that show what is behind it.
  let link: String

  private init(_ formula: String, _ source: String, _ link: String) {
    self.formula = formula
    self.source = source
    self.link = link
  }

  package static func of(_ code: String) -> IndicatorNote {
    notes[code] ?? IndicatorNote("", "", "rg-380.html")
  }

  private static let delivery = "RG-300 y filas que cuentan del RG-382"
  private static let route = "Filas que cuentan del RG-382"
  private static let assistance = "RG-217 y RG-22"
  private static let rules = "Reglas I01 a I10 y exclusiones"

  private static let notes: [String: IndicatorNote] = [
    "N01": IndicatorNote(
      "Establecimientos del directorio con estado activo.", "Directorio (DUE)",
      "rg-380.html#municipios"),
    "N02": IndicatorNote(
      "Establecimientos activos con al menos una fila que cuenta en la ruta de la vigencia.",
      route, "rg-380.html#establecimientos"),
    "N03": state(.onTime), "N04": state(.late), "N05": state(.returned),
    "N06": state(.notDelivered), "N07": state(.pending), "N08": state(.unregistered),
    "N09": IndicatorNote("N02 ÷ N01 × 100.", delivery, "rg-380.html#municipios"),
    "N10": IndicatorNote(
      "Oportunidades de mejora distintas por establecimiento.", route, "rg-220.html#componentes"),
    "N11": IndicatorNote(
      "Metas distintas por establecimiento.", route, "rg-220.html#componentes"),
    "N12": IndicatorNote(
      "Metas con indicador, línea base y un valor meta distinto de la línea base.", route,
      "rg-380.html#establecimientos"),
    "N13": IndicatorNote(
      "Metas medibles cuyo logro llega al 100 %.", route, "rg-380.html#establecimientos"),
    "N14": IndicatorNote("N13 ÷ N12 × 100.", route, "rg-380.html#establecimientos"),
    "N15": IndicatorNote(
      "Promedio, sobre las metas medibles, de (valor logrado − línea base) ÷ (valor meta − línea base), limitado entre 0 y 1, × 100.",
      route, "rg-380.html#establecimientos"),
    "N16": IndicatorNote("Acciones de las rutas.", route, "rg-220.html#componentes"),
    "N17": IndicatorNote("Acciones con avance de 100 %.", route, "rg-220.html#componentes"),
    "N18": IndicatorNote(
      "Acciones con fecha de fin anterior al corte y avance menor que 100 %.", route,
      "rg-220.html#componentes"),
    "N19": IndicatorNote(
      "Suma del avance de las acciones ÷ número de acciones; sin avance cuenta como 0.", route,
      "rg-380.html#municipios"),
    "N20": IndicatorNote(
      "Filas del plan de asistencia técnica de la vigencia.", "RG-217",
      "asistencia.html#actividades"),
    "N21": IndicatorNote(
      "Actividades ejecutadas que cumplen requisitos, también las tardías.", assistance,
      "asistencia.html#actividades"),
    "N22": IndicatorNote("N21 ÷ N20 × 100.", assistance, "asistencia.html#actividades"),
    "N23": IndicatorNote(
      "Actividades cuyo código está en el PAM de la vigencia ÷ N20 × 100.", "RG-217 y PAM",
      "asistencia.html#pam"),
    "N24": IndicatorNote(
      "Establecimientos con alguna condición en la vigencia.", rules,
      "irregularidades.html#condiciones"),
    "N25": IndicatorNote(
      "Establecimientos con alguna condición que se repite en las vigencias de la ventana.", rules,
      "irregularidades.html#condiciones"),
    "N26": IndicatorNote(
      "Establecimientos con alguna condición sistemática y asistencia que cumple requisitos.",
      rules, "irregularidades.html#reporte"),
    "N27": IndicatorNote(
      "Promedio de las valoraciones de la autoevaluación, de 1 a 4.", "Autoevaluación (PR-41)",
      "rg-220.html#componentes"),
    "N28": IndicatorNote("N03 ÷ N01 × 100.", delivery, "rg-380.html#estado-a-tiempo"),
    "N29": state(.delivered), "N30": state(.announced),
  ]

  private static func state(_ state: DeliveryState) -> IndicatorNote {
    IndicatorNote(
      "Establecimientos activos en estado \(state.rawValue). \(state.explanation)", delivery,
      "rg-380.html#estado-\(state.slug)")
  }
}
