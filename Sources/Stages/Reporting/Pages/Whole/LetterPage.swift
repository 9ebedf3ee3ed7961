import Model
import TemplateEngine

/// `rg-110-carta.html`: the letter to Inspección y Vigilancia (activity 9).
struct LetterPage: Framed {
  let context: PageContext
  let frame: Frame

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "RG-110 · Carta a Inspección y Vigilancia", section: nil)
  }

  private var entity: Entity { context.report.entity }

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
      ReportedLine.all(page.context)
    }
    names.text("cuenta_reportados", "Cuántos son, en palabras de la carta.") { page in
      Spelling.count(
        ReportedEstablishment.all(page.context.report).count, "establecimiento educativo",
        "establecimientos educativos")
    }
    names.flag("hay_pendientes", "Si el líder no ha decidido sobre alguno.") { page in
      ReportedEstablishment.all(page.context.report).contains { !$0.isDecided }
    }
    names.text("desde", "Primera vigencia de la ventana.") { page in
      String(page.context.period - page.context.report.thresholds.window + 1)
    }
  }
}
