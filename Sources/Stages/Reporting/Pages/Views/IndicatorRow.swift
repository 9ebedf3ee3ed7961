import Model
import TemplateEngine

/// An indicator of RG-380 with what it was made of and what it was a year before.
struct IndicatorRow {
  let indicator: Indicator
  let previous: Indicator.Amount?

  static func all(_ report: ReportInput) -> [IndicatorRow] {
    report.indicators.enumerated().map { place, indicator in
      IndicatorRow(indicator: indicator, previous: report.previousIndicators?[place].value)
    }
  }

  var difference: Indicator.Amount? { ResultTables.difference(indicator.value, previous) }

  private var direction: String {
    switch difference {
    case .count(let change), .hundredths(let change):
      change > 0 ? "sube" : change < 0 ? "baja" : "igual"
    case nil: ""
    }
  }

  static let view = View<IndicatorRow> { names in
    names.plain("codigo", "Código del indicador.") { $0.indicator.code }
    names.text("indicador", "Nombre.") { IndicatorNames.name($0.indicator.code) }
    names.amount("valor", "Valor.") { $0.indicator.value }
    names.flag("hay_valor", "Si hay valor.") { $0.indicator.value != nil }
    names.flag("es_porcentaje", "Si es un porcentaje.") {
      $0.indicator.unit == .percent || $0.indicator.code == "N19"
    }
    names.amount("numerador", "Numerador.") { $0.indicator.numerator }
    names.integer("denominador", "Denominador.") { $0.indicator.denominator }
    names.flag("hay_denominador", "Si es una razón o un promedio.") {
      $0.indicator.denominator != nil
    }
    names.amount("valor_anterior", "Valor del año anterior.") { $0.previous }
    names.text("cambio", "Valor menos valor anterior, con su signo.") {
      $0.difference.map(Spelling.signed)
    }
    names.flag("hay_cambio", "Si hay ambos valores.") { $0.difference != nil }
    names.text("direccion", "sube, baja o igual.") { $0.direction }
    names.text("formula", "Cómo se calcula.") { IndicatorNote.of($0.indicator.code).formula }
    names.text("fuente", "De qué registros sale.") { IndicatorNote.of($0.indicator.code).source }
    names.link("enlace", "Página que muestra lo que hay detrás.") {
      IndicatorNote.of($0.indicator.code).link
    }
  }
}
