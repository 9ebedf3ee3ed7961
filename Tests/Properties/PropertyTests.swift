import TestSupport
import Testing

/// The properties of the rules, over random territories (Docs/Reliability.md).
@Suite struct PropertyTests {
  /// What the tables of one run say of each other, and of its input.
  @Test(arguments: Campaign.seeds) func ofOneRun(seed: Int) throws {
    let trial = try Trial(seed)
    for property in SumProperties.all + RecordProperties.all { property(trial) }
  }

  /// What a change of the input changes.
  @Test(arguments: Campaign.seeds) func ofChanges(seed: Int) throws {
    let trial = try Trial(seed)
    for property in ChangeProperties.all { try property(trial) }
  }

  /// What comes of an input does not depend on how it is read in parts, and how these are joined.
  @Test(arguments: Campaign.seeds) func ofParts(seed: Int) throws {
    let trial = try Trial(seed)
    for form in Exports.Form.allCases {
      let exports = trial.territory.exports
      let whole = try Results(exports, trial.territory.judgement, Results.Way(form: form))
      for number in 0..<3 {
        let way = Results.Way(form: form, threads: 2, parts: UInt64(seed * 3 + number))
        let parted = try Results(exports, trial.territory.judgement, way)
        trial.check(parted.tables == whole.tables, "\(form), parts \(seed * 3 + number)")
      }
    }
  }

  /// What a run of several entities says of each and of all of them.
  @Test(arguments: Campaign.seeds) func ofSeveralEntities(seed: Int) throws {
    for isSound in [false, true] {
      try EntityProperties.check(try Trial(seed, isSound: isSound))
    }
  }

  @Test(arguments: Campaign.seeds) func ofSoundTerritories(seed: Int) throws {
    let trial = try Trial(seed, isSound: true)
    let errors = trial.results["diagnosticos"].records.filter { $0["gravedad"] == "error" }
    trial.check(errors.isEmpty, "\(errors)")
    try ChangeProperties.theOrderOfDistinctRowsDecidesNothing(trial)
    try ChangeProperties.theFormDecidesNothing(trial)
  }

  /// A route of more rows than are handed on together, in every form.
  @Test func aLongRouteInEveryForm() throws {
    let exports = RandomExports.longRoute(actions: 5000)
    let judgement = RandomExports(seed: 1).judgement
    let plain = try Results(exports, judgement)
    #expect(plain.count("N16") == 5000 && plain.count("N10") == 3 && plain.count("N11") == 6)
    let nested = try Results(exports, judgement, Results.Way(form: .xml))
    for name in ["rg-220", "rg-220-municipios", "rg-380-indicadores", "rg-380-establecimientos"] {
      #expect(nested[name] == plain[name])
    }
  }

  /// The territories hold what the properties speak of: every state, condition and class.
  @Test func territoriesAreNotTrivial() throws {
    var seen: Set<String> = []
    for seed in 1...40 {
      let results = try Trial(seed).results
      seen.formUnion(results["rg-380-establecimientos"]["estado_entrega"])
      seen.formUnion(results["irregularidades"]["condicion"])
      seen.formUnion(results["irregularidades"]["estado"])
      seen.formUnion(results["asistencia-clasificacion"]["clase"])
      seen.formUnion(results["asistencia-cumplimiento"]["estado"])
      seen.formUnion(results["diagnosticos"]["codigo"])
      seen.formUnion(results["poaiv"]["decision"])
      for name in ["exclusiones", "rg-220-transiciones", "pr-44-pei", "infraestructura"] {
        if !results[name].rows.isEmpty { seen.insert(name) }
      }
    }
    let expected =
      [
        "A TIEMPO", "EXTEMPORANEA", "DEVUELTA", "NO ENTREGADA", "PENDIENTE", "SIN REGISTRO",
        "ENTREGADA", "ANUNCIADA", "CANDIDATO", "REQUIERE ASISTENCIA", "ALERTA", "INTEGRAL",
        "PUNTUAL", "NINGUNA", "NO EJECUTADA", "INCUMPLE REQUISITOS", "TARDIA", "EJECUTADA",
        "REPORTAR", "exclusiones", "rg-220-transiciones", "pr-44-pei", "infraestructura", "R101",
        "R102", "R103", "R104", "R105", "R106", "R109", "R110", "R111", "R112", "R113", "X201",
        "X202", "X203", "X204", "X206", "X207", "X208", "X209", "X211", "X214", "X216", "X217",
      ] + (1...10).map { $0 < 10 ? "I0\($0)" : "I\($0)" }
    let missing = expected.filter { !seen.contains($0) }
    #expect(missing.isEmpty, "\(missing)")
  }
}
