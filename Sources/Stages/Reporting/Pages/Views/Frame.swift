import Model
import TemplateEngine

/// What stands around the content of every page.
struct Frame: Sendable {
  enum Section: Int, CaseIterable, Sendable {
    case dashboard, components, results, irregularities, assistance, validation, entities
  }

  struct Crumb: Sendable {
    let text: String
    /// `nil` for the page itself.
    let link: String?
  }

  let context: PageContext
  let title: String
  /// The way from the page's folder to that of `index.html`: empty or `../`.
  let root: String
  let crumbs: [Crumb]
  /// The page of the main navigation that this one is.
  let section: Section?

  /// A page beside `index.html`.
  init(_ context: PageContext, _ title: String, section: Section?) {
    self.context = context
    self.title = title
    root = ""
    self.section = section
    let home = Crumb(text: "Tablero", link: "index.html")
    crumbs = section == .dashboard ? [] : [home, Crumb(text: title, link: nil)]
  }

  /// A page in a folder below it, with the pages between.
  init(_ context: PageContext, _ title: String, below: [Crumb]) {
    self.context = context
    self.title = title
    root = "../"
    section = nil
    crumbs =
      [Crumb(text: "Tablero", link: "../index.html")] + below + [Crumb(text: title, link: nil)]
  }

  private static let crumbView = View<Crumb> { names in
    names.text("texto", "Título de la página.") { $0.text }
    names.link("enlace", "Dirección; ausente en la página misma.") { $0.link }
    names.flag("es_enlace", "Si es otra página.") { $0.link != nil }
  }

  static let view = View<Frame> { names in
    names.text("titulo", "Título de la página.") { $0.title }
    names.link("raiz", "Camino a la carpeta de index.html: vacío o «../».") { $0.root }
    names.list("migas", "Páginas por encima de esta, y ella misma.", crumbView) { $0.crumbs }
    names.flag("hay_migas", "Si hay páginas por encima.") { !$0.crumbs.isEmpty }
    names.flag("en_tablero", "Si es el tablero.") { $0.section == .dashboard }
    names.flag("en_componentes", "Si es RG-220.") { $0.section == .components }
    names.flag("en_resultados", "Si es RG-380.") { $0.section == .results }
    names.flag("en_irregularidades", "Si es irregularidades.") { $0.section == .irregularities }
    names.flag("en_asistencia", "Si es asistencia técnica.") { $0.section == .assistance }
    names.flag("en_validacion", "Si es validación.") { $0.section == .validation }
    names.flag("en_entidades", "Si es la de las entidades.") { $0.section == .entities }
    names.flag("hay_entidades", "Si la ejecución es de varias entidades.") {
      $0.context.report.entities != nil
    }
    names.text("entidad", "Nombre de la entidad.") { $0.context.report.entity.name }
    names.image("logo", "Logo de la entidad.") { $0.context.report.logo }
    names.flag("hay_logo", "Si hay logo configurado.") { $0.context.report.logo != nil }
    names.plain("color", "Color de la entidad; el blanco se lee sobre él.") {
      $0.context.report.entity.color
    }
    names.flag("hay_color", "Si hay color configurado.") {
      !$0.context.report.entity.color.isEmpty
    }
    names.text("vigencia", "Vigencia del informe.") { String($0.context.period) }
    names.text("vigencia_anterior", "Vigencia anterior.") { String($0.context.period - 1) }
    names.date("corte", "Fecha de corte.") { $0.context.cutoff }
    names.text("version_programa", "Versión de pmi.") { $0.context.input.facts.version }
    names.text("dialecto", "Dialecto de los CSV.") { $0.context.input.facts.dialect }
  }
}

/// A subject of a whole page.
protocol Framed: SendableMetatype {
  var frame: Frame { get }
}

extension View.Names where Subject: Framed {
  /// The names that the layout uses.
  mutating func frame() {
    record("pagina", "Lo que rodea el contenido.", Frame.view) { $0.frame }
  }
}
