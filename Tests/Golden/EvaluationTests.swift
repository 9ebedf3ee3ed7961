import Foundation
import TestSupport
import Testing

/// Self-evaluations where they are alone (contract 1 §5, contract 3).
@Suite struct EvaluationTests {
  private static let header = "vigencia;codigo_dane;componente;valoracion\n"
  private static let row = "2025;168013000016;DIR-1-1;1\n"

  /// The last row of a file that is refused at its end is neither counted nor a key that repeats.
  @Test func aRefusedFileLeavesNothing() throws {
    let input = try SmallInput.sound()
    try input.write(EvaluationTests.header + EvaluationTests.row, to: "b.csv")
    let expected = try PublishedRun(input.path)
    let block = String(repeating: EvaluationTests.row, count: 100_000)
    try input.write(EvaluationTests.header + block + "2025;\"sin cierre\n", to: "a.csv")
    let run = try PublishedRun(input.path)
    let findings = try run.table("diagnosticos").rows
    #expect(findings.filter { $0["archivo"] == "a.csv" }.map { $0["codigo"] } == ["F008"])
    #expect(!findings.contains { $0["archivo"] == "b.csv" })
    #expect(try run.table("rechazos").rows.isEmpty)
    for name in ["rg-220.csv", "irregularidades.csv", "rg-380-indicadores.csv"] {
      #expect(try run.tables[name] == (try expected.tables[name]), "\(name)")
    }
  }

  /// They make a year one of which an earlier run would have told figures.
  @Test(arguments: [true, false]) func aYearOfThemHasFigures(isThere: Bool) throws {
    let input = try SmallInput.sound()
    let year = isThere ? "2024" : "2023"
    try input.write(EvaluationTests.header + year + EvaluationTests.row.dropFirst(4), to: "b.csv")
    let indicators = try PublishedRun(input.path).table("rg-380-indicadores").rows
    #expect(indicators.first?["valor_anterior"] == (isThere ? "1" : ""))
  }
}
