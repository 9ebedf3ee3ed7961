import Foundation
import TestSupport
import Testing

/// What a run says at its end, to people and to machines.
@Suite struct SummaryTests {
  private func object(_ ending: Executable.Ending) throws -> [String: Any] {
    #expect(ending.text.hasSuffix("}\n") && ending.text.split(separator: "\n").count == 1)
    return try #require(try JSONSerialization.jsonObject(with: ending.output) as? [String: Any])
  }

  private static let published: Set = [
    "version", "codigo_salida", "error", "ejecucion", "nueva", "carpeta", "vigencia", "corte",
    "archivos", "archivos_sin_leer", "leidas", "aceptadas", "reemplazadas", "rechazadas", "errores",
    "advertencias", "establecimientos", "rutas_recibidas", "entregas", "condiciones",
    "ee_con_condiciones", "ee_candidatos", "entidades", "novedades", "aviso",
  ]

  @Test func theSummaryForMachinesAgreesWithTheTables() throws {
    let input = try TemporaryFolder()
    let sample = try Executable.run(SampleArguments.arguments(output: input.path + "/entrada"))
    try #require(sample.status == 0)
    let run = try PublishedRun(input.path + "/entrada", ["--json"])
    let summary = try object(run.ending)
    #expect(run.ending.status == 0)
    #expect(Set(summary.keys) == Self.published)
    #expect(summary["codigo_salida"] as? Int == 0 && summary["error"] is NSNull)
    #expect(summary["nueva"] as? Bool == true)
    #expect(summary["ejecucion"] as? String == run.current.lastPathComponent)
    #expect(summary["rechazadas"] as? Int == (try run.table("rechazos").rows.count))
    let found = try run.table("irregularidades").rows
    let conditions = try #require(summary["condiciones"] as? [String: Int])
    #expect(conditions.count == 10)
    for (code, count) in conditions {
      #expect(found.count { $0["condicion"] == code } == count, "\(code)")
    }
    let deliveries = try #require(summary["entregas"] as? [String: Int])
    let establishments = try run.table("rg-380-establecimientos").rows
    #expect(deliveries.values.reduce(0, +) == establishments.count)
    for (state, count) in deliveries {
      #expect(establishments.count { $0["estado_entrega"] == state } == count, "\(state)")
    }
  }

  @Test func nothingNewAndFailuresAreObjectsToo() throws {
    let input = try SmallInput.sound()
    let run = try PublishedRun(input.path)
    let again = try Executable.run(
      ["run", "--input", input.path, "--output", run.output.path, "--outputs", "csv", "--json"]
        + PublishedRun.Period.arguments + ["--csv-dialect", "rfc4180"])
    let nothing = try object(again)
    #expect(Set(nothing.keys) == Self.published)
    #expect(nothing["nueva"] as? Bool == false && nothing["novedades"] is NSNull)
    let strict = try PublishedRun(SmallInput.faulty(), ["--strict", "--json"])
    let failure = try object(strict.ending)
    #expect(strict.ending.status == 1 && failure["codigo_salida"] as? Int == 1)
    #expect(failure["error"] as? String == strict.ending.complaint.trimmingSuffix("\n"))
    let empty = try PublishedRun(try TemporaryFolder(), ["--json"])
    #expect(try object(empty.ending)["codigo_salida"] as? Int == 2)
  }

  @Test func peopleAreToldWhereToLook() throws {
    let run = try PublishedRun(SmallInput.sound(), ["--outputs", "csv,html"])
    let lines = run.ending.text.split(separator: "\n")
    #expect(lines.count <= 20)
    for place in ["html/index.html", "html/validacion.html", "/csv"] {
      #expect(run.ending.text.contains(place))
    }
    #expect(run.ending.text.contains("Entregas: NO ENTREGADA 1."))
    #expect(run.ending.text.contains("Condiciones: I01 1."))
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

/// `pmi run --explain`.
@Suite struct ExplainTests {
  private func explain(_ code: String, _ input: String) throws -> Executable.Ending {
    try Executable.run(
      ["run", "--input", input] + PublishedRun.Period.arguments + ["--explain", code])
  }

  @Test func aConditionIsToldStepByStep() throws {
    let input = try SmallInput.sound()
    let ending = try explain("168013000016", input.path)
    #expect(ending.status == 0)
    for text in [
      "168013000016 IE Uno", "I01 Ruta no recibida: se cumple, ALERTA",
      "Sí. El estado de la entrega es NO ENTREGADA. → Es NO ENTREGADA. [rg-300.csv:2]",
      "No. El estado de la entrega es NO ENTREGADA. → Es SIN REGISTRO.",
      "Se cumple en 2025: 1 de 3, y hacen falta 2; no es sistemática.",
      "Apoyos que cuentan, del 2025-01-01 al 2025-10-31: 0.",
      "I10 Sin autoevaluación: no se cumple",
    ] {
      #expect(ending.text.contains(text), "\(text)\n\(ending.text)")
    }
    #expect(ending.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  /// What is told is what a run publishes.
  @Test func theVerdictsAreThoseOfTheTable() throws {
    let folder = try TemporaryFolder()
    let sample = try Executable.run(SampleArguments.arguments(output: folder.path + "/entrada"))
    try #require(sample.status == 0)
    let run = try PublishedRun(folder.path + "/entrada")
    let found = try run.table("irregularidades").rows
    let codes = Set(found.compactMap { $0["codigo_dane"] }).sorted().prefix(4)
    #expect(codes.count == 4)
    for code in codes {
      let text = try explain(code, folder.path + "/entrada").text
      let held = text.matches(of: /(?m)^(I\d\d) .*: se cumple, (.*)$/).map { "\($0.1) \($0.2)" }
      let rows = found.filter { $0["codigo_dane"] == code }
      #expect(held == rows.map { "\($0["condicion"] ?? "") \($0["estado"] ?? "")" }, "\(code)")
      for row in rows {
        let evidence = try #require(row["evidencia"])
        #expect(text.contains("[\(evidence)]"), "\(code) \(row["condicion"] ?? "")")
      }
    }
    #expect(try explain("999999999999", folder.path + "/entrada").status == 2)
  }
}
