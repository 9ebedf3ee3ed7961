import Model
import TemplateEngine

/// `rg-110-carta.html`: the letter to Inspección y Vigilancia (activity 9).
///
/// In a run of several entities there is one of each as well, with the establishments that are its own
/// to report, and blanks for what the configuration can't know of it.
struct LetterPage: Framed {
  static let template = "rg-110-carta.html"

  let context: PageContext
  let frame: Frame
  /// Who sends it.
  private let entity: Entity
  private let reported: [ReportedEstablishment]
  /// Whether it is the letter of one entity of several.
  private let isOfOneOfSeveral: Bool

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, LetterPage.title, section: nil)
    entity = context.report.entity
    reported = ReportedEstablishment.all(context.report)
    isOfOneOfSeveral = false
  }

  init(_ context: PageContext, of sender: TerritorialEntity) {
    self.context = context
    frame = Frame(
      context, LetterPage.title,
      below: [
        Frame.Crumb(text: "Entidades", link: "../entidades.html"),
        Frame.Crumb(text: sender.name, link: sender.code.text + ".html"),
      ])
    var entity = Entity()
    entity.name = "Secretaría de Educación de \(sender.name)"
    entity.departmentName = sender.department
    entity.city = sender.kind == .municipality ? sender.name : ""
    entity.addressee = context.report.entity.addressee
    self.entity = entity
    reported = context.reported(by: sender.code)
    isOfOneOfSeveral = true
  }

  private static let title = "RG-110 · Carta a Inspección y Vigilancia"

  /// The letters of the entities that have something to report, from the one that lists all.
  private var letters: [EntityLine] {
    isOfOneOfSeveral
      ? []
      : EntityLine.all(context).filter {
        !context.reported(by: $0.figure.entity.code).isEmpty
      }
  }

  static let view = View<LetterPage> { names in
    names.frame()
    names.text("ciudad", "Ciudad desde la que se firma.") { $0.entity.city }
    names.text("departamento", "Departamento.") { $0.entity.departmentName }
    names.text("destinatario", "Área a la que se dirige.") { $0.entity.addressee }
    names.text("lider", "Quien firma.") { $0.entity.leaderName }
    names.flag("hay_lider", "Si está configurado.") { !$0.entity.leaderName.isEmpty }
    names.text("cargo_lider", "Su cargo.") { $0.entity.leaderPosition }
    names.text("profesional", "Quien proyecta.") { $0.entity.professionalName }
    names.flag("hay_profesional", "Si está configurado.") { !$0.entity.professionalName.isEmpty }
    names.text("cargo_profesional", "Su cargo.") { $0.entity.professionalPosition }
    names.rows("reportados", "Establecimientos de poaiv.csv.", ReportedLine.view) { page in
      page.reported.map { ReportedLine(context: page.context, report: $0) }
    }
    names.text("cuenta_reportados", "Cuántos son, en palabras de la carta.") { page in
      Spelling.count(
        page.reported.count, "establecimiento educativo", "establecimientos educativos")
    }
    names.flag("hay_pendientes", "Si el líder no ha decidido sobre alguno.") { page in
      page.reported.contains { !$0.isDecided }
    }
    names.text("remitente", "Quien la envía.") { $0.entity.name }
    names.flag("hay_ciudad", "Si se conoce la ciudad; si no, queda en blanco.") {
      !$0.isOfOneOfSeveral || !$0.entity.city.isEmpty
    }
    names.flag("es_de_quien_publica", "Si la envía quien publica, y no una de varias entidades.") {
      !$0.isOfOneOfSeveral
    }
    names.rows("cartas", "Las de las entidades, en la que las reúne.", EntityLine.view) {
      $0.letters
    }
    names.text("desde", "Primera vigencia de la ventana.") { page in
      String(page.context.period - page.context.report.thresholds.window + 1)
    }
  }
}
