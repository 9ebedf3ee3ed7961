import Model
import TemplateEngine

/// `irregularidades.html`: conditions, exclusions and what goes to Inspección y Vigilancia.
struct IrregularitiesPage: Framed {
  let context: PageContext
  let frame: Frame

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "Indicios de irregularidad", section: .irregularities)
  }

  private struct Group {
    let context: PageContext
    let condition: Condition
    let findings: [ConditionFinding]
  }

  private struct Line {
    let context: PageContext
    let finding: ConditionFinding
  }

  private static let lineView = View<Line> { names in
    names.record("ee", "El establecimiento.", EstablishmentLine.view) { line in
      EstablishmentLine(context: line.context, place: line.finding.establishment)
    }
    names.record("condicion", "La condición.", ConditionCard.view) { line in
      ConditionCard(context: line.context, finding: line.finding)
    }
  }

  private static let groupView = View<Group> { names in
    names.plain("grupo", "Código de la condición.") { $0.condition.code }
    names.text("grupo_nombre", "Nombre corto.") { $0.condition.label }
    names.text("grupo_descripcion", "Qué indicio es.") { $0.condition.description }
    names.text("grupo_regla", "Cómo se calcula.") {
      $0.condition.rule($0.context.report.thresholds)
    }
    names.text("grupo_remedio", "Qué la termina.") {
      $0.condition.remedy($0.context.report.thresholds)
    }
    names.integer("grupo_cuenta", "Establecimientos.") { $0.findings.count }
    names.stream("filas", "Los establecimientos.", lineView) { group in
      group.findings.map { Line(context: group.context, finding: $0) }
    }
  }

  private static let exclusionView = View<ExcludedCondition> { names in
    names.plain("excluida_dane", "Código DANE.") { $0.key.establishment.text }
    names.text("excluida_vigencia", "Vigencia.") { String($0.key.vigencia) }
    names.plain("excluida_condicion", "Código de la condición.") { $0.condition.code }
    names.text("excluida_motivo", "Motivo.") { $0.exclusion.reason }
    names.text("excluida_autoriza", "Quién lo autoriza.") { $0.exclusion.authority }
  }

  static let view = View<IrregularitiesPage> { names in
    names.frame()
    names.record("condiciones", "Condiciones por estado.", ConditionMatrix.view) {
      ConditionMatrix($0.context)
    }
    names.list("grupos", "Una por condición.", groupView) { page in
      let groups = Dictionary(grouping: page.context.report.irregularities.findings) {
        $0.condition
      }
      return Condition.allCases.map {
        Group(context: page.context, condition: $0, findings: groups[$0] ?? [])
      }
    }
    names.rows("excluidas", "Condiciones que no cuentan.", exclusionView) {
      $0.context.report.irregularities.excluded
    }
    names.rows("reportados", "Establecimientos de poaiv.csv.", ReportedLine.view) { page in
      ReportedLine.all(page.context)
    }
    names.integer("ventana", "Vigencias de la ventana.") { $0.context.report.thresholds.window }
    names.integer("minimo_vigencias", "Vigencias para ser sistemática.") {
      $0.context.report.thresholds.minimumVigencias
    }
    names.integer("plazo_reaccion", "Días que debe tener un apoyo.") {
      $0.context.report.thresholds.reactionDays
    }
  }
}

/// An establishment of `poaiv.csv` with why it is there.
struct ReportedLine {
  let context: PageContext
  let report: ReportedEstablishment

  static func all(_ context: PageContext) -> [ReportedLine] {
    ReportedEstablishment.all(context.report).map { ReportedLine(context: context, report: $0) }
  }

  static let view = View<ReportedLine> { names in
    names.record("ee", "El establecimiento.", EstablishmentLine.view) { line in
      EstablishmentLine(context: line.context, place: line.report.establishment)
    }
    names.list("candidatas", "Las condiciones.", ConditionCard.view) { line in
      line.report.findings.map { ConditionCard(context: line.context, finding: $0) }
    }
    names.text("primera_vigencia", "Primera vigencia en la que se cumple alguna.") {
      String($0.report.firstVigencia)
    }
    names.integer("apoyos_total", "Asistencias distintas.") { $0.report.supports.count }
    names.date("ultimo_apoyo_total", "Día de la última.") { $0.report.supports.last }
    names.text("decision", "La decisión del líder.") {
      $0.report.isDecided ? "Reportar" : "Pendiente"
    }
  }
}
