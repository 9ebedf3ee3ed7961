import Model
import TemplateEngine

/// A component in its place of RG-220, with what is behind its figures.
struct ComponentRank {
  struct Origin {
    let name: String
    let link: String
    let establishments: Int
  }

  let context: PageContext
  let figure: ComponentFigure
  /// Establishments of the component that most work on.
  let largest: Int
  private let whereFrom: Origins
  let transitions: [TransitionFigure]

  var component: Catalogue.Component { context.component(figure.component) }
  var process: Catalogue.Process { context.process(of: figure.component) }
  var origins: [Origin] { whereFrom.byComponent[figure.component] ?? [] }
  var previousPosition: Int? { context.previousPositions[figure.component] }

  /// In the order of their positions.
  static func all(_ context: PageContext) -> [ComponentRank] {
    let origins = Origins(context)
    let transitions = Dictionary(grouping: context.report.transitions, by: \.component)
    let largest = context.report.components.map(\.establishments).max() ?? 0
    return context.report.components.map { figure in
      ComponentRank(
        context: context, figure: figure, largest: largest,
        whereFrom: origins,
        transitions: transitions[figure.component] ?? [])
    }
  }

  /// Where all components are worked on; found when a page tells of it, since not every one does.
  private final class Origins {
    private let context: PageContext
    private(set) lazy var byComponent =
      context.report.entities.map { ofEntities(context, $0) } ?? ofMunicipalities(context)

    init(_ context: PageContext) {
      self.context = context
    }
  }

  private static func ofMunicipalities(_ context: PageContext) -> [ComponentIndex: [Origin]] {
    var origins: [ComponentIndex: [Origin]] = [:]
    for (place, area) in context.report.municipalities.enumerated() {
      for (component, establishments) in context.workers[place] {
        origins[component, default: []].append(
          Origin(
            name: context.municipalityName(area.code),
            link: "municipios/\(area.code.text).html#\(context.component(component).code)",
            establishments: establishments.count))
      }
    }
    return origins
  }

  /// Of several entities these: a country's municipalities are too many for a list.
  private static func ofEntities(
    _ context: PageContext, _ entities: [EntityFigure]
  ) -> [ComponentIndex: [Origin]] {
    var origins: [ComponentIndex: [Origin]] = [:]
    for entity in entities {
      for figure in entity.components where figure.establishments > 0 {
        let anchor = context.component(figure.component).code
        origins[figure.component, default: []].append(
          Origin(
            name: entity.entity.name,
            link: "entidades/\(entity.entity.code.text).html#\(anchor)",
            establishments: figure.establishments))
      }
    }
    return origins
  }

  /// Place, name, count and the place a year before.
  var summary: String {
    "\(figure.position), \(component.name): \(Spelling.grouped(figure.establishments)) EE"
      + (previousPosition.map { " (antes \($0))" } ?? "")
  }

  private var movement: String {
    guard let before = previousPosition else {
      return figure.establishments > 0 ? "no estaba" : ""
    }
    if before > figure.position { return "sube \(before - figure.position)" }
    return before < figure.position ? "baja \(figure.position - before)" : "igual"
  }

  private static let originView = View<Origin> { names in
    names.text("origen_municipio", "Municipio, o entidad si son varias.") { $0.name }
    names.link("origen_enlace", "Su página, en el componente.") { $0.link }
    names.integer("origen_establecimientos", "Establecimientos que lo trabajan.") {
      $0.establishments
    }
  }

  private static let transitionView = View<TransitionFigure> { names in
    names.integer("nivel_antes", "Nivel del año anterior.") { $0.before }
    names.integer("nivel_ahora", "Nivel de este año.") { $0.after }
    names.text("nivel_antes_nombre", "Su nombre.") { LevelWords.name($0.before) }
    names.text("nivel_ahora_nombre", "Su nombre.") { LevelWords.name($0.after) }
    names.integer("nivel_establecimientos", "Establecimientos con ese cambio.") {
      $0.establishments
    }
  }

  static let view = View<ComponentRank> { names in
    names.integer("posicion", "Lugar por número de establecimientos.") { $0.figure.position }
    names.integer("posicion_anterior", "Lugar del año anterior.") { $0.previousPosition }
    names.text("movimiento", "Cómo cambió de lugar.") { $0.movement }
    names.plain("componente", "Código.") { $0.component.code }
    names.text("componente_nombre", "Nombre.") { $0.component.name }
    names.text("componente_edicion", "Edición de la Guía 34.") {
      String($0.component.edition.year)
    }
    names.text("proceso_nombre", "Proceso.") { $0.process.name }
    names.text("gestion_nombre", "Gestión.") { $0.process.areaName }
    names.integer("establecimientos", "Establecimientos que lo trabajan.") {
      $0.figure.establishments
    }
    names.measure("puesto_y", "Borde superior, para dibujar.") { ($0.figure.position - 1) * 28_00 }
    names.measure("puesto_largo", "Largo de su barra, de 0 a 260.") { rank in
      Ratio(rank.figure.establishments * 260_00, over: rank.largest)?.rounded ?? 0
    }
    names.measure("puesto_fin", "Dónde va su número.") { rank in
      (Ratio(rank.figure.establishments * 260_00, over: rank.largest)?.rounded ?? 0) + 6_00
    }
    names.text("componente_corto", "Nombre, cortado para dibujar.") {
      Spelling.short($0.component.name, 44)
    }
    names.flag("hay_puesto_anterior", "Si tenía un lugar el año anterior.") {
      $0.previousPosition != nil
    }
    names.integer("municipios", "Municipios.") { $0.figure.municipalities.count }
    names.integer("oportunidades", "Oportunidades.") { $0.figure.sums.opportunities }
    names.integer("metas", "Metas.") { $0.figure.sums.goals }
    names.integer("acciones", "Acciones.") { $0.figure.sums.actions }
    names.integer("acciones_cumplidas", "Acciones cumplidas.") { $0.figure.sums.done }
    names.integer("acciones_vencidas", "Acciones vencidas.") { $0.figure.sums.overdue }
    names.decimal("avance", "Avance promedio.") { $0.figure.sums.meanProgress?.rounded }
    names.decimal("valoracion", "Valoración promedio.") { $0.figure.meanLevel?.hundredths }
    names.integer("nivel_1", "Establecimientos en nivel 1.") { $0.figure.levels[0] }
    names.integer("nivel_2", "Establecimientos en nivel 2.") { $0.figure.levels[1] }
    names.integer("nivel_3", "Establecimientos en nivel 3.") { $0.figure.levels[2] }
    names.integer("nivel_4", "Establecimientos en nivel 4.") { $0.figure.levels[3] }
    names.integer("nuevas", "Establecimientos que lo empiezan.") { $0.figure.added }
    names.integer("persistentes", "Establecimientos que siguen.") { $0.figure.persistent }
    names.integer("superadas", "Establecimientos que lo dejaron y subieron.") {
      $0.figure.overcome
    }
    names.integer("retiradas", "Establecimientos que lo dejaron sin subir.") {
      $0.figure.withdrawn
    }
    names.rows("origenes", "Municipios que lo trabajan.", originView) { $0.origins }
    names.rows("transiciones", "Cambios de valoración.", transitionView) { $0.transitions }
  }
}
