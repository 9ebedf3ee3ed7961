import Model

/// The pages of each entity with establishments: its own and its letter RG-110.
struct EntityPages: Sendable {
  private let context: PageContext
  private let figures: [EntityFigure]

  init(_ context: PageContext) {
    self.context = context
    figures = (context.report.entities ?? []).filter { !$0.establishments.isEmpty }
  }

  var count: Int { figures.count * 2 }

  func page(at index: Int) -> Page {
    let (context, figure) = (context, figures[index / 2])
    let code = figure.entity.code.text
    guard index % 2 == 0 else {
      return Page(path: "entidades/\(code)-carta.html", template: LetterPage.template) {
        LetterPage.view.record(LetterPage(context, of: figure.entity))
      }
    }
    return Page(path: "entidades/\(code).html", template: EntityPage.template) {
      EntityPage.view.record(EntityPage(context, figure))
    }
  }
}
