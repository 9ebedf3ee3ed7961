import Model
import TemplateEngine

/// `rg-220.html`: what is to be improved, component by component.
struct ComponentsPage: Framed {
  let context: PageContext
  let frame: Frame
  let ranks: [ComponentRank]

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "RG-220 · Aspectos a mejorar", section: .components)
    ranks = ComponentRank.all(context)
  }

  static let view = View<ComponentsPage> { names in
    names.frame()
    names.rows("puestos", "Los componentes, por posición.", ComponentRank.view) { $0.ranks }
    names.record("calor", "Municipios por procesos.", HeatMap.view) { HeatMap($0.context) }
    names.integer("rutas", "Rutas recibidas.") { page in
      page.context.report.municipalities.reduce(0) { $0 + $1.figure.received }
    }
  }
}
