import Model
import TemplateEngine

/// `municipios/<codigo>.html`: a municipality and its establishments.
struct MunicipalityPage: Framed {
  static let template = "municipio.html"

  let context: PageContext
  let place: Int
  let frame: Frame

  init(_ context: PageContext, _ place: Int) {
    self.context = context
    self.place = place
    let code = context.report.municipalities[place].code
    let above = context.crumbs(above: code)
    frame = Frame(
      context, context.municipalityName(code),
      below: above.isEmpty
        ? [Frame.Crumb(text: "RG-380", link: "../rg-380.html#municipios")] : above)
  }

  private struct Work {
    let context: PageContext
    let component: ComponentIndex
    let establishments: [Int]
  }

  private struct Worker {
    let context: PageContext
    let place: Int
  }

  private static let nameView = View<Worker> { names in
    names.plain("codigo_dane", "Código DANE.") { $0.context.establishment($0.place).code.text }
    names.text("nombre", "Nombre.") { $0.context.establishment($0.place).name }
  }

  private static let workView = View<Work> { names in
    names.plain("componente", "Código.") { $0.context.component($0.component).code }
    names.text("componente_nombre", "Nombre.") { $0.context.component($0.component).name }
    names.text("proceso_nombre", "Proceso.") { $0.context.process(of: $0.component).name }
    names.integer("componente_cuenta", "Establecimientos que lo trabajan.") {
      $0.establishments.count
    }
    names.list("quienes", "Los establecimientos.", nameView) { work in
      work.establishments.map { Worker(context: work.context, place: $0) }
    }
  }

  private var delivery: StackedBar {
    .delivery(context.counts(of: context.members[place])) { "#estado-\($0.slug)" }
  }

  private var comparison: BarChart {
    let figure = context.report.municipalities[place].figure
    let before = context.previousOfMunicipality[place]
    let own = BarChart.Bar(
      "Este municipio", figure.sums.meanProgress?.rounded, mark: before.meanProgress?.rounded,
      isMain: true, link: "#establecimientos")
    return BarChart(
      [own] + entity + [
        BarChart.Bar(
          "Territorio", context.totals.meanProgress?.rounded,
          mark: context.previousTotals.meanProgress?.rounded, link: "../rg-380.html#N19")
      ])
  }

  /// The municipality's entity, in a run of several.
  private var entity: [BarChart.Bar] {
    let code = context.report.entity(of: context.report.municipalities[place].code)?.code
    guard let figure = context.report.entities?.first(where: { $0.entity.code == code }) else {
      return []
    }
    let line = EntityLine(context: context, figure: figure)
    return [
      BarChart.Bar(
        "Su entidad", figure.area.sums.meanProgress?.rounded, mark: line.previousProgress,
        link: "../entidades/\(line.code).html#avance")
    ]
  }

  static let view = View<MunicipalityPage> { names in
    names.frame()
    names.record("municipio", "Las cifras del municipio.", MunicipalityLine.view) { page in
      MunicipalityLine(context: page.context, place: page.place)
    }
    names.record("entrega", "Estados de la entrega.", StackedBar.view) { $0.delivery }
    names.record("comparacion", "Avance frente al territorio.", BarChart.view) { $0.comparison }
    names.list("grupos", "Los establecimientos, por estado.", EstablishmentGroup.view) { page in
      EstablishmentGroup.byState(page.context, page.context.members[page.place])
    }
    names.rows("trabajos", "Los componentes, con quienes los trabajan.", workView) { page in
      page.context.workers[page.place].map {
        Work(context: page.context, component: $0.component, establishments: $0.establishments)
      }
    }
  }
}
