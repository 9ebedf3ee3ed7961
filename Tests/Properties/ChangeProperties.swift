import Model
import TestSupport
import Testing

/// What a change of the input may change, and what it may not (contract 1 §5, contract 3).
enum ChangeProperties {
  static let all: [@Sendable (Trial) throws -> Void] = [
    addingADeliveredRouteNeverLowersN02, withoutSupportNobodyIsACandidate,
    missingDataAccusesNobody, absentStatesRaiseNothing, namesOfFilesArePlacesOnly,
    laterVigenciasChangeNothing, exclusionsOnlyTakeOut, theYearBeforeIsWhatItsOwnRunPrints,
    decisionsTouchTheListOnly, theWayOfReadingDecidesNothing,
  ]

  private static let period = RandomExports.period
  /// Columns that say where something stands.
  private static let places: Set<String> = ["archivo", "linea", "evidencia"]
  private static let validation: Set<String> = ["archivos", "diagnosticos", "rechazos"]

  private static func isOf(_ code: String, _ row: Exports.Row) -> Bool {
    row["codigo_dane"] == code && row["vigencia"] == "\(ChangeProperties.period)"
  }

  /// Conditions of an EE in the period.
  private static func conditions(of results: Results, for code: String) -> Set<String> {
    Set(results.conditions.filter { $0.hasPrefix(code) }.map { String($0.suffix(3)) })
  }

  @Sendable
  private static func addingADeliveredRouteNeverLowersN02(_ trial: Trial) throws {
    let territory = trial.territory
    let before = trial.results
    guard let row = trial.random.pickAny(before["rg-380-establecimientos"].records) else { return }
    let code = row["codigo_dane"] ?? ""
    var changed = territory
    let last = 9999
    let route = changed.soundRoute(code, ChangeProperties.period, version: last)
    var exports = territory.exports
    exports.appendLast(route, .routes)
    let after = try trial.results(of: exports)
    let added = row["version"] == "" ? 1 : 0
    trial.check(after.count("N02") == before.count("N02") + added, "\(code)")
    trial.check(after.count("N06") <= before.count("N06"), "N06 \(code)")
    trial.check(after.count("N30") <= before.count("N30"), "N30 \(code)")
    let others = before.conditions.filter { !$0.hasPrefix(code) }
    trial.check(after.conditions.filter { !$0.hasPrefix(code) } == others, "others than \(code)")
    let now = after["rg-380-establecimientos"].records.first { $0["codigo_dane"] == code }
    trial.check(
      now?["version"] == "\(last)" && now?["acciones"] == "\(route.count)", "\(now ?? [:])")
  }

  /// Without support the secretaría owes it first.
  @Sendable
  private static func withoutSupportNobodyIsACandidate(_ trial: Trial) throws {
    let territory = trial.territory
    let before = trial.results
    let after = try trial.results(
      of: territory.exports.without { kind, row in
        kind == .executedActivities
          && ["SI", "1", "x"].contains(row["cumple_requisitos"] ?? "")
      })
    trial.check(after.count("N26") == 0 && after["poaiv"].rows.isEmpty, "candidates")
    trial.check(after.conditions == before.conditions, "support changes no condition")
    trial.check(after.count("N25") == before.count("N25"), "nor what is systematic")
  }

  /// What is not there accuses nobody: of an EE without records of the period no condition holds.
  @Sendable
  private static func missingDataAccusesNobody(_ trial: Trial) throws {
    let territory = trial.territory
    let before = trial.results
    guard let code = trial.random.pickAny(before["rg-380-establecimientos"]["codigo_dane"]) else {
      return
    }
    let none = try trial.results(
      of: territory.exports.without { $0 != .establishments && isOf(code, $1) })
    let row = none["rg-380-establecimientos"].records.first { $0["codigo_dane"] == code }
    trial.check(
      row?["estado_entrega"] == "SIN REGISTRO" && row?["condiciones"] == "", "\(row ?? [:])")
    // What the contract grants where one kind is missing: a control that awaits a route, and a
    // route beside self-evaluations of others.
    let granted: [RecordKind: Set<String>] = [
      .deliveries: [], .routes: ["I01"], .valuations: ["I10"], .plannedActivities: [],
      .executedActivities: [], .strategies: [], .decisions: [],
    ]
    let kind = trial.random.pick(granted.keys.sorted { $0.rawValue < $1.rawValue })
    let less = try trial.results(
      of: territory.exports.without { $0 == kind && isOf(code, $1) })
    let raised = conditions(of: less, for: code).subtracting(conditions(of: before, for: code))
    trial.check(raised.isSubset(of: granted[kind] ?? []), "\(kind) of \(code): \(raised)")
    let others = less.conditions.subtracting(before.conditions).filter { !$0.hasPrefix(code) }
    trial.check(others.isEmpty, "others than \(code): \(others)")
  }

  /// Alone, the states of missing data raise nothing.
  @Sendable
  private static func absentStatesRaiseNothing(_ trial: Trial) throws {
    let results = trial.results
    let rejected = results["rechazos"]["registro"].joined(separator: "\n")
    for row in results["rg-380-establecimientos"].records {
      let code = row["codigo_dane"] ?? ""
      guard !rejected.contains(code) else { continue }
      switch row["estado_entrega"] {
      case "SIN REGISTRO", "PENDIENTE": trial.check(row["condiciones"] == "", "\(row)")
      case "ANUNCIADA":
        trial.check(["", "I02"].contains(row["condiciones"]), "only the late date: \(row)")
      default: break
      }
    }
  }

  @Sendable
  private static func namesOfFilesArePlacesOnly(_ trial: Trial) throws {
    try rename(trial) { "\($0 / 2)/año \($0).TXT" }
    // As if all of them were routes.
    try rename(trial) { "\($0 / 2)/RG-382 \($0).csv" }
  }

  private static func rename(_ trial: Trial, _ newName: (_ place: Int) -> String) throws {
    var exports = trial.territory.exports
    let order = exports.files.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var names: [String: String] = [:]
    for (place, name) in order.enumerated() { names[name] = newName(place) }
    for place in exports.files.indices {
      exports.files[place].name = names[exports.files[place].name] ?? ""
    }
    let after = try trial.results(of: exports)
    for (name, table) in trial.results.tables {
      var renamed = table
      for (place, column) in table.columns.enumerated()
      where ChangeProperties.places.contains(column) {
        for index in renamed.rows.indices {
          let cell = renamed.rows[index][place]
          let parts = cell.split(separator: ":", omittingEmptySubsequences: false)
          guard let file = parts.first, let new = names[String(file)] else { continue }
          renamed.rows[index][place] = new + cell.dropFirst(file.count)
        }
      }
      trial.check(after[name] == renamed, "\(name), as \(newName(0))")
    }
  }

  /// Rows of vigencias after `P` are read, checked and counted, and play no part in any result.
  @Sendable
  private static func laterVigenciasChangeNothing(_ trial: Trial) throws {
    let territory = trial.territory
    let later = RandomExports.vigencias.upperBound
    let isLater = { (_: RecordKind, row: Exports.Row) in row["vigencia"] == "\(later)" }
    var exports = territory.exports.without(isLater)
    let before = try trial.results(of: exports)
    for file in territory.exports.files {
      guard let place = exports.files.firstIndex(where: { $0.name == file.name }) else {
        continue
      }
      exports.files[place].rows += file.rows.filter { isLater(file.kind, $0) }
    }
    let after = try trial.results(of: exports)
    for (name, table) in before.tables where !ChangeProperties.validation.contains(name) {
      trial.check(after[name] == table, "\(name)")
    }
    let kept = Set(after["diagnosticos"].rows)
    // A file that had no row is one no more.
    let lost = before["diagnosticos"].rows.filter { !kept.contains($0) && $0[0] != "F009" }
    trial.check(lost.isEmpty, "diagnosticos \(lost)")
  }

  /// An exclusion only takes out: what is left and what stands in `exclusiones.csv` are together what
  /// would have held.
  @Sendable
  private static func exclusionsOnlyTakeOut(_ trial: Trial) throws {
    let territory = trial.territory
    let free = try trial.results(of: territory.exports.without { kind, _ in kind == .exclusions })
    let results = trial.results
    let excluded = Set(
      results["exclusiones"].records.filter { $0["vigencia"] == "\(ChangeProperties.period)" }
        .map { "\($0["codigo_dane"] ?? "") \($0["condicion"] ?? "")" })
    trial.check(results.conditions.isDisjoint(with: excluded), "\(excluded)")
    trial.check(results.conditions.union(excluded) == free.conditions, "\(excluded)")
    for indicator in ["N24", "N25", "N26"] {
      trial.check(results.count(indicator) <= free.count(indicator), indicator)
    }
    for row in results["irregularidades"].records {
      let before = free["irregularidades"].records.first {
        $0["codigo_dane"] == row["codigo_dane"] && $0["condicion"] == row["condicion"]
      }
      let vigencias = Set((before?["vigencias"] ?? "").split(separator: " "))
      trial.check(
        Set((row["vigencias"] ?? "").split(separator: " ")).isSubset(of: vigencias), "\(row)")
      trial.check(
        (Int(row["apoyos"] ?? "") ?? 9) <= (Int(before?["apoyos"] ?? "") ?? -1), "\(row)")
    }
    for name in ["rg-220", "rg-220-detalle", "rg-380-municipios", "asistencia-cumplimiento"] {
      let conditions: Set = ["ee_con_condiciones", "ee_candidatos"]
      trial.check(results[name].without(conditions) == free[name].without(conditions), name)
    }
  }

  /// The order of rows with distinct keys, and which file of its kind a row stands in, decide nothing.
  @Sendable
  static func theOrderOfDistinctRowsDecidesNothing(_ trial: Trial) throws {
    let territory = trial.territory
    let before = trial.results
    var exports = territory.exports.shuffled(&trial.random)
    for place in exports.files.indices where exports.files[place].kind != .routes {
      let half = exports.files[place].rows.count / 2
      let moved = Array(exports.files[place].rows.prefix(half))
      exports.files[place].rows.removeFirst(half)
      exports.files.append(
        .init(name: "a-\(place).csv", kind: exports.files[place].kind, rows: moved))
    }
    let after = try trial.results(of: exports)
    for (name, table) in before.tables where !ChangeProperties.validation.contains(name) {
      var (left, right) = (
        table.without(ChangeProperties.places), after[name].without(ChangeProperties.places)
      )
      if table.columns.contains("archivo") {
        left.rows.sort { $0.joined(separator: "\0") < $1.joined(separator: "\0") }
        right.rows.sort { $0.joined(separator: "\0") < $1.joined(separator: "\0") }
      }
      trial.check(left == right, "\(name)\n\(left.rows)\n\(right.rows)")
    }
  }

  /// Large files are read in blocks by several threads; no byte of a result tells.
  @Sendable
  private static func theWayOfReadingDecidesNothing(_ trial: Trial) throws {
    let size = trial.random.pick([64, 300, 2000])
    let way = Results.Way(threads: 2, blockSize: size, largeFile: 0)
    let after = try Results(trial.territory.exports, trial.territory.judgement, way)
    for (name, table) in trial.results.tables {
      trial.check(after[name] == table, "\(name), blocks of \(size)")
    }
  }

  /// XML says the same as CSV, but for the lines.
  @Sendable
  static func theFormDecidesNothing(_ trial: Trial) throws {
    let way = Results.Way(form: .xml)
    let after = try Results(trial.territory.exports, trial.territory.judgement, way)
    for (name, table) in trial.results.tables where !ChangeProperties.validation.contains(name) {
      let left = table.without(ChangeProperties.places)
      trial.check(after[name].without(ChangeProperties.places) == left, name)
    }
    let counts = ["archivo", "tipo", "leidas", "aceptadas", "reemplazadas", "rechazadas"]
    for column in counts {
      trial.check(after["archivos"][column] == trial.results["archivos"][column], column)
    }
  }

  /// `valor_anterior` is what a run of the year before would print.
  @Sendable
  private static func theYearBeforeIsWhatItsOwnRunPrints(_ trial: Trial) throws {
    let territory = trial.territory
    let results = trial.results
    let previous = try Results(territory.exports, territory.judgement.previous)
    guard results.indicators["N01"]?["valor_anterior"] != "" else {
      let isEmpty = previous.count("N08") == previous.count("N01") && previous.count("N20") == 0
      return trial.check(isEmpty, "no accepted row of the year before")
    }
    for (code, row) in results.indicators {
      trial.check(row["valor_anterior"] == previous.indicators[code]?["valor"], "\(code) \(row)")
    }
    let means = Dictionary(
      zip(
        previous["rg-380-establecimientos"]["codigo_dane"],
        previous["rg-380-establecimientos"]["avance_promedio"]), uniquingKeysWith: { $1 })
    for row in results["rg-380-establecimientos"].records {
      trial.check(row["avance_anterior"] == means[row["codigo_dane"] ?? ""], "\(row)")
    }
  }

  /// A decision takes an EE off the list, or says REPORTAR, and changes nothing else.
  @Sendable
  private static func decisionsTouchTheListOnly(_ trial: Trial) throws {
    let territory = trial.territory
    let results = trial.results
    let free = try trial.results(
      of: territory.exports.without { kind, _ in kind == .decisions })
    let lists: Set = ["poaiv", "pr-55-control"]
    for (name, table) in results.tables
    where !ChangeProperties.validation.union(lists).contains(name) {
      trial.check(free[name] == table, name)
    }
    trial.check(
      Set(results["poaiv"]["codigo_dane"]).isSubset(of: free["poaiv"]["codigo_dane"]), "poaiv")
    trial.check(free["poaiv"]["decision"].allSatisfy { $0 == "PENDIENTE" }, "decision")
  }
}
