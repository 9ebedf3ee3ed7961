import Irregularities
import Model
import Reporting

/// What `pmi run --explain` tells of one establishment: its delivery and route, then each condition step
/// by step with figures and places.
struct EstablishmentExplanation {
  private let report: ReportInput
  private let place: Int
  private let trails: [ConditionTrail]

  init(_ report: ReportInput, place: Int, trails: [ConditionTrail]) {
    self.report = report
    self.place = place
    self.trails = trails
  }

  private var establishment: Establishment { report.territory.establishments[place] }
  private var window: [Int] { trails.first?.years.map(\.vigencia) ?? [] }

  /// Lines of at most `width` characters.
  func text(width: Int) -> String {
    var lines = heading()
    for trail in trails { lines += [""] + condition(trail) }
    lines += [""] + ending()
    return lines.flatMap { line in
      let indent = line.prefix { $0 == " " }.count
      return TextLayout.wrapped(line, width: width, indent: indent, hanging: indent + 2)
    }.joined(separator: "\n")
  }

  private func heading() -> [String] {
    let (territory, thresholds) = (report.territory, report.thresholds)
    var lines = [
      "\(establishment.code.text) \(establishment.name), \(report.municipalityName(establishment.municipality))",
      "Vigencia \(report.period), corte \(territory.judgement.cutoff.iso). Ventana: \(window.map(String.init).joined(separator: ", ")). Sistemática: en \(report.period) y en \(thresholds.minimumVigencias) o más vigencias de la ventana.",
    ]
    for vigencia in window {
      let status = territory.deliveryStatus(place, vigencia)
      let route = territory.routes[place, vigencia]
      let delivery = "Entrega \(vigencia): \(status.state.rawValue)"
      let version =
        route.map { ", ruta versión \($0.version)\(at($0.first))" } ?? ", sin ruta que cuente"
      lines.append("  " + delivery + at(status.delivery?.place) + version + ".")
    }
    return lines
  }

  private func condition(_ trail: ConditionTrail) -> [String] {
    var lines = [
      "\(trail.condition.code) \(trail.condition.label): \(verdict(trail))"
    ]
    for year in trail.years.reversed() { lines += self.year(year) }
    guard let finding = trail.finding else { return lines }
    let vigencias = finding.vigencias.map(String.init).joined(separator: ", ")
    let systematic = finding.isSystematic ? "es sistemática" : "no es sistemática"
    lines.append(
      "  Se cumple en \(vigencias): \(finding.vigencias.count) de \(window.count), y hacen falta \(report.thresholds.minimumVigencias); \(systematic)."
    )
    lines += supports(trail, finding)
    lines.append("  Estado: \(finding.state.rawValue). \(meaning(finding.state))")
    return lines
  }

  private func verdict(_ trail: ConditionTrail) -> String {
    if let finding = trail.finding { return "se cumple, \(finding.state.rawValue)" }
    return trail.years.last?.exclusion == nil ? "no se cumple" : "excluida"
  }

  /// Every step of the period and of the vigencias in which it holds; of the others the one that
  /// decides.
  private func year(_ year: ConditionTrail.Year) -> [String] {
    let verdict = year.exclusion != nil ? "excluida" : year.holds ? "se cumple" : "no se cumple"
    var lines = ["  \(year.vigencia), corte \(year.cutoff.iso): \(verdict)."]
    let isWhole = year.vigencia == report.period || year.steps.allSatisfy(\.holds)
    for step in isWhole ? year.steps : year.steps.suffix(1) {
      lines.append(
        "    \(step.holds ? "Sí" : "No"). \(step.asked) → \(step.found)\(at(step.place))")
    }
    if let exclusion = year.exclusion {
      lines.append(
        "    La excluye «\(exclusion.reason)», autoriza «\(exclusion.authority)»\(at(exclusion.place))."
      )
    }
    return lines
  }

  private func supports(_ trail: ConditionTrail, _ finding: ConditionFinding) -> [String] {
    let range =
      trail.supportRange.map { "del \($0.lowerBound.iso) al \($0.upperBound.iso)" }
      ?? "ningún día"
    var lines = ["  Apoyos que cuentan, \(range): \(finding.supports.count)."]
    for support in trail.supports {
      let activity = support.activity
      let verdict = support.impediment.map { "No: " + $0 } ?? "Sí."
      lines.append(
        "    \(activity.executed.iso) \(activity.code). \(verdict)\(at(activity.place))")
    }
    return lines
  }

  private func meaning(_ state: ConditionState) -> String {
    switch state {
    case .candidate: "Es sistemática y recibió apoyo: el líder decide si se reporta."
    case .needsSupport: "Es sistemática, pero la secretaría debe primero el apoyo."
    case .alert: "Se cumple en la vigencia, sin ser sistemática."
    }
  }

  private func ending() -> [String] {
    let classification = report.irregularities.classes[place]
    let motives = classification.motives.map(\.rawValue).joined(separator: " ")
    let key = report.territory.key(establishment, report.period)
    let decision =
      report.territory.decisions[key].map {
        "\($0.reports ? "REPORTAR" : "NO REPORTAR"), «\($0.reason)»\(at($0.place))"
      } ?? "ninguna"
    return [
      "Clase de asistencia: \(classification.modality.word)\(motives.isEmpty ? "" : " (\(motives))").",
      "Decisión del líder: \(decision).",
      "Son indicios que salen de los registros, no faltas comprobadas.",
    ]
  }

  /// ` [archivo:linea]`, or nothing.
  private func at(_ place: Place?) -> String {
    place.map { " [\(report.evidence($0))]" } ?? ""
  }
}
