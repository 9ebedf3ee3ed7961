import Model
import TemplateEngine

/// How many establishments have each condition, by what is to be done about it.
struct ConditionMatrix {
  private struct Row {
    let condition: Condition
    let counts: [ConditionState: Int]
    let largest: Int
    let top: Int

    var total: Int { counts.values.reduce(0, +) }

    func count(_ state: ConditionState) -> Int { counts[state] ?? 0 }

    /// Hundredths of a unit.
    func width(_ state: ConditionState) -> Int { count(state) * 300_00 / max(largest, 1) }
  }

  private static let rowHeight = 28

  private let rows: [Row]

  init(_ context: PageContext) {
    var counts: [Condition: [ConditionState: Int]] = [:]
    for finding in context.report.irregularities.findings {
      counts[finding.condition, default: [:]][finding.state, default: 0] += 1
    }
    let largest = counts.values.map { $0.values.reduce(0, +) }.max() ?? 0
    rows = Condition.allCases.enumerated().map { place, condition in
      Row(
        condition: condition, counts: counts[condition] ?? [:], largest: largest,
        top: place * ConditionMatrix.rowHeight)
    }
  }

  private var summary: String {
    let present = rows.filter { $0.total > 0 }.map { row in
      "\(row.condition.code), \(row.condition.label.lowercased()): \(Spelling.grouped(row.total))"
    }
    return present.isEmpty ? "Ninguna condición." : present.joined(separator: "; ") + "."
  }

  private static let rowView = View<Row> { names in
    names.plain("condicion", "Código.") { $0.condition.code }
    names.text("condicion_nombre", "Nombre corto.") { $0.condition.label }
    names.text("descripcion", "Qué indicio es.") { $0.condition.description }
    names.integer("candidatos", "Candidatos a reporte.") { $0.count(.candidate) }
    names.integer("requieren", "Requieren asistencia.") { $0.count(.needsSupport) }
    names.integer("alertas", "Alertas.") { $0.count(.alert) }
    names.integer("total", "Establecimientos con ella.") { $0.total }
    names.measure("condicion_y", "Borde superior.") { $0.top * 100 }
    names.measure("candidatos_ancho", "Largo.") { $0.width(.candidate) }
    names.measure("requieren_x", "Dónde empieza.") { $0.width(.candidate) }
    names.measure("requieren_ancho", "Largo.") { $0.width(.needsSupport) }
    names.measure("alertas_x", "Dónde empieza.") { row in
      row.width(.candidate) + row.width(.needsSupport)
    }
    names.measure("alertas_ancho", "Largo.") { $0.width(.alert) }
    names.measure("total_x", "Dónde va el total.") { row in
      ConditionState.reading.reduce(6_00) { $0 + row.width($1) }
    }
  }

  static let view = View<ConditionMatrix> { names in
    names.text("condiciones_texto", "Todo el dibujo, en una frase.") { $0.summary }
    names.measure("condiciones_alto", "Alto.") { $0.rows.count * rowHeight * 100 }
    names.list("condiciones_filas", "Una por condición.", rowView) { $0.rows }
  }
}
