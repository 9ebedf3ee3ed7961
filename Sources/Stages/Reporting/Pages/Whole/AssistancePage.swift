import Model
import TemplateEngine

/// `asistencia.html`: classes, compliance of the plan and alignment with the PAM.
struct AssistancePage: Framed {
  let context: PageContext
  let frame: Frame

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "Asistencia técnica", section: .assistance)
  }

  private struct StrategyLine {
    let strategy: Strategy
    let activities: Int
    let executed: Int
  }

  private struct ActivityGroup {
    let state: ActivityState
    let rows: [ActivityRow]
  }

  /// The establishments of a class; those that need nothing are only counted.
  private struct ClassGroup {
    let modality: Modality
    let count: Int
    let lines: [EstablishmentLine]
  }

  private static let lineView = View<EstablishmentLine> { names in
    names.record("ee", "El establecimiento.", EstablishmentLine.view) { $0 }
    names.plain("proceso_propuesto", "Proceso con el avance promedio más bajo.") { line in
      AssistanceTables.weakestProcess(line.place, line.context.report)
    }
    names.text("proceso_propuesto_nombre", "Su nombre.") { line in
      let code = AssistanceTables.weakestProcess(line.place, line.context.report)
      return line.context.catalogue.processes.first { $0.code == code }?.name
    }
  }

  private static let classView = View<ClassGroup> { names in
    names.text("grupo", "La clase.") { $0.modality.label }
    names.plain("grupo_ancla", "Ancla.") { "clase-" + $0.modality.word.lowercased() }
    names.integer("grupo_cuenta", "Cuántos son.") { $0.count }
    names.flag("grupo_sin_lista", "Si solo se cuentan.") { $0.modality == .none }
    names.stream("filas", "Los establecimientos.", lineView) { $0.lines }
  }

  private static let strategyView = View<StrategyLine> { names in
    names.text("estrategia_codigo", "Código.") { $0.strategy.code }
    names.text("estrategia", "Estrategia.") { $0.strategy.text }
    names.integer("estrategia_actividades", "Actividades programadas.") { $0.activities }
    names.integer("estrategia_ejecutadas", "Ejecutadas.") { $0.executed }
  }

  private static let groupView = View<ActivityGroup> { names in
    names.text("grupo", "Estado.") { $0.state.label }
    names.plain("grupo_ancla", "Ancla.") { "actividad-" + $0.state.slug }
    names.integer("grupo_cuenta", "Cuántas son.") { $0.rows.count }
    names.stream("filas", "Las actividades.", ActivityRow.view) { $0.rows }
  }

  private var strategies: [StrategyLine] {
    let activities = Dictionary(grouping: context.report.outcomes) {
      $0.activity.strategy ?? ""
    }
    return context.territory.strategies.filter { $0.vigencia == context.period }.map { strategy in
      let found = activities[strategy.code] ?? []
      return StrategyLine(
        strategy: strategy, activities: found.count, executed: found.count { $0.state.counts })
    }
  }

  private var activityGroups: [ActivityGroup] {
    var rows: [ActivityState: [ActivityRow]] = [:]
    for (place, outcomes) in context.activities.enumerated() {
      for outcome in outcomes {
        rows[outcome.state, default: []].append(ActivityRow(outcome, context, place))
      }
    }
    return ActivityState.reading.map { ActivityGroup(state: $0, rows: rows[$0] ?? []) }
  }

  private var states: StackedBar {
    let counts = context.report.outcomes.reduce(into: [ActivityState: Int]()) {
      $0[$1.state, default: 0] += 1
    }
    return StackedBar(
      ActivityState.reading.map { state in
        StackedBar.Part(
          label: state.label, style: "act-" + state.slug, count: counts[state] ?? 0,
          link: "#actividad-\(state.slug)", note: "")
      })
  }

  private var classGroups: [ClassGroup] {
    let groups = Dictionary(grouping: context.territory.establishments.indices) {
      context.report.irregularities.classes[$0].modality
    }
    return Modality.reading.map { modality in
      let places = groups[modality] ?? []
      return ClassGroup(
        modality: modality, count: places.count,
        lines: modality == .none
          ? [] : places.map { EstablishmentLine(context: context, place: $0) })
    }
  }

  static let view = View<AssistancePage> { names in
    names.frame()
    names.list("claves", "Indicadores de la asistencia.", IndicatorRow.view) { page in
      IndicatorRow.all(page.context.report).filter {
        ["N20", "N21", "N22", "N23"].contains($0.indicator.code)
      }
    }
    names.record("cumplimiento", "Estados de las actividades.", StackedBar.view) { $0.states }
    names.list("actividades", "Actividades, por estado.", groupView) { $0.activityGroups }
    names.list("clases", "Establecimientos, por clase.", classView) { $0.classGroups }
    names.rows("estrategias", "Estrategias del PAM.", strategyView) { $0.strategies }
    names.text("vigencia_siguiente", "Vigencia del plan que se propone.") {
      String($0.context.period + 1)
    }
  }
}
