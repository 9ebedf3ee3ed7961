import Model
import TemplateEngine

/// Counts that make up a whole, side by side in one bar, and the same as rows.
struct StackedBar {
  struct Part {
    let label: String
    /// Class of its pattern.
    let style: String
    let count: Int
    /// Where its establishments are.
    let link: String
    let note: String
  }

  private struct Placed {
    let part: Part
    /// Hundredths of a unit.
    let x: Int
    let width: Int
    let share: Int
  }

  /// Units of the whole, as the template's drawing has them.
  private static let width = 600_00

  private let parts: [Placed]
  let total: Int

  init(_ parts: [Part]) {
    let total = parts.reduce(0) { $0 + $1.count }
    var before = 0
    self.parts = parts.map { part in
      defer { before += part.count }
      let x = Ratio(before * StackedBar.width, over: total)?.rounded ?? 0
      let end = Ratio((before + part.count) * StackedBar.width, over: total)?.rounded ?? 0
      return Placed(
        part: part, x: x, width: end - x,
        share: Ratio(part.count, over: total)?.percentHundredths ?? 0)
    }
    self.total = total
  }

  /// The states of the delivery; `link` leads to those of a state.
  static func delivery(
    _ counts: [DeliveryState: Int], link: (DeliveryState) -> String
  ) -> StackedBar {
    StackedBar(
      DeliveryState.reading.map { state in
        Part(
          label: state.label, style: state.slug, count: counts[state] ?? 0, link: link(state),
          note: state.explanation)
      })
  }

  private var summary: String {
    parts.filter { $0.part.count > 0 }.map {
      "\($0.part.label): \(Spelling.grouped($0.part.count)) (\(Spelling.percent($0.share)))"
    }.joined(separator: "; ") + "."
  }

  private static let partView = View<Placed> { names in
    names.text("parte_nombre", "Nombre.") { $0.part.label }
    names.plain("parte_clase", "Clase de su trama.") { $0.part.style }
    names.integer("parte_cuenta", "Cuenta.") { $0.part.count }
    names.decimal("parte_porcentaje", "Porcentaje del total.") { $0.share }
    names.link("parte_enlace", "Dónde están.") { $0.part.link }
    names.text("parte_nota", "Qué quiere decir.") { $0.part.note }
    names.measure("parte_x", "Borde izquierdo.") { $0.x }
    names.measure("parte_ancho", "Ancho.") { $0.width }
    names.measure("parte_centro", "Centro.") { $0.x + $0.width / 2 }
    names.flag("parte_rotulada", "Si su número cabe dentro.") { $0.width >= 26_00 }
    names.flag("parte_visible", "Si no es cero.") { $0.width > 0 }
  }

  static let view = View<StackedBar> { names in
    names.text("apilada_texto", "Todo el dibujo, en una frase.") { $0.summary }
    names.integer("apilada_total", "El total.") { $0.total }
    names.list("partes", "Las partes.", partView) { $0.parts }
  }
}
