import Model
import TestSupport
import Testing

/// What the tables of one run say of each other (contract 3).
enum SumProperties {
  static let all: [@Sendable (Trial) -> Void] = [
    municipalitiesAddUpToTheTerritory, deliveryStatesArePartition, componentsAddUpToTheTerritory,
    conditionsAgreeInEveryTable, characterisationRepeatsTheTables,
  ]

  @Sendable
  private static func municipalitiesAddUpToTheTerritory(_ trial: Trial) {
    let results = trial.results
    let areas = results["rg-380-municipios"]
    for (column, indicator) in [
      ("establecimientos", "N01"), ("rutas_recibidas", "N02"), ("acciones", "N16"),
      ("acciones_cumplidas", "N17"), ("ee_con_condiciones", "N24"), ("ee_candidatos", "N26"),
    ] {
      trial.check(areas.sum(column) == results.count(indicator), "\(column) and \(indicator)")
    }
    let establishments = results["rg-380-establecimientos"]
    trial.check(establishments.rows.count == results.count("N01"), "one row an EE")
    for (column, indicator) in [
      ("oportunidades", "N10"), ("metas", "N11"), ("metas_medibles", "N12"),
      ("metas_cumplidas", "N13"), ("acciones", "N16"), ("acciones_cumplidas", "N17"),
      ("acciones_vencidas", "N18"), ("asistencias_programadas", "N20"),
      ("asistencias_ejecutadas", "N21"),
    ] {
      trial.check(establishments.sum(column) == results.count(indicator), "\(column), \(indicator)")
    }
    for area in areas.records {
      let own = establishments.records.filter {
        $0["codigo_municipio"] == area["codigo_municipio"]
      }
      trial.check(area["establecimientos"] == "\(own.count)", "\(area)")
      trial.check(area["rutas_recibidas"] == "\(own.count { $0["version"] != "" })", "\(area)")
      trial.check(
        area["ee_con_condiciones"] == "\(own.count { $0["condiciones"] != "" })", "\(area)")
    }
  }

  /// Every EE is in exactly one state: N03 + … + N08 + N29 + N30 = N01.
  @Sendable
  private static func deliveryStatesArePartition(_ trial: Trial) {
    let results = trial.results
    let states = [
      "N03": "A TIEMPO", "N04": "EXTEMPORANEA", "N05": "DEVUELTA", "N06": "NO ENTREGADA",
      "N07": "PENDIENTE", "N08": "SIN REGISTRO", "N29": "ENTREGADA", "N30": "ANUNCIADA",
    ]
    let total = states.keys.reduce(0) { $0 + results.count($1) }
    trial.check(total == results.count("N01"), "\(total) of \(results.count("N01"))")
    let rows = results["rg-380-establecimientos"]
    for (indicator, state) in states {
      trial.check(rows["estado_entrega"].count { $0 == state } == results.count(indicator), state)
    }
    for row in rows.records {
      let isDelivered = row["version"] != ""
      switch row["estado_entrega"] {
      case "A TIEMPO", "EXTEMPORANEA", "ENTREGADA": trial.check(isDelivered, "\(row)")
      case "DEVUELTA": break
      default: trial.check(!isDelivered, "\(row)")
      }
      if row["estado_entrega"] == "EXTEMPORANEA" {
        trial.check(row["dias_retraso"] != "", "\(row)")
      }
      if row["estado_entrega"] == "A TIEMPO" { trial.check(row["dias_retraso"] == "", "\(row)") }
    }
  }

  @Sendable
  private static func componentsAddUpToTheTerritory(_ trial: Trial) {
    let results = trial.results
    let components = results["rg-220"]
    for (column, indicator) in [
      ("oportunidades", "N10"), ("metas", "N11"), ("acciones", "N16"),
      ("acciones_cumplidas", "N17"), ("acciones_vencidas", "N18"),
    ] {
      trial.check(components.sum(column) == results.count(indicator), "\(column), \(indicator)")
    }
    let valued = (1...4).map { components.sum("valoracion_\($0)") }
    let mean = results.indicators["N27"] ?? [:]
    trial.check(mean["denominador"] == "\(valued.reduce(0, +))", "N27 \(mean)")
    trial.check(
      mean["numerador"]
        == "\(valued.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element })",
      "N27 \(mean)")
    for row in components.records {
      func number(_ column: String) -> Int { Int(row[column] ?? "") ?? -1 }
      trial.check(number("municipios") <= number("establecimientos"), "\(row)")
      trial.check(number("nuevas") + number("persistentes") <= number("establecimientos"), "\(row)")
      trial.check(
        number("acciones_cumplidas") + number("acciones_vencidas") <= number("acciones"), "")
      trial.check((number("establecimientos") == 0) == (number("acciones") == 0), "\(row)")
    }
    sameByProcess(results, trial)
    sameInDetail(results, trial)
  }

  private static func sameByProcess(_ results: Results, _ trial: Trial) {
    let (components, cells) = (results["rg-220"].records, results["rg-220-municipios"].records)
    let supports = results["pr-43-pam"].records
    trial.check(
      Set(supports.map { $0["proceso"] }) == Set(components.map { $0["proceso"] }),
      "processes of pr-43")
    for support in supports {
      let process = support["proceso"]
      let own = components.filter { $0["proceso"] == process }
      let here = cells.filter { $0["proceso"] == process }
      for column in ["oportunidades", "metas", "acciones", "acciones_cumplidas"] {
        trial.check(sum(own, column) == sum(here, column), "\(column) of \(process ?? "")")
      }
      trial.check(sum(here, "establecimientos") == sum([support], "establecimientos"), "\(support)")
      let classes = ["integral", "puntual", "capacitacion"].reduce(0) { $0 + sum([support], $1) }
      trial.check(classes <= sum([support], "establecimientos"), "\(support)")
    }
    trial.check(cells.allSatisfy { $0["acciones"] != "0" }, "rows where acciones > 0")
  }

  private static func sameInDetail(_ results: Results, _ trial: Trial) {
    let details = results["rg-220-detalle"]
    trial.check(details.rows.count == results.count("N10"), "one row an oportunidad")
    trial.check(details.sum("acciones") == results.count("N16"), "acciones of the oportunidades")
    for row in results["rg-220"].records {
      let own = details["componente"].count { $0 == row["componente"] }
      trial.check(row["oportunidades"] == "\(own)", "\(row)")
    }
    for (name, processes) in [
      ("pr-44-pei", ["DIR-1", "ACA-1", "DIR26-1", "ACA26-1"]),
      ("infraestructura", ["ADM-2", "ADM26-2"]),
    ] {
      let chosen = details.records.filter { row in
        processes.contains { row["componente"]?.hasPrefix($0 + "-") ?? false }
      }
      trial.check(results[name].records == chosen, name)
    }
  }

  private static func sum(_ rows: [[String: String]], _ column: String) -> Int {
    rows.reduce(0) { $0 + ($1[column].flatMap { Int($0) } ?? 0) }
  }

  @Sendable
  private static func conditionsAgreeInEveryTable(_ trial: Trial) {
    let territory = trial.territory
    let results = trial.results
    let findings = Dictionary(grouping: results["irregularidades"].records) {
      $0["codigo_dane"] ?? ""
    }
    trial.check(findings.count == results.count("N24"), "N24")
    let systematic = findings.filter { $0.value.contains { $0["estado"] != "ALERTA" } }
    trial.check(systematic.count == results.count("N25"), "N25")
    let candidates = findings.filter { $0.value.contains { $0["estado"] == "CANDIDATO" } }
    trial.check(candidates.count == results.count("N26"), "N26")
    for row in results["irregularidades"].records {
      let count = row["vigencias"]?.split(separator: " ").count ?? 0
      trial.check((count >= 2) == (row["estado"] != "ALERTA"), "\(row)")
      trial.check((row["apoyos"] == "0") == (row["ultimo_apoyo"] == ""), "\(row)")
      if row["estado"] == "CANDIDATO" { trial.check(row["apoyos"] != "0", "\(row)") }
      if row["estado"] == "REQUIERE ASISTENCIA" { trial.check(row["apoyos"] == "0", "\(row)") }
      trial.check(row["vigencias"]?.hasSuffix("\(territory.judgement.period)") ?? false, "\(row)")
      trial.check(row["evidencia"] != "", "\(row)")
    }
    let classes = Dictionary(
      results["asistencia-clasificacion"].records.map { ($0["codigo_dane"] ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
    for row in results["rg-380-establecimientos"].records {
      let code = row["codigo_dane"] ?? ""
      let own = findings[code] ?? []
      trial.check(
        row["condiciones"] == own.map { $0["condicion"] ?? "" }.joined(separator: " "), code)
      trial.check(row["clase"] == classes[code]?["clase"], code)
      let motives = (classes[code]?["motivos"] ?? "").split(separator: " ")
      trial.check(motives.contains("SISTEMATICA") == (systematic[code] != nil), code)
      trial.check(
        motives.contains("CONDICION") == (!own.isEmpty && systematic[code] == nil), code)
      trial.check((row["clase"] == "NINGUNA") == motives.isEmpty, code)
    }
    reportsAgree(results, candidates, trial)
  }

  private static func reportsAgree(
    _ results: Results, _ candidates: [String: [[String: String]]],
    _ trial: Trial
  ) {
    let reported = results["poaiv"]
    trial.check(Set(reported["codigo_dane"]).isSubset(of: candidates.keys), "poaiv")
    for row in reported.records {
      let own = (candidates[row["codigo_dane"] ?? ""] ?? []).filter { $0["estado"] == "CANDIDATO" }
      trial.check(
        row["condiciones"] == own.map { $0["condicion"] ?? "" }.joined(separator: " "), "\(row)")
      trial.check(
        row["primera_vigencia"]
          == own.compactMap { $0["vigencias"]?.prefix(4) }.min().map(String.init),
        "\(row)")
      trial.check(
        row["apoyos"] == own.compactMap { $0["apoyos"].flatMap { Int($0) } }.max().map { "\($0)" },
        "")
    }
    trial.check(
      results["pr-55-control"].without(["regimen", "categoria_saber"]) == reported, "pr-55")
    let proposed = results["asistencia-clasificacion"].records.filter { $0["clase"] != "NINGUNA" }
    let draft = results["rg-217-propuesta"].records
    trial.check(
      draft.map { $0["codigo_dane"] } == proposed.map { $0["codigo_dane"] }, "rg-217-propuesta")
    trial.check(draft.map { $0["modalidad"] } == proposed.map { $0["clase"] }, "modalidad")
    let activities = results["asistencia-cumplimiento"]
    trial.check(activities.rows.count == results.count("N20"), "N20")
    let done = activities["estado"].count { ["EJECUTADA", "TARDIA"].contains($0) }
    trial.check(done == results.count("N21"), "N21")
    trial.check(
      results["pam-alineacion"].sum("actividades") == activities["alineada"].count { $0 == "SI" },
      "pam-alineacion")
  }

  @Sendable
  private static func characterisationRepeatsTheTables(_ trial: Trial) {
    let results = trial.results
    let items = results["pr-42-caracterizacion"].records
    for row in items where row["ambito"] == "TERRITORIO" && row["item"]?.hasPrefix("N") ?? false {
      trial.check(row["valor"] == results.indicators[row["item"] ?? ""]?["valor"], "\(row)")
    }
    let areas = results["rg-380-municipios"].records
    for column in ["rutas_recibidas", "tasa_entrega", "avance_promedio", "ee_con_condiciones"] {
      let found = items.filter { $0["ambito"] == "MUNICIPIO" && $0["item"] == column }
      trial.check(found.map { $0["valor"] } == areas.map { $0[column] }, column)
    }
    for column in ["rutas_recibidas", "ee_con_condiciones"] {
      for row in items where row["ambito"] == "PROVINCIA" && row["item"] == column {
        let own = areas.filter { $0["provincia"] == row["codigo"] }
        trial.check(row["valor"] == "\(sum(own, column))", "\(row)")
      }
    }
  }
}
