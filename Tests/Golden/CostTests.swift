import Foundation
import TestSupport
import Testing

/// What a run shows of its costs and its progress (`--timings`; standard error on a terminal).
@Suite struct CostTests {
  private static let stages = [
    "plantillas", "inventario de la entrada", "directorio", "otros registros",
    "rutas de mejoramiento", "versiones en varios archivos", "cifras e indicios", "tablas",
    "páginas", "publicación", "total",
  ]

  @Test func timingsNameEveryStage() throws {
    let run = try PublishedRun(SmallInput.faulty(), ["--timings", "--quiet"])
    #expect(run.ending.status == 0 && run.ending.output.isEmpty)
    let lines = run.ending.complaint.split(separator: "\n").map(String.init)
    let stages = lines.dropFirst().prefix(CostTests.stages.count)
    #expect(lines.first?.hasPrefix("Etapa") == true)
    for (line, stage) in zip(stages, CostTests.stages) {
      #expect(line.hasPrefix(stage + " "), "\(line)")
      #expect(line.count == lines[0].count, "not aligned: \(line)")
    }
    #expect(stages.count == CostTests.stages.count)
    let input = SmallInput.directory.utf8.count + SmallInput.badDeliveries.utf8.count
    let total = try #require(stages.last).split(whereSeparator: \.isWhitespace)
    let read = try #require(Int(total[3].filter(\.isNumber)))
    #expect(read >= input, "every byte of the input was read")
    #expect(lines.contains { $0.hasPrefix("Memoria máxima: ") })
  }

  @Test func timingsAreInNoResult() throws {
    let input = try SmallInput.faulty()
    let plain = try PublishedRun(input.path)
    let timed = try PublishedRun(input.path, ["--timings"])
    #expect(plain.ending.complaint.isEmpty)
    #expect(!timed.ending.complaint.isEmpty)
    #expect(try timed.manifest == plain.manifest)
    #expect(try timed.tables == plain.tables)
  }

  @Test func progressNeedsATerminal() throws {
    let input = try SmallInput.sound()
    let run = try PublishedRun(input.path, environment: ["TERM": "xterm"])
    #expect(run.ending.status == 0 && run.ending.complaint.isEmpty)
  }

  @Test func progressIsShownOnATerminalAndCleared() throws {
    let screen = try screen(environment: ["TERM": "xterm", "NO_COLOR": "1"])
    let shown = screen.split(separator: "\r", omittingEmptySubsequences: false)
    #expect(shown.contains { $0.hasPrefix("plantillas") }, "\(screen)")
    #expect(shown.last == "" && shown.dropLast().last?.allSatisfy { $0 == " " } == true)
    #expect(!screen.contains("\u{1B}") && !screen.contains("\n"))
  }

  @Test func progressIsSilentWhereItIsNotWanted() throws {
    #expect(try screen(["--quiet"], environment: ["TERM": "xterm"]).isEmpty)
    #expect(try screen(environment: ["TERM": "dumb"]).isEmpty)
  }

  /// What a terminal gets of a run that ends well.
  private func screen(
    _ further: [String] = [], environment: [String: String]
  ) throws -> String {
    let (input, output) = (try SmallInput.sound(), try TemporaryFolder())
    let (status, screen) = try Executable.runOnTerminal(
      ["run", "--input", input.path, "--output", output.path] + PublishedRun.Period.arguments
        + further, environment: environment)
    #expect(status == 0)
    return screen
  }
}
