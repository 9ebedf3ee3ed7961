import Model
import TemplateEngine

/// A list of texts.
enum TextItem {
  static let view = View<String> { names in
    names.text("texto", "El texto.") { $0 }
  }
}

/// A diagnostic as it is told to whoever has to correct it.
enum FindingRow {
  static let view = View<FiledDiagnostic> { names in
    names.plain("codigo", "Código del hallazgo.") { $0.diagnostic.code.text }
    names.text("gravedad", "Error, advertencia o información.") {
      $0.diagnostic.code.severity.label
    }
    names.plain("gravedad_clase", "La gravedad, para clases.") {
      $0.diagnostic.code.severity.rawValue
    }
    names.text("donde", "Archivo y línea.") { row in
      row.diagnostic.line > 0 ? "\(row.file):\(row.diagnostic.line)" : row.file
    }
    names.integer("columna", "Ordinal del campo.") {
      $0.diagnostic.column > 0 ? $0.diagnostic.column : nil
    }
    names.flag("hay_columna", "Si se conoce la columna.") { $0.diagnostic.column > 0 }
    names.text("campo", "Campo.") { $0.diagnostic.field }
    names.flag("hay_campo", "Si habla de un campo.") { !$0.diagnostic.field.isEmpty }
    names.text("valor", "Valor encontrado.") { $0.diagnostic.value }
    names.flag("hay_valor", "Si hay un valor.") { !$0.diagnostic.value.isEmpty }
    names.text("mensaje", "Qué pasa y qué se espera.") { $0.diagnostic.message }
  }
}

/// A condition as it is told to the establishment.
struct ConditionCard {
  let context: PageContext
  let finding: ConditionFinding

  static let view = View<ConditionCard> { names in
    names.plain("condicion", "Código de la condición.") { $0.finding.condition.code }
    names.text("descripcion", "Qué indicio es.") { $0.finding.condition.description }
    names.text("regla", "Cómo se calcula.") {
      $0.finding.condition.rule($0.context.report.thresholds)
    }
    names.text("remedio", "Qué la termina.") {
      $0.finding.condition.remedy($0.context.report.thresholds)
    }
    names.text("vigencias", "Vigencias en las que se cumple.") {
      $0.finding.vigencias.map(String.init).joined(separator: ", ")
    }
    names.text("estado_condicion", "Estado.") { $0.finding.state.label }
    names.plain("estado_condicion_clase", "El estado, para clases.") { $0.finding.state.slug }
    names.text("estado_condicion_explicacion", "Qué quiere decir.") {
      $0.finding.state.explanation
    }
    names.text("evidencia", "Archivo y línea que la muestran.") {
      $0.context.evidence($0.finding.evidence)
    }
    names.flag("hay_evidencia", "Si hay una.") { $0.finding.evidence != nil }
    names.integer("apoyos", "Asistencias que cumplen requisitos.") { $0.finding.supports.count }
    names.date("ultimo_apoyo", "Día de la última.") { $0.finding.supports.last }
    names.flag("hay_apoyos", "Si hay asistencias.") { !$0.finding.supports.isEmpty }
  }
}

/// A condition that an exclusion takes out.
enum ExcludedCard {
  static let view = View<ExcludedCondition> { names in
    names.plain("condicion", "Código de la condición.") { $0.condition.code }
    names.text("descripcion", "Qué indicio es.") { $0.condition.description }
    names.text("vigencia_excluida", "Vigencia.") { String($0.key.vigencia) }
    names.text("motivo", "Motivo de la exclusión.") { $0.exclusion.reason }
  }
}

/// A component that the route or the self-evaluation touches.
struct ComponentRow {
  let context: PageContext
  let component: ComponentIndex
  let sums: ComponentSums
  let level: Int
  let previousLevel: Int

  static let view = View<ComponentRow> { names in
    names.plain("componente", "Código.") { $0.context.component($0.component).code }
    names.text("componente_nombre", "Nombre.") { $0.context.component($0.component).name }
    names.text("proceso_nombre", "Proceso.") { $0.context.process(of: $0.component).name }
    names.integer("acciones_componente", "Acciones.") { $0.sums.actions }
    names.decimal("avance_componente", "Avance promedio.") { $0.sums.meanProgress?.rounded }
    names.integer("nivel", "Valoración, 1 a 4.") { $0.level > 0 ? $0.level : nil }
    names.text("nivel_nombre", "Nombre del nivel.") { LevelWords.name($0.level) }
    names.integer("nivel_anterior", "Valoración del año anterior.") {
      $0.previousLevel > 0 ? $0.previousLevel : nil
    }
  }

  /// Those of the route of the establishment at a place, in the order of the catalogue.
  static func all(
    _ context: PageContext, _ place: Int, _ components: [RouteComponent]
  ) -> [ComponentRow] {
    let (territory, period) = (context.territory, context.period)
    let now = territory.evaluations[place, period]
    let before = territory.evaluations[place, period - 1]
    func level(_ evaluation: SelfEvaluation?, _ component: ComponentIndex) -> Int {
      evaluation.map { Int($0.levels[Int(component)]) } ?? 0
    }
    return components.sorted { $0.component < $1.component }.map { sums in
      ComponentRow(
        context: context, component: sums.component, sums: ComponentSums(sums),
        level: level(now, sums.component), previousLevel: level(before, sums.component))
    }
  }
}

/// An activity of the plan with what came of it.
struct ActivityRow {
  let context: PageContext
  let outcome: ActivityOutcome
  let place: Int?

  init(_ outcome: ActivityOutcome, _ context: PageContext, _ place: Int?) {
    self.outcome = outcome
    self.context = context
    self.place = place
  }

  static let view = View<ActivityRow> { names in
    names.text("actividad", "Código de la actividad.") { $0.outcome.activity.code }
    names.plain("actividad_dane", "Código DANE.") {
      $0.outcome.activity.key.establishment.text
    }
    names.text("actividad_ee", "Nombre del establecimiento.") { row in
      row.place.map { row.context.establishment($0).name }
    }
    names.flag("es_del_directorio", "Si el establecimiento tiene página.") { $0.place != nil }
    names.text("actividad_municipio", "Municipio.") { row in
      row.place.map {
        row.context.municipalityName(row.context.establishment($0).municipality)
      }
    }
    names.text("modalidad", "Modalidad.") { $0.outcome.activity.modality.label }
    names.text("tema", "Tema.") { $0.outcome.activity.topic }
    names.text("responsable", "Responsable de la actividad.") { $0.outcome.activity.responsible }
    names.date("programada", "Día programado.") { $0.outcome.activity.scheduled }
    names.date("ejecutada", "Primer día en que se ejecutó.") { $0.outcome.executed }
    names.flag("hay_ejecutada", "Si se ejecutó.") { $0.outcome.executed != nil }
    names.text("estado_actividad", "Estado.") { $0.outcome.state.label }
    names.plain("estado_actividad_clase", "El estado, para clases.") { $0.outcome.state.slug }
    names.text("codigo_pam", "Estrategia del PAM.") { $0.outcome.activity.strategy }
    names.flag("alineada", "Si la estrategia está en el PAM.") { $0.outcome.isAligned }
    names.text("fuente_actividad", "Archivo y línea del plan.") {
      $0.context.evidence($0.outcome.activity.place)
    }
  }
}
