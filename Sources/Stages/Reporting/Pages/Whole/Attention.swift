import Model
import TemplateEngine

/// Something to look at next, with where to look.
struct Attention {
  let count: Int
  let one: String
  let many: String
  let link: String

  private init(_ count: Int, _ one: String, _ many: String, link: String) {
    self.count = count
    self.one = one
    self.many = many
    self.link = link
  }

  static let view = View<Attention> { names in
    names.text("atencion_texto", "Qué pasa, con cuántos, y qué hacer.") {
      Spelling.count($0.count, $0.one, $0.many)
    }
    names.link("atencion_enlace", "Dónde se ve.") { $0.link }
  }

  /// What there is something of, the most urgent first.
  static func all(_ context: PageContext) -> [Attention] {
    (ofReports(context) + ofDelivery(context) + ofWork(context)).filter { $0.count > 0 }
  }

  private static func ofReports(_ context: PageContext) -> [Attention] {
    let reports = ReportedEstablishment.all(context.report)
    let findings = context.report.irregularities.findings
    let waiting = Set(
      findings.filter { $0.state == .needsSupport }.map(\.establishment)
    ).count
    return [
      Attention(
        reports.count { !$0.isDecided }, "EE candidato a reporte espera la decisión del líder.",
        "EE candidatos a reporte esperan la decisión del líder.",
        link: "irregularidades.html#reporte"),
      Attention(
        waiting, "EE con una condición sistemática no ha recibido la asistencia que se le debe.",
        "EE con una condición sistemática no han recibido la asistencia que se les debe.",
        link: "irregularidades.html#condiciones"),
    ]
  }

  private static func ofDelivery(_ context: PageContext) -> [Attention] {
    let counts = context.counts(of: context.territory.establishments.indices)
    func state(_ state: DeliveryState, _ one: String, _ many: String) -> Attention {
      Attention(counts[state] ?? 0, one, many, link: "rg-380.html#estado-\(state.slug)")
    }
    return [
      state(
        .notDelivered, "EE no entregó la ruta y el plazo terminó.",
        "EE no entregaron la ruta y el plazo terminó."),
      state(
        .returned, "ruta devuelta no ha vuelto corregida.",
        "rutas devueltas no han vuelto corregidas."),
      state(
        .announced, "entrega anunciada no tiene una ruta que cuente: pedir el archivo.",
        "entregas anunciadas no tienen una ruta que cuente: pedir el archivo."),
      state(
        .unregistered, "EE no tiene registro de entrega: completar el RG-300.",
        "EE no tienen registro de entrega: completar el RG-300."),
      state(
        .delivered, "ruta recibida no tiene fecha en el RG-300: completarla.",
        "rutas recibidas no tienen fecha en el RG-300: completarla."),
    ]
  }

  private static func ofWork(_ context: PageContext) -> [Attention] {
    let outcomes = context.report.outcomes
    let older = context.territory.establishments.indices.count {
      context.route($0, context.period)?.isOlderVersion ?? false
    }
    return [
      Attention(
        outcomes.count { $0.state == .notExecuted },
        "actividad de asistencia programada no se ejecutó.",
        "actividades de asistencia programadas no se ejecutaron.",
        link: "asistencia.html#actividad-no-ejecutada"),
      Attention(
        outcomes.count { $0.state == .failsRequirements },
        "actividad ejecutada no cumple los requisitos.",
        "actividades ejecutadas no cumplen los requisitos.",
        link: "asistencia.html#actividad-incumple"),
      Attention(
        context.totals.overdue, "acción de las rutas está vencida.",
        "acciones de las rutas están vencidas.", link: "rg-220.html#componentes"),
      Attention(
        older,
        "ruta llegó en una versión nueva que se rechazó entera: rigen sus cifras anteriores.",
        "rutas llegaron en una versión nueva que se rechazó entera: rigen sus cifras anteriores.",
        link: "validacion.html#hallazgos"),
      Attention(
        context.report.files.reduce(0) { $0 + $1.rejected },
        "fila de entrada se rechazó: devolverla a quien la envió.",
        "filas de entrada se rechazaron: devolverlas a quien las envió.",
        link: "validacion.html#archivos"),
    ]
  }
}
