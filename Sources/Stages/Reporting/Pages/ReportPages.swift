import Model
import TemplateEngine

/// A template of a page and what it may name.
package struct PageTemplate: Sendable {
  /// The file's name in `html/`, such as `rg-220.html`.
  package let name: String
  package let shape: Shape
}

/// A page still to be made.
package struct Page: Sendable {
  /// Below the folder of pages, such as `municipios/68001.html`.
  package let path: String
  package let template: String
  /// Makes the values; to be called once, on any thread.
  package let record: @Sendable () throws -> Record
}

/// Every HTML page of contract 3.
///
/// Pages are made when they are asked for, in any order and from any thread, so that a territory of
/// many establishments needs no more memory than a small one.
package struct ReportPages: Sendable {
  private let context: PageContext
  private let whole: [WholePage]
  private let ofEntities: EntityPages

  package init(_ input: PageInput) {
    context = PageContext(input)
    let isOfSeveral = input.report.entities != nil
    whole = WholePage.all + (isOfSeveral ? WholePage.ofSeveralEntities : [])
    ofEntities = EntityPages(context)
  }

  package var count: Int {
    whole.count + context.members.count + context.territory.establishments.count
      + ofEntities.count
  }

  /// The pages of the territory, then those of municipalities, of establishments and of entities.
  package func page(at index: Int) -> Page {
    let context = context
    if index < whole.count {
      let page = whole[index]
      return Page(path: page.name, template: page.name) { try page.record(context) }
    }
    let municipality = index - whole.count
    if municipality < context.members.count {
      let code = context.report.municipalities[municipality].code.text
      return Page(path: "municipios/\(code).html", template: MunicipalityPage.template) {
        MunicipalityPage.view.record(MunicipalityPage(context, municipality))
      }
    }
    let place = municipality - context.members.count
    guard place < context.territory.establishments.count else {
      return ofEntities.page(at: place - context.territory.establishments.count)
    }
    let code = context.establishment(place).code.text
    return Page(path: "establecimientos/\(code).html", template: EstablishmentPage.template) {
      try EstablishmentPage.view.record(EstablishmentPage(context, place))
    }
  }

  package static func all(_ input: PageInput) -> some Sequence<Page> {
    ReportPages(input).all
  }

  /// Every page but that of the archive, which tells of the others.
  package var all: some Sequence<Page> {
    (0..<count).lazy.map { page(at: $0) }
  }

  /// `archivo.html`, to be made when the documents that it lists are written.
  package func archive(_ archive: Archive) -> Page {
    let context = context
    return Page(path: ArchivePage.template, template: ArchivePage.template) {
      ArchivePage.view.record(ArchivePage(context, archive))
    }
  }

  /// Every template with its shape.
  package static let declarations = declarations(ofSeveral: true)

  /// Those that a run uses, so that they are compiled before any input is read; `ofSeveral`: of more
  /// than one entity.
  package static func declarations(ofSeveral: Bool) -> [PageTemplate] {
    let whole = WholePage.all + (ofSeveral ? WholePage.ofSeveralEntities : [])
    return whole.map { PageTemplate(name: $0.name, shape: $0.shape) }
      + (ofSeveral ? [PageTemplate(name: EntityPage.template, shape: EntityPage.view.shape)] : [])
      + [
        PageTemplate(name: ArchivePage.template, shape: ArchivePage.view.shape),
        PageTemplate(name: MunicipalityPage.template, shape: MunicipalityPage.view.shape),
        PageTemplate(name: EstablishmentPage.template, shape: EstablishmentPage.view.shape),
      ]
  }
}

/// A page that there is once.
struct WholePage: Sendable {
  let name: String
  let shape: Shape
  let record: @Sendable (PageContext) throws -> Record

  init<Subject>(
    _ name: String, _ view: View<Subject>, _ subject: @escaping @Sendable (PageContext) -> Subject
  ) {
    self.name = name
    shape = view.shape
    record = { view.record(subject($0)) }
  }

  static let all: [WholePage] = [
    WholePage("index.html", DashboardPage.view, DashboardPage.init),
    WholePage("rg-220.html", ComponentsPage.view, ComponentsPage.init),
    WholePage("rg-380.html", ResultsPage.view, ResultsPage.init),
    WholePage("irregularidades.html", IrregularitiesPage.view, IrregularitiesPage.init),
    WholePage("asistencia.html", AssistancePage.view, AssistancePage.init),
    WholePage("validacion.html", ValidationPage.view, ValidationPage.init),
    WholePage(LetterPage.template, LetterPage.view) { LetterPage($0) },
    WholePage("rg-68-agenda.html", AgendaPage.view, AgendaPage.init),
    WholePage("novedades.html", NewsPage.view, NewsPage.init),
  ]

  /// Those that only a run of several entities has.
  static let ofSeveralEntities: [WholePage] = [
    WholePage("entidades.html", EntitiesPage.view, EntitiesPage.init)
  ]
}
