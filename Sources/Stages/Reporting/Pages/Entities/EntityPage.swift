import Model
import TemplateEngine

/// `entidades/<codigo>.html`: an entity, its municipalities and what it works on.
struct EntityPage: Framed {
  static let template = "entidad.html"

  let context: PageContext
  let figure: EntityFigure
  let frame: Frame

  init(_ context: PageContext, _ figure: EntityFigure) {
    self.context = context
    self.figure = figure
    frame = Frame(
      context, figure.entity.name,
      below: [Frame.Crumb(text: "Entidades", link: "../entidades.html")])
  }

  private struct Work {
    let context: PageContext
    let figure: ComponentFigure
    let municipalities: [MunicipalityCode]
  }

  private static let nameView = View<(context: PageContext, code: MunicipalityCode)> { names in
    names.plain("codigo_municipio", "Código DIVIPOLA.") { $0.code.text }
    names.text("municipio", "Municipio.") { $0.context.report.municipalityName($0.code) }
  }

  private static let workView = View<Work> { names in
    names.integer("posicion", "Lugar en la entidad.") { $0.figure.position }
    names.plain("componente", "Código.") { $0.context.component($0.figure.component).code }
    names.text("componente_nombre", "Nombre.") {
      $0.context.component($0.figure.component).name
    }
    names.text("proceso_nombre", "Proceso.") { $0.context.process(of: $0.figure.component).name }
    names.integer("componente_cuenta", "Establecimientos que lo trabajan.") {
      $0.figure.establishments
    }
    names.decimal("avance", "Avance promedio.") { $0.figure.sums.meanProgress?.rounded }
    names.decimal("valoracion", "Valoración promedio.") { $0.figure.meanLevel?.hundredths }
    names.list("donde", "Los municipios.", nameView) { work in
      work.municipalities.map { (work.context, $0) }
    }
  }

  /// Places of its municipalities in the report.
  private var municipalities: [Int] {
    let codes = Set(figure.establishments.map { context.establishment($0).municipality })
    return codes.compactMap { context.municipalityPlaces[$0] }.sorted()
  }

  private var works: [Work] {
    figure.components.filter { $0.establishments > 0 }.map { component in
      Work(
        context: context, figure: component, municipalities: component.municipalities.sorted())
    }
  }

  private var delivery: StackedBar {
    .delivery(context.counts(of: figure.establishments)) { _ in "#municipios" }
  }

  private var comparison: BarChart {
    func bar(_ label: String, _ code: String, _ nation: Bool) -> BarChart.Bar {
      let now = (nation ? context.report.indicators : figure.indicators).first { $0.code == code }
      let before = (nation ? context.report.previousIndicators : figure.previousIndicators)?
        .first { $0.code == code }
      return BarChart.Bar(
        label, EntityPage.hundredths(now?.value), mark: EntityPage.hundredths(before?.value),
        isMain: !nation, link: nation ? "../rg-380.html#" + code : "#" + code)
    }
    return BarChart(
      [("Entrega", "N09"), ("Entrega a tiempo", "N28"), ("Metas", "N14"), ("Avance", "N19")]
        .flatMap { name, code in
          [bar(name, code, false), bar(name + ", todas", code, true)]
        })
  }

  private static func hundredths(_ amount: Indicator.Amount?) -> Int? {
    guard case .hundredths(let value)? = amount else { return nil }
    return value
  }

  static let view = View<EntityPage> { names in
    names.frame()
    names.record("ente", "Las cifras de la entidad.", EntityLine.view) { page in
      EntityLine(context: page.context, figure: page.figure)
    }
    names.record("entrega", "Estados de la entrega.", StackedBar.view) { $0.delivery }
    names.record("comparacion", "La entidad frente a todas.", BarChart.view) { $0.comparison }
    names.list("indicadores", "Los indicadores.", IndicatorRow.view) { page in
      page.figure.indicators.enumerated().map { place, indicator in
        IndicatorRow(
          indicator: indicator, previous: page.figure.previousIndicators?[place].value)
      }
    }
    names.rows("lista_municipios", "Los municipios.", MunicipalityLine.view) { page in
      page.municipalities.map { MunicipalityLine(context: page.context, place: $0) }
    }
    names.rows("trabajos", "Los componentes, con los municipios que los trabajan.", workView) {
      $0.works
    }
    names.rows("reportados", "Establecimientos de su carta.", ReportedLine.view) { page in
      page.context.reported(by: page.figure.entity.code).map {
        ReportedLine(context: page.context, report: $0)
      }
    }
  }
}
