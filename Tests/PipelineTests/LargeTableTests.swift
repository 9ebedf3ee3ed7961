import BuiltInTemplates
import Foundation
import Model
import TestSupport
import Testing

@testable import Pipeline

/// Of a large territory the establishments are judged and the tables written in parts, side by side.
@Suite struct LargeTableTests {
  private static let establishments = 1300

  /// Routes whose rows stand among those of the next one, by twos, and a late delivery of every third.
  private func input() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let codes = (1...LargeTableTests.establishments).map { TerritoryFixture.code($0).text }
    let directory = codes.map { "\($0);IE;68013;OFICIAL\n" }.joined()
    try folder.write("codigo_dane;nombre;codigo_municipio;sector\n" + directory, to: "ee.csv")
    var routes =
      "vigencia;codigo_dane;componente;oportunidad_no;oportunidad;meta_no;meta;accion_no;accion;responsable;recursos;fecha_inicio;fecha_fin;avance\n"
    for first in stride(from: 0, to: codes.count, by: 2) {
      for number in 1...2 {
        for code in codes[first...].prefix(2) {
          routes +=
            "2025;\(code);DIR-1-1;\(number);dificultad «\(number)»;\(number);m;\(number);a;R;P;2025-02-01;2025-06-30;50\n"
        }
      }
    }
    try folder.write(routes, to: "rutas.csv")
    let control = stride(from: 0, to: codes.count, by: 3).map {
      "2025;\(codes[$0]);2025-03-31;2025-04-01\n"
    }
    try folder.write(
      "vigencia;codigo_dane;fecha_limite;fecha_entrega\n" + control.joined(), to: "control.csv")
    return folder
  }

  private func tables(
    _ input: TemporaryFolder, jobs: Int, templates: String? = nil, dialect: String = "rfc4180"
  ) throws -> [String: Data] {
    let output = try TemporaryFolder()
    var request = RunRequest(
      input: input.path, output: output.path,
      judgement: Judgement(period: 2025, cutoff: TerritoryFixture.day("2025-11-30")),
      dialect: dialect, jobs: jobs)
    request.writesPages = false
    request.templates = templates
    let folder = try Run(request).execute().folder + "/csv"
    var tables: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      tables[name] = FileManager.default.contents(atPath: folder + "/" + name)
    }
    return tables
  }

  private func rows(_ table: Data?) -> [[Substring]] {
    String(decoding: table ?? Data(), as: UTF8.self).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  /// Whether these are the lines of all actions.
  private func isInOrder(_ lines: [Substring]) -> Bool {
    lines == (2...LargeTableTests.establishments * 2 + 1).map { Substring("\($0)") }
  }

  @Test func partsAreTheWholeInItsOrder() throws {
    let input = try input()
    let one = try tables(input, jobs: 1)
    let details = rows(one["rg-220-detalle.csv"])
    #expect(isInOrder(details.compactMap(\.last)))
    let establishments = rows(one["rg-380-establecimientos.csv"]).map { $0[0] }
    #expect(establishments == establishments.sorted() && establishments.count == 1300)
    let late = rows(one["irregularidades.csv"]).filter { $0.contains("I02") }
    #expect(late.count == 434 && Set(late.map { $0[0] }).count == 434)
    for jobs in [2, 7] {
      let isSame = try tables(input, jobs: jobs) == one
      #expect(isSame, "\(jobs) threads")
    }
  }

  /// What is written without a record for each row is what the template makes of the records.
  @Test(
    arguments: [
      "rg-220-detalle", "pr-44-pei", "infraestructura", "rg-380-establecimientos",
      "asistencia-clasificacion",
    ], ["rfc4180", "excel-es"])
  func rowsAreThoseOfTheTemplate(name: String, dialect: String) throws {
    let input = try strangeTexts()
    let builtIn = try #require(BuiltInTemplates.files.first { $0.path == "csv/\(name).csv" })
    let template = String(decoding: builtIn.bytes(), as: UTF8.self)
    let own = try TemporaryFolder()
    let columns = template.prefix { $0 != "\n" }.count { $0 == "," }
    try own.write(
      template + "fin" + String(repeating: ",", count: columns) + "\n", to: "csv/\(name).csv")
    let table = "\(name).csv"
    let made = try #require(
      try tables(input, jobs: 2, templates: own.path, dialect: dialect)[table])
    let written = try #require(try tables(input, jobs: 2, dialect: dialect)[table])
    #expect(made.starts(with: written))
    #expect(String(decoding: made.dropFirst(written.count), as: UTF8.self).hasPrefix("fin"))
    #expect(written.count > 10_000)
  }

  /// Routes with texts that a table has to quote or to guard, of processes that all three tables want.
  private func strangeTexts() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let codes = (1...400).map { TerritoryFixture.code($0).text }
    let directory = codes.map { "\($0);IE;68013;OFICIAL\n" }.joined()
    try folder.write("codigo_dane;nombre;codigo_municipio;sector\n" + directory, to: "ee.csv")
    let texts = [
      "=1+1", "-2", "a;b", "a,b", "un \"dicho\"", "dos\nlíneas", "e\u{301}",
      String(repeating: "larga, muy larga; ", count: 20),
    ]
    var routes =
      "vigencia;codigo_dane;componente;oportunidad_no;oportunidad;meta_no;meta;accion_no;accion;responsable;recursos;fecha_inicio;fecha_fin;avance\n"
    for (place, code) in codes.enumerated() {
      for (number, component) in ["DIR-1-1", "ACA-1-1", "ADM-2-1"].enumerated() {
        let text = texts[(place * 3 + number) % texts.count]
          .replacingOccurrences(of: "\"", with: "\"\"")
        routes +=
          "2025;\(code);\(component);\(number + 1);\"\(text)\";\(number + 1);m;\(number + 1);a;R;P;2025-02-01;2025-06-30;\(place % 101)\n"
      }
    }
    try folder.write(routes, to: "rutas, año 2025.csv")
    return folder
  }

  /// A table with a template of its own is written by it as a whole.
  @Test func anOwnTemplateIsRenderedOnce() throws {
    let input = try input()
    let own = try TemporaryFolder()
    try own.write(
      "código,línea\n{{#filas}}\n{{codigo_dane}},{{linea}}\n{{/filas}}\nfin,\n",
      to: "csv/rg-220-detalle.csv")
    let written = rows(try tables(input, jobs: 2, templates: own.path)["rg-220-detalle.csv"])
    #expect(isInOrder(written.dropLast().map { $0[1] }))
    #expect(written.last == ["fin", ""])
  }
}
