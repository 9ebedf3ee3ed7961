import Foundation
import Model
import TestSupport
import Testing

@testable import Pipeline

/// Block sizes and threads change no byte of what a run writes.
@Suite struct BlockSizeTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files below the published run, by their path in it.
  private func published(_ request: RunRequest) throws -> [String: Data] {
    let summary = try Run(request).execute()
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: summary.folder) {
      files[name] = FileManager.default.contents(atPath: summary.folder + "/" + name)
    }
    return files
  }

  private func request(_ input: String, _ output: TemporaryFolder) -> RunRequest {
    var request = RunRequest(
      input: input, output: output.path,
      judgement: Judgement(period: 2025, cutoff: TerritoryFixture.day("2025-11-30")),
      dialect: "rfc4180", jobs: 2)
    request.writesPages = false
    return request
  }

  @Test func sampleDataInBlocksOfAnySize() throws {
    let output = try TemporaryFolder()
    let input = BlockSizeTests.root.appending(path: "SampleData").path
    let whole = try published(request(input, output))
    #expect(whole.count >= 22)
    for size in [64, 1024] {
      let other = try TemporaryFolder()
      var request = request(input, other)
      request.blockSize = size
      #expect(try published(request) == whole, "blocks of \(size)")
    }
  }

  /// A file above the size at which several threads decode its blocks, with line breaks in quotes.
  @Test func aLargeFileOnSeveralThreads() throws {
    let input = try TemporaryFolder()
    let codes = (1...40).map { TerritoryFixture.code($0).text }
    let directory =
      "codigo_dane;nombre;codigo_municipio;sector\n"
      + codes.map { "\($0);IE \($0);68013;OFICIAL\n" }.joined()
    try input.write(directory, to: "directorio.csv")
    let text = String(repeating: "descripción \"\"larga\"\"\n", count: 60)
    var routes =
      "vigencia;codigo_dane;componente;oportunidad_no;oportunidad;meta_no;meta;accion_no;accion;responsable;recursos;fecha_inicio;fecha_fin;avance\n"
    for (place, code) in codes.enumerated() {
      for action in 1...150 {
        let progress = action % 17 == 0 ? "x" : "\(action % 101)"
        routes +=
          "2025;\(code);DIR-1-1;1;\"\(text)\";1;m;\(action % 149);a\(place);R;P;2025-02-01;2025-06-30;\(progress)\n"
      }
    }
    #expect(routes.utf8.count > InputIntake.largeFile)
    try input.write(routes, to: "rutas.csv")
    var outputs: [[String: Data]] = []
    for (jobs, size) in [(1, 1 << 20), (2, 1 << 20), (7, 100_000)] {
      let output = try TemporaryFolder()
      var request = request(input.path, output)
      (request.jobs, request.blockSize) = (jobs, size)
      outputs.append(try published(request))
    }
    #expect(outputs[0].count >= 22)
    #expect(outputs[1] == outputs[0] && outputs[2] == outputs[0])
    let files = String(decoding: outputs[0]["csv/archivos.csv"] ?? Data(), as: UTF8.self)
    #expect(files.contains(",6000,"), "\(files)")
  }
}
