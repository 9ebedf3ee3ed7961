import Catalogues
import Model
import TestSupport
import Testing

@testable import Pipeline

/// What a run of several entities says of each and of all of them (Docs/Decisions.md, Several entities).
///
/// Of the municipalities of the random territories two are entities of their own here.
enum EntityProperties {
  private static let certified = ["68013", "68020"]
  private static let identity: Set<String> = ["codigo_entidad", "entidad"]

  private static let settings: Settings? = {
    guard let folder = try? TemporaryFolder() else { return nil }
    let own = certified.map { "\($0),Municipio \($0),municipality,Santander,high\n" }.joined()
    let builtIn = String(decoding: BuiltIn.entitiesFile(), as: UTF8.self)
    guard (try? folder.write(builtIn + own, to: "entities.csv")) != nil else { return nil }
    var configuration = Configuration()
    configuration.entities = .all
    configuration.entitiesFile = "entities.csv"
    return try? Settings(configuration, folder: folder.path)
  }()

  static func check(_ trial: Trial) throws {
    let (exports, judgement) = (trial.territory.exports, trial.territory.judgement)
    let nation = try Results(exports, judgement, settings: settings)
    addUp(nation, trial)
    let homes = Dictionary(
      nation["entidades-municipios"].records.map {
        ($0["codigo_municipio"] ?? "", $0["codigo_entidad"] ?? "")
      }, uniquingKeysWith: { first, _ in first })
    let directory = exports.rows(.establishments)
    for entity in ["68"] + certified {
      let own = Set(
        directory.filter { homes[$0["codigo_municipio"] ?? ""] == entity }.compactMap {
          $0["codigo_dane"]
        })
      guard nation["rg-380-establecimientos"]["codigo_dane"].contains(where: own.contains) else {
        continue
      }
      let alone = try Results(
        exports.without { kind, row in
          kind != .strategies && !own.contains(row["codigo_dane"] ?? "")
        }, judgement)
      isAsAlone(entity, nation, alone, trial)
    }
  }

  /// Entities add up to the nation, municipalities to their entity.
  private static func addUp(_ nation: Results, _ trial: Trial) {
    let entities = nation["rg-380-entidades"]
    for (column, indicator) in [
      ("establecimientos", "N01"), ("rutas_recibidas", "N02"), ("entregadas_a_tiempo", "N03"),
      ("acciones", "N16"), ("acciones_cumplidas", "N17"), ("acciones_vencidas", "N18"),
      ("ee_con_condiciones", "N24"), ("ee_sistematicas", "N25"), ("ee_candidatos", "N26"),
    ] {
      trial.check(entities.sum(column) == nation.count(indicator), "\(column) and \(indicator)")
    }
    let homes = nation["entidades-municipios"].records
    for entity in entities.records {
      let codes = Set(
        homes.filter { $0["codigo_entidad"] == entity["codigo_entidad"] }.map {
          $0["codigo_municipio"]
        })
      let own = nation["rg-380-municipios"].records.filter {
        codes.contains($0["codigo_municipio"])
      }
      trial.check(entity["municipios"] == "\(own.count)", "\(entity)")
      for column in [
        "establecimientos", "rutas_recibidas", "acciones", "acciones_cumplidas",
        "ee_con_condiciones", "ee_candidatos",
      ] {
        let sum = own.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) }
        trial.check(entity[column] == "\(sum)", "\(column) of \(entity)")
      }
    }
    let reported = nation["poaiv-entidades"]
    trial.check(
      reported.without(identity).rows.sorted { $0[0] < $1[0] } == nation["poaiv"].rows, "poaiv")
    trial.check(entities.sum("ee_reportados") == reported.rows.count, "ee_reportados")
  }

  /// The figures of an entity are those of a run over its rows alone.
  private static func isAsAlone(
    _ entity: String, _ nation: Results, _ alone: Results, _ trial: Trial
  ) {
    for (table, own) in [
      ("rg-380-entidades-indicadores", "rg-380-indicadores"), ("rg-220-entidades", "rg-220"),
      ("poaiv-entidades", "poaiv"),
    ] {
      var rows = nation[table]
      rows.rows = zip(rows["codigo_entidad"], rows.rows).filter { $0.0 == entity }.map(\.1)
      trial.check(rows.without(identity) == alone[own], "\(table) of \(entity)")
    }
    func items(_ results: Results, _ scope: String, _ code: String) -> [[String?]] {
      results["pr-42-caracterizacion"].records.filter {
        $0["ambito"] == scope && $0["codigo"] == code
      }.map { [$0["item"], $0["valor"], $0["unidad"]] }
    }
    trial.check(
      items(nation, "ENTIDAD", entity) == items(alone, "TERRITORIO", "68"), "PR-42 of \(entity)")
    let codes = Set(alone["rg-380-establecimientos"]["codigo_dane"])
    trial.check(
      nation.conditions.filter { codes.contains(String($0.prefix(12))) } == alone.conditions,
      "conditions of \(entity)")
  }
}
