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
    _ input: TemporaryFolder, jobs: Int, templates: String? = nil
  ) throws -> [String: Data] {
    let output = try TemporaryFolder()
    var request = RunRequest(
      input: input.path, output: output.path,
      judgement: Judgement(period: 2025, cutoff: TerritoryFixture.day("2025-11-30")),
      dialect: "rfc4180", jobs: jobs)
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
