import Model
import TemplateEngine

/// The actions of a route under their metas and oportunidades, in the order in which they come.
struct RoutePlan {
  /// A page shows so many actions and such a length of a text; the rest is in the source.
  static let longestRoute = 300
  static let longestText = 400

  struct Opportunity {
    let number: Int
    let text: String
    let component: Catalogue.Component
    let place: String
    var goals: [Goal] = []
    var actions = 0
    var progress = 0
  }

  struct Goal {
    let number: Int
    let text: String
    let indicator: String
    var actions: [Action] = []
  }

  /// A class, as are its values' texts: it is looked into for each of them.
  final class Action {
    let detail: ActionDetail
    let place: String
    let isOverdue: Bool

    init(_ detail: ActionDetail, place: String, isOverdue: Bool) {
      self.detail = detail
      self.place = place
      self.isOverdue = isOverdue
    }
  }

  private(set) var opportunities: [Opportunity] = []
  let hidden: Int

  init(_ details: [ActionDetail], _ context: PageContext) {
    hidden = max(0, details.count - RoutePlan.longestRoute)
    var opportunityPlaces: [Int: Int] = [:]
    var goalPlaces: [Int: Int] = [:]
    for detail in details.prefix(RoutePlan.longestRoute) {
      let place = context.evidence(detail.place)
      let known = opportunityPlaces[detail.opportunity]
      let opportunity = known ?? opportunities.count
      if known == nil {
        opportunityPlaces[detail.opportunity] = opportunity
        opportunities.append(
          Opportunity(
            number: detail.opportunity, text: RoutePlan.short(detail.opportunityText),
            component: context.component(detail.component), place: place))
      }
      let knownGoal = goalPlaces[detail.goal]
      let goal = knownGoal ?? opportunities[opportunity].goals.count
      if knownGoal == nil {
        goalPlaces[detail.goal] = goal
        opportunities[opportunity].goals.append(
          Goal(
            number: detail.goal, text: RoutePlan.short(detail.goalText),
            indicator: RoutePlan.short(detail.indicatorText)))
      }
      let isOverdue = detail.progress < 100_00 && (detail.end.map { $0 < context.cutoff } ?? false)
      opportunities[opportunity].actions += 1
      opportunities[opportunity].progress += detail.progress
      opportunities[opportunity].goals[goal].actions.append(
        Action(detail, place: place, isOverdue: isOverdue))
    }
  }

  private static func short(_ text: String) -> String { Spelling.short(text, longestText) }

  private static let actionView = View<Action> { names in
    names.integer("accion_no", "Número de la acción.") { $0.detail.action }
    names.text("accion", "Acción.") { short($0.detail.actionText) }
    names.decimal("accion_avance", "Avance.") { $0.detail.progress }
    names.measure("accion_ancho", "Avance, para dibujar.") { $0.detail.progress }
    names.date("inicio", "Fecha de inicio.") { $0.detail.start }
    names.flag("hay_inicio", "Si la hay.") { $0.detail.start != nil }
    names.date("fin", "Fecha de fin.") { $0.detail.end }
    names.flag("hay_fin", "Si la hay.") { $0.detail.end != nil }
    names.date("seguimiento", "Fecha de seguimiento.") { $0.detail.followUp }
    names.flag("hay_seguimiento", "Si la hay.") { $0.detail.followUp != nil }
    names.flag("cumplida", "Si el avance es 100 %.") { $0.detail.progress == 100_00 }
    names.flag("vencida", "Si debía haber terminado.") { $0.isOverdue }
    names.text("evidencia_accion", "Evidencia.") { short($0.detail.evidenceText) }
    names.flag("hay_evidencia_accion", "Si la hay.") { !$0.detail.evidenceText.isEmpty }
    names.text("accion_fuente", "Archivo y línea.") { $0.place }
  }

  private static let goalView = View<Goal> { names in
    names.integer("meta_no", "Número de la meta.") { $0.number }
    names.text("meta", "Meta.") { $0.text }
    names.text("indicador_meta", "Indicador.") { $0.indicator }
    names.flag("hay_indicador_meta", "Si lo hay.") { !$0.indicator.isEmpty }
    names.list("acciones_meta", "Acciones.", actionView) { $0.actions }
  }

  static let opportunityView = View<Opportunity> { names in
    names.integer("oportunidad_no", "Número de la oportunidad.") { $0.number }
    names.text("oportunidad", "Oportunidad de mejora.") { $0.text }
    names.plain("oportunidad_componente", "Código del componente.") { $0.component.code }
    names.text("oportunidad_componente_nombre", "Nombre del componente.") { $0.component.name }
    names.text("oportunidad_acciones", "Cuántas acciones tiene.") {
      Spelling.count($0.actions, "acción", "acciones")
    }
    names.decimal("oportunidad_avance", "Avance promedio.") {
      Ratio($0.progress, over: $0.actions)?.rounded
    }
    names.text("oportunidad_fuente", "Archivo y línea de la primera acción.") { $0.place }
    names.list("lista_metas", "Metas.", goalView) { $0.goals }
  }
}
