import Model

/// What each criterion asks and what is found, as `pmi run --explain` tells it.
extension ConditionCriterion {
  /// What has to be so, a sentence.
  func asked(_ facts: ConditionFacts) -> String {
    let (cutoff, thresholds) = (facts.cutoff.iso, facts.thresholds)
    switch self {
    case .isNotDelivered: return "El estado de la entrega es NO ENTREGADA."
    case .isNotLost: return "No es que llegaran filas y todas se rechazaran (I08)."
    case .isLate: return "La fecha de entrega es posterior a la fecha límite."
    case .isReturned: return "El estado de la entrega es DEVUELTA."
    case .isCorrectionOverdue:
      return
        "Pasaron \(thresholds.correctionDays) días o más desde la devolución (corte \(cutoff))."
    case .hasRoute: return "Hay filas de la ruta que cuentan."
    case .hasNoMeasurableGoal: return "Ninguna meta se puede medir."
    case .hasStarted: return "Alguna acción tiene fecha de inicio hasta el corte (\(cutoff))."
    case .hasNoFollowUp: return "Ninguna fila tiene fecha de seguimiento hasta el corte."
    case .isFollowedUp: return "No es que falte el seguimiento (I05)."
    case .hasEnded: return "Alguna acción tiene fecha de fin hasta el corte (\(cutoff))."
    case .makesNoProgress:
      return
        "El avance promedio de esas acciones es menor que \(Figures.decimal(thresholds.progressThreshold)) %."
    case .hasWeakness: return "Algún componente está valorado en nivel 1."
    case .leavesWeaknessesOut: return "La ruta no tiene acciones en ninguno de ellos."
    case .hasNoRoute: return "No hay filas de la ruta que cuenten."
    case .lostEveryRow: return "Llegaron filas de la ruta y todas se rechazaron."
    case .isMostlyIncomplete:
      return
        "Más de \(Figures.decimal(thresholds.incompleteThreshold)) % de las acciones está incompleto."
    case .othersAreEvaluated: return "Otros establecimientos tienen autoevaluación de la vigencia."
    case .isNotEvaluated: return "Este establecimiento no tiene ninguna fila de autoevaluación."
    }
  }

  /// What is found, with its figures; a sentence.
  func found(_ facts: ConditionFacts, code: (ComponentIndex) -> String) -> String {
    let route = facts.route?.facts
    switch self {
    case .isNotDelivered, .isReturned: return "Es \(facts.delivery.state.rawValue)."
    case .isNotLost, .lostEveryRow:
      return facts.firstRejected == nil
        ? "No llegaron filas que se rechazaran todas." : "Todas las filas se rechazaron."
    case .isLate: return Figures.delivery(facts.delivery)
    case .isCorrectionOverdue: return Figures.correction(facts)
    case .hasRoute, .hasNoRoute:
      guard let route = facts.route else { return "No hay ninguna." }
      return
        "Versión \(route.version), con \(Figures.count(route.facts.totals.actions, "acción", "acciones"))."
    case .hasNoMeasurableGoal:
      return
        "Medibles: \(route?.measurableGoals ?? 0) de \(Figures.count(route?.goals ?? 0, "meta", "metas"))."
    case .hasStarted:
      return route?.firstStarted == nil
        ? "Ninguna la tiene." : "La primera está en la fila que se indica."
    case .hasNoFollowUp, .isFollowedUp:
      return route?.hasFollowUp == true ? "Hay seguimiento." : "No hay seguimiento."
    case .hasEnded: return "\(Figures.count(route?.ended ?? 0, "acción", "acciones"))."
    case .makesNoProgress:
      guard let route, let mean = Ratio(route.endedProgress, over: route.ended) else {
        return "No hay acciones."
      }
      return
        "Es \(Figures.decimal(mean.rounded)) % (\(Figures.decimal(route.endedProgress)) entre \(route.ended))."
    case .hasWeakness:
      let codes = facts.weaknesses.map(code)
      return codes.isEmpty ? "Ninguno." : codes.joined(separator: ", ") + "."
    case .leavesWeaknessesOut:
      let weak = facts.weaknesses
      let codes = (route?.components ?? []).map(\.component).filter(weak.contains).map(code)
      return codes.isEmpty ? "No tiene." : "Tiene en \(codes.joined(separator: ", "))."
    case .isMostlyIncomplete:
      let (incomplete, all) = (route?.incomplete ?? 0, route?.totals.actions ?? 0)
      let share = Ratio(incomplete, over: all)?.percentHundredths ?? 0
      return "Incompletas: \(incomplete) de \(all) (\(Figures.decimal(share)) %)."
    case .othersAreEvaluated: return facts.someAreEvaluated ? "Los hay." : "No los hay."
    case .isNotEvaluated: return facts.evaluation == nil ? "No tiene." : "Tiene autoevaluación."
    }
  }

  /// The row that shows it.
  func place(_ facts: ConditionFacts) -> Place? {
    let route = facts.route?.facts
    switch self {
    case .isNotDelivered, .isLate, .isReturned, .isCorrectionOverdue:
      return facts.delivery.delivery?.place
    case .isNotLost, .lostEveryRow: return facts.firstRejected
    case .hasRoute, .hasNoRoute, .hasNoMeasurableGoal: return facts.route?.first
    case .hasStarted, .hasNoFollowUp, .isFollowedUp: return route?.firstStarted
    case .hasEnded, .makesNoProgress: return route?.firstEnded
    case .hasWeakness, .leavesWeaknessesOut: return facts.evaluation?.firstAtOne
    case .isMostlyIncomplete: return route?.firstIncomplete
    case .othersAreEvaluated, .isNotEvaluated: return nil
    }
  }
}

/// Figures inside sentences.
private enum Figures {
  /// Hundredths with their decimals: `45,50`.
  static func decimal(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100),\(rest < 10 ? "0" : "")\(rest)"
  }

  static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  static func delivery(_ status: DeliveryStatus) -> String {
    guard let row = status.delivery else { return "No hay fila del control de entregas." }
    let limit = "Límite \(row.deadline.iso)"
    guard let delivered = status.delivered else { return "\(limit); sin entrega hasta el corte." }
    let late = status.daysLate.map { ", \(count($0, "día", "días")) después" } ?? ""
    return "\(limit); entrega \(delivered.iso)\(late)."
  }

  static func correction(_ facts: ConditionFacts) -> String {
    guard let returned = facts.delivery.delivery?.returned, let last = facts.lastDayToCorrect
    else { return "No hay fecha de devolución." }
    return "Se devolvió el \(returned.iso); el plazo se cumple el \(last.iso)."
  }
}
