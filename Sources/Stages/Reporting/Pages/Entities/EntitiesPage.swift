import Model
import TemplateEngine

/// `entidades.html`: the entities of a run of several, side by side.
struct EntitiesPage: Framed {
  let context: PageContext
  let frame: Frame
  let lines: [EntityLine]

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "Entidades territoriales certificadas", section: .entities)
    lines = EntityLine.all(context)
  }

  private static let chartLength = 12

  private var present: [EntityLine] { lines.filter { !$0.figure.establishments.isEmpty } }

  /// The lowest delivery rates, exact values compared; ties by code.
  private var lowest: BarChart {
    let rated = present.compactMap { line in line.figure.area.deliveryRate.map { (line, $0) } }
    let sorted = rated.sorted { left, right in
      left.1 == right.1 ? left.0.code < right.0.code : left.1 < right.1
    }
    return BarChart(
      sorted.prefix(EntitiesPage.chartLength).map { line, rate in
        BarChart.Bar(
          Spelling.short(line.figure.entity.name, 30), rate.percentHundredths,
          mark: line.previousRate, isMain: true, link: "entidades/\(line.code).html")
      })
  }

  static let view = View<EntitiesPage> { names in
    names.frame()
    names.rows("presentes", "Entidades con establecimientos.", EntityLine.view) { $0.present }
    names.rows("ausentes", "Entidades de la ejecución sin establecimientos.", EntityLine.view) {
      $0.lines.filter(\.figure.establishments.isEmpty)
    }
    names.text("cobertura", "Cuántas entidades tienen establecimientos, en una frase.") { page in
      Spelling.count(page.present.count, "entidad tiene", "entidades tienen")
        + " establecimientos en el directorio, de "
        + Spelling.count(page.lines.count, "entidad", "entidades")
    }
    names.record("menores", "Las tasas de entrega más bajas.", BarChart.view) { $0.lowest }
    names.integer("total_establecimientos", "Establecimientos activos de todas.") {
      $0.context.territory.establishments.count
    }
    names.integer("total_rutas", "Establecimientos con ruta.") { page in
      page.lines.reduce(0) { $0 + $1.figure.area.received }
    }
    names.decimal("total_tasa", "Porcentaje con ruta.") { page in
      Ratio(
        page.lines.reduce(0) { $0 + $1.figure.area.received },
        over: page.context.territory.establishments.count)?.percentHundredths
    }
    names.decimal("total_avance", "Avance promedio de todas.") {
      $0.context.totals.meanProgress?.rounded
    }
    names.integer("total_condiciones", "Establecimientos con condiciones.") { page in
      page.lines.reduce(0) { $0 + $1.figure.area.withConditions }
    }
    names.integer("total_candidatos", "Establecimientos candidatos.") { page in
      page.lines.reduce(0) { $0 + $1.figure.area.candidates }
    }
  }
}
