import Model
import TemplateEngine

/// Horizontal bars of percentages, one below the other, on a scale of 0 to 100.
struct BarChart {
  struct Bar {
    let label: String
    /// Hundredths of a per cent; `nil` where there is nothing to show.
    let value: Int?
    /// A mark on the same scale, such as the year before.
    let mark: Int?
    let isMain: Bool
    /// Where the value comes from.
    let link: String

    init(
      _ label: String, _ value: Int?, mark: Int? = nil, isMain: Bool = false, link: String
    ) {
      self.label = label
      self.value = value
      self.mark = mark
      self.isMain = isMain
      self.link = link
    }
  }

  private struct Placed {
    let bar: Bar
    let top: Int
  }

  /// In units of the drawing; the template knows the width of the scale.
  private static let rowHeight = 30
  /// Units for 100 %, as the template's axis has them.
  private static let scale = 300

  let bars: [Bar]

  init(_ bars: [Bar]) {
    self.bars = bars
  }

  /// A sentence with every value.
  var summary: String {
    bars.map { bar in
      bar.label + ": " + (bar.value.map(Spelling.percent) ?? "sin dato")
        + (bar.mark.map { " (año anterior: \(Spelling.percent($0)))" } ?? "")
    }.joined(separator: "; ") + "."
  }

  private static func length(_ value: Int) -> Int {
    max(0, min(value, 100_00)) * scale / 100
  }

  private static let barView = View<Placed> { names in
    names.text("barra_nombre", "Nombre.") { $0.bar.label }
    names.measure("barra_y", "Borde superior.") { $0.top * 100 }
    names.measure("barra_ancho", "Largo.") { $0.bar.value.map(length) ?? 0 }
    names.measure("barra_fin", "Dónde va el valor.") { ($0.bar.value.map(length) ?? 0) + 6_00 }
    names.text("barra_valor", "Valor.") { $0.bar.value.map(Spelling.percent) ?? "sin dato" }
    names.flag("hay_marca", "Si hay valor del año anterior.") { $0.bar.mark != nil }
    names.measure("marca_x", "Lugar del valor del año anterior.") { $0.bar.mark.map(length) }
    names.text("marca_valor", "Valor del año anterior.") { $0.bar.mark.map(Spelling.percent) }
    names.link("barra_enlace", "De dónde sale el valor.") { $0.bar.link }
    names.flag("es_principal", "Si es la barra de la que se habla.") { $0.bar.isMain }
  }

  static let view = View<BarChart> { names in
    names.measure("barras_alto", "Alto del dibujo.") { ($0.bars.count * rowHeight + 26) * 100 }
    names.measure("barras_eje", "Alto del eje.") { $0.bars.count * rowHeight * 100 }
    names.text("barras_texto", "Todo el dibujo, en una frase.") { $0.summary }
    names.list("barras", "Las barras.", barView) { chart in
      chart.bars.enumerated().map { Placed(bar: $1, top: $0 * rowHeight) }
    }
  }
}
