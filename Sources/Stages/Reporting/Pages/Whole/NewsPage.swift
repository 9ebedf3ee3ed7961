import Model
import TemplateEngine

/// `novedades.html`: what changed since the run that `current` named before.
struct NewsPage: Framed {
  let context: PageContext
  let frame: Frame

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "Novedades", section: nil)
  }

  private var news: News { context.report.news }

  private func items(_ change: NewsItem.Change) -> [NewsItem] {
    news.items.filter { $0.change == change }
  }

  private static let itemView = View<NewsItem> { names in
    names.plain("codigo_dane", "Código DANE.") { $0.establishment.code.text }
    names.text("nombre", "Nombre.") { $0.establishment.name }
    names.text("municipio", "Municipio.") { $0.establishment.municipalityName }
    names.flag("en_directorio", "Si el directorio de ahora lo tiene.") {
      $0.establishment.isListed
    }
    names.text("condicion", "Código de la condición.") { $0.conditionCode }
    names.text("descripcion", "Qué indicio es.") { item in
      item.conditionCode.flatMap { Condition(code: $0) }?.description
    }
    names.text("antes", "Estado en la ejecución anterior.") { $0.before }
    names.flag("hay_antes", "Si lo tenía.") { $0.before != nil }
    names.text("ahora", "Estado ahora.") { $0.now }
    names.text("version_antes", "Versión de la ruta que contaba.") { item in
      item.versionBefore.map(String.init)
    }
    names.flag("hay_version_antes", "Si contaba una ruta.") { $0.versionBefore != nil }
    names.text("version_ahora", "Versión de la ruta que cuenta.") { item in
      item.versionNow.map(String.init)
    }
    names.flag("hay_version_ahora", "Si cuenta una ruta.") { $0.versionNow != nil }
  }

  static let view = View<NewsPage> { names in
    names.frame()
    names.flag("es_primera", "Si no hay una ejecución anterior.") {
      $0.news.comparison == .first
    }
    names.text("anterior", "La ejecución anterior.") { $0.news.run }
    names.flag("hay_comparacion", "Si se pudo comparar con ella.") { page in
      if case .with = page.news.comparison { true } else { false }
    }
    names.text("impedimento", "Por qué no se pudo comparar.") { page in
      if case .impossible(_, let reason) = page.news.comparison { reason } else { nil }
    }
    names.flag("hay_impedimento", "Si no se pudo comparar.") { page in
      if case .impossible = page.news.comparison { true } else { false }
    }
    names.rows("llegan", "Entregas que llegaron.", itemView) { $0.items(.arrives) }
    names.integer("llegan_total", "Cuántas.") { $0.items(.arrives).count }
    names.rows("aparecen", "Condiciones que aparecen.", itemView) { $0.items(.appears) }
    names.integer("aparecen_total", "Cuántas.") { $0.items(.appears).count }
    names.rows("terminan", "Condiciones que terminan.", itemView) { $0.items(.ends) }
    names.integer("terminan_total", "Cuántas.") { $0.items(.ends).count }
  }
}
