import Model
import TemplateEngine

/// One vigencia of an establishment.
struct PathStep {
  let vigencia: Int
  let state: DeliveryState
  /// Hundredths of a per cent; `nil` where no route counts.
  let progress: Int?
  let actions: Int
  /// Codes of the conditions that hold in it, as far as the period's findings tell.
  let conditions: String
  /// `archivo:linea` of the route that counts, else of the delivery's record; empty for neither.
  let source: String

  /// The vigencias of the window, ascending.
  static func all(_ context: PageContext, _ place: Int) -> [PathStep] {
    let findings = context.report.irregularities.findings(of: place)
    let first = context.period - context.report.thresholds.window + 1
    return (first...context.period).map { vigencia in
      let route = context.route(place, vigencia)
      let status = context.territory.deliveryStatus(place, vigencia)
      return PathStep(
        vigencia: vigencia, state: status.state,
        progress: route?.totals.meanProgress?.rounded,
        actions: route?.totals.actions ?? 0,
        conditions: findings.filter { $0.vigencias.contains(vigencia) }
          .map(\.condition.code).joined(separator: " "),
        source: context.evidence(route?.first ?? status.delivery?.place))
    }
  }
}

/// The progress of an establishment over its vigencias, as a line.
struct PathChart {
  private struct Placed {
    let step: PathStep
    let x: Int
  }

  private static let height = 120
  private static let width = 480

  private let steps: [Placed]

  init(_ steps: [PathStep]) {
    let gap = PathChart.width / max(steps.count, 1)
    self.steps = steps.enumerated().map { Placed(step: $1, x: 40 + gap / 2 + $0 * gap) }
  }

  private var summary: String {
    steps.map { placed in
      "\(placed.step.vigencia): "
        + (placed.step.progress.map { "avance " + Spelling.percent($0) } ?? "sin ruta")
        + ", \(placed.step.state.label.lowercased())"
    }.joined(separator: "; ") + "."
  }

  /// Corners of the line, over the vigencias that have a value.
  private var corners: String {
    steps.compactMap { placed in
      placed.step.progress.map { "\(placed.x),\(PathChart.top($0) / 100)" }
    }.joined(separator: " ")
  }

  private static func top(_ progress: Int) -> Int {
    20_00 + (100_00 - progress) * height / 100
  }

  private static let stepView = View<Placed> { names in
    names.measure("paso_x", "Lugar de la vigencia.") { $0.x * 100 }
    names.measure("paso_y", "Altura del avance.") { $0.step.progress.map(top) }
    names.measure("paso_rotulo_y", "Altura del rótulo.") { placed in
      placed.step.progress.map { top($0) - 9_00 }
    }
    names.flag("hay_paso", "Si hay avance.") { $0.step.progress != nil }
    names.text("paso_vigencia", "Vigencia.") { String($0.step.vigencia) }
    names.text("paso_avance", "Avance.") { $0.step.progress.map(Spelling.percent) }
    names.text("paso_estado", "Estado de la entrega.") { $0.step.state.label }
    names.integer("paso_acciones", "Acciones.") { $0.step.actions }
    names.text("paso_condiciones", "Condiciones que siguen este año.") { $0.step.conditions }
    names.text("paso_fuente", "Archivo y línea de su ruta o de su registro de entrega.") {
      $0.step.source
    }
  }

  static let view = View<PathChart> { names in
    names.text("camino_texto", "Todo el dibujo, en una frase.") { $0.summary }
    names.plain("camino_puntos", "Esquinas de la línea.") { $0.corners }
    names.list("pasos", "Las vigencias.", stepView) { $0.steps }
  }
}
