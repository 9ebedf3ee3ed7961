import Model
import TemplateEngine

/// `index.html`: how the territory stands, and what to look at next.
struct DashboardPage: Framed {
  let context: PageContext
  let frame: Frame
  let indicators: [IndicatorRow]

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "Tablero de los PMI, vigencia \(context.period)", section: .dashboard)
    indicators = IndicatorRow.all(context.report)
  }

  /// The indicators shown first.
  private static let keys = ["N09", "N28", "N19", "N14", "N18", "N22", "N24", "N26"]
  /// The percentages compared with the year before.
  private static let compared = ["N09", "N28", "N14", "N15", "N19", "N22", "N23"]
  private static let rankLength = 10

  private func indicator(_ code: String) -> IndicatorRow? {
    indicators.first { $0.indicator.code == code }
  }

  private var comparison: BarChart {
    BarChart(
      DashboardPage.compared.compactMap(indicator).map { row in
        BarChart.Bar(
          IndicatorNames.name(row.indicator.code).replacing(" (%)", with: ""),
          hundredths(row.indicator.value), mark: hundredths(row.previous), isMain: true,
          link: "rg-380.html#" + row.indicator.code)
      })
  }

  private func hundredths(_ amount: Indicator.Amount?) -> Int? {
    guard case .hundredths(let value)? = amount else { return nil }
    return value
  }

  private var counts: [DeliveryState: Int] {
    context.counts(of: context.territory.establishments.indices)
  }

  private var delivery: StackedBar {
    .delivery(counts) { "rg-380.html#estado-\($0.slug)" }
  }

  static let view = View<DashboardPage> { names in
    names.frame()
    names.list("claves", "Indicadores clave.", IndicatorRow.view) { page in
      keys.compactMap(page.indicator)
    }
    names.record("entrega", "Estados de la entrega.", StackedBar.view) { $0.delivery }
    names.record("comparacion", "Porcentajes frente al año anterior.", BarChart.view) {
      $0.comparison
    }
    names.record("calor", "Municipios por procesos.", HeatMap.view) { HeatMap($0.context) }
    names.record("distribucion", "Avance de los establecimientos.", Histogram.view) {
      Histogram($0.context)
    }
    names.list("puestos", "Los componentes más frecuentes.", ComponentRank.view) { page in
      Array(ComponentRank.all(page.context).prefix(rankLength))
    }
    names.text("puestos_texto", "Los primeros lugares, en una frase.") { page in
      ComponentRank.all(page.context).prefix(rankLength).map(\.summary).joined(separator: "; ")
    }
    names.measure("puestos_alto", "Alto del dibujo.") { page in
      min(page.context.report.components.count, rankLength) * 28_00
    }
    names.integer("componentes_total", "Componentes de RG-220.") {
      $0.context.report.components.count
    }
    names.record("condiciones", "Condiciones por estado.", ConditionMatrix.view) {
      ConditionMatrix($0.context)
    }
    names.rows("atencion", "Qué mirar primero.", Attention.view) { Attention.all($0.context) }
    names.record("conciliacion", "Lo que entró y lo que se contó.", Reconciliation.view) {
      Reconciliation($0.context)
    }
    names.list("otras", "Otras páginas de la corrida.", OtherPage.view) {
      $0.context.input.facts.otherPages
    }
    names.list("tablas", "Tablas CSV.", TableEntry.view) { $0.context.input.facts.tables }
  }
}

/// A page that is made elsewhere, beside the dashboard.
enum OtherPage {
  static let view = View<RunFacts.OtherPage> { names in
    names.link("otra_enlace", "Nombre del archivo.") { $0.path }
    names.text("otra_titulo", "Título de la página.") { $0.title }
  }
}

/// A CSV table that stands beside the pages.
enum TableEntry {
  static let view = View<OutputTable> { names in
    names.plain("tabla", "Nombre del archivo, sin extensión.") { $0.name }
    names.text("tabla_contenido", "Qué trae.") { $0.meaning }
  }
}
