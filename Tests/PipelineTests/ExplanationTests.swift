import Model
import Reporting
import Testing

@testable import Pipeline

/// `pmi explain` has an answer for every code and column that the program prints or reads.
@Suite struct ExplanationTests {
  private static let explanations = Explanations()
  private static let all = explanations.all

  private static func codes(_ family: Explanation.Family) -> [String] {
    all.filter { $0.family == family }.map(\.code)
  }

  @Test func `every code of a family is explained, in its order`() {
    #expect(Self.codes(.condition) == Condition.allCases.map(\.code))
    #expect(Self.codes(.deliveryState) == DeliveryState.allCases.map(\.rawValue))
    #expect(Self.codes(.motive) == AssistanceMotive.allCases.map(\.rawValue))
    #expect(
      Self.codes(.indicator) == (1...30).map { $0 < 10 ? "N0\($0)" : "N\($0)" })
    #expect(Self.codes(.diagnostic) == DiagnosticCode.allCases.map(\.text).sorted())
  }

  @Test func `every column of input and results is explained`() {
    let input = Set(RecordKind.allCases.flatMap(\.columns).map(\.name))
    #expect(Set(Self.codes(.inputColumn)) == input)
    let output = Set(ReportTables.declarations.flatMap(\.columns).map(\.name))
    #expect(Set(Self.codes(.outputColumn)) == output)
  }

  @Test func `no note is on a column that no table has`() {
    let output = Set(ReportTables.declarations.flatMap(\.columns).map(\.name))
    #expect(Set(OutputNotes.byName.keys).subtracting(output) == [])
  }

  @Test func `nothing is explained twice`() {
    let keys = Self.all.map { "\($0.family) \($0.code)" }
    #expect(keys.count == Set(keys).count)
  }

  @Test func `texts are whole sentences`() {
    for explanation in Self.all {
      let sentences =
        explanation.meaning + explanation.rule + explanation.parameters.map(\.meaning)
        + [explanation.example, explanation.remedy, explanation.source]
      #expect(!explanation.meaning.isEmpty && !explanation.rule.isEmpty, "\(explanation.code)")
      #expect(
        !explanation.title.isEmpty && !explanation.title.hasSuffix("."), "\(explanation.code)")
      for sentence in sentences {
        let isWhole =
          sentence.count > 3 && sentence.hasSuffix(".") && !sentence.hasSuffix("..")
          && !sentence.contains("  ") && sentence == sentence.trimmingPrefix(" ")
        #expect(isWhole, "\(explanation.code): «\(sentence)»")
      }
    }
  }

  @Test func `titles of diagnostics, conditions and indicators differ`() {
    for family in [Explanation.Family.diagnostic, .condition, .indicator] {
      let titles = Self.all.filter { $0.family == family }.map(\.title)
      #expect(titles.count == Set(titles).count)
    }
  }

  @Test func `what is named beside an explanation can be explained`() throws {
    for code in Set(Self.all.flatMap(\.related)) {
      #expect(try !Self.explanations.named(code).isEmpty, "\(code)")
    }
  }

  @Test(arguments: [
    ("r104", ["R104"]), ("a tiempo", ["A TIEMPO"]), ("Extemporánea", ["EXTEMPORANEA"]),
    ("Fecha límite", ["fecha_limite"]), ("PENDIENTE", ["PENDIENTE", "PENDIENTE"]),
    ("cod_dane", ["codigo_dane"]), ("codigo_dane", ["codigo_dane", "codigo_dane"]),
    ("r999", []), ("", []),
  ])
  func `words are looked up without case and accents`(word: String, codes: [String]) throws {
    #expect(try Self.explanations.named(word).map(\.code) == codes)
  }

  @Test(arguments: [
    ("R1004", "R104"), ("entregda", "ENTREGADA"), ("fecha_limitte", "fecha_limite"),
    ("retraso", "dias_retraso"),
  ])
  func `an unknown word gets the nearest codes`(word: String, expected: String) {
    #expect(Self.explanations.nearest(to: word).contains(expected))
    #expect(Self.explanations.nearest(to: word).count <= 5)
  }

  @Test func `a word like nothing gets none`() {
    #expect(Self.explanations.nearest(to: "zzzzzzzzzzzzzzzz") == [])
    #expect(Self.explanations.nearest(to: String(repeating: "a", count: 5_000)) == [])
  }

  @Test func `parameters have the values in force`() throws {
    var configuration = Configuration()
    configuration.thresholds.correctionDays = 22
    let condition = try #require(try Explanations(configuration).named("I03").first)
    #expect(condition.parameters.first?.name == "plazo_correccion_dias")
    #expect(condition.parameters.first?.value == "22")
    #expect(condition.rule.contains { $0.contains("22 días") })
    #expect(condition.text(width: 80).contains("plazo_correccion_dias = 22"))
  }

  @Test func `every parameter that is named is a key of the configuration`() {
    let names = Set(Self.all.flatMap(\.parameters).map(\.name))
    #expect(
      names == [
        "ventana", "minimo_vigencias", "plazo_correccion_dias", "umbral_avance",
        "umbral_incompletas", "plazo_reaccion_dias", "saber_bajo",
      ])
  }

  @Test func `a column has its kinds, form and other names`() throws {
    var configuration = Configuration()
    configuration.columnAliases = [.init(alias: "Plazo", column: "fecha_limite")]
    let column = try #require(try Explanations(configuration).named("plazo").first)
    #expect(column.code == "fecha_limite")
    #expect(column.source == "Entradas (Docs/Entradas.md): rg-300.")
    #expect(column.rule.contains { $0.hasPrefix("Obligatoria") })
    #expect(column.rule.contains("En XML: entrega/fechaLimite."))
    #expect(column.rule.contains("Otros nombres en el encabezado: Plazo."))
    let own = try #require(try Self.explanations.named("codigo_dane").first)
    #expect(own.rule.contains { $0.contains("cod_dane") })
    #expect(own.meaning.count == 1)
    #expect(own.rule.contains("rg-382: En XML: ruta/@codigoDane."))
  }

  @Test(arguments: [40, 80])
  func `no line is wider than asked`(width: Int) {
    for explanation in Self.all {
      for line in explanation.text(width: width).split(separator: "\n") where line.count > width {
        #expect(line.split(separator: " ").count == 1, "\(explanation.code): \(line)")
      }
      #expect(explanation.line(width: width).count <= width)
    }
  }
}
