import Model
import TemplateEngine

/// `rg-68-agenda.html`: the activities still to come, by date.
struct AgendaPage: Framed {
  let context: PageContext
  let frame: Frame

  init(_ context: PageContext) {
    self.context = context
    frame = Frame(context, "RG-68 · Agenda de asistencia técnica", section: nil)
  }

  private struct DayGroup {
    let day: Day
    let rows: [ActivityRow]
  }

  private static let dayView = View<DayGroup> { names in
    names.date("dia", "El día.") { $0.day }
    names.integer("dia_cuenta", "Cuántas actividades tiene.") { $0.rows.count }
    names.list("filas", "Las actividades.", ActivityRow.view) { $0.rows }
  }

  private var days: [DayGroup] {
    var rows: [Day: [ActivityRow]] = [:]
    for (place, outcomes) in context.activities.enumerated() {
      for outcome in outcomes where outcome.state == .pending {
        let row = ActivityRow(outcome, context, place)
        rows[outcome.activity.scheduled, default: []].append(row)
      }
    }
    return rows.sorted { $0.key < $1.key }.map { DayGroup(day: $0.key, rows: $0.value) }
  }

  static let view = View<AgendaPage> { names in
    names.frame()
    names.rows("dias", "Los días con actividades.", dayView) { $0.days }
    names.text("lider", "Quien firma.") { $0.context.report.entity.leaderName }
    names.flag("hay_lider", "Si está configurado.") {
      !$0.context.report.entity.leaderName.isEmpty
    }
    names.text("cargo_lider", "Su cargo.") { $0.context.report.entity.leaderPosition }
    names.integer("pendientes", "Actividades pendientes.") { page in
      page.days.reduce(0) { $0 + $1.rows.count }
    }
  }
}
