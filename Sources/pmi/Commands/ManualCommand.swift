import ArgumentParser
import Pipeline

/// For whoever packs the program; nobody who uses it is told of it.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Escribe la página de manual pmi(1).", shouldDisplay: false)

  func run() throws {
    Terminal.say(ManualPage(try CommandTree.of(Pmi.self)).text(version: Product.version))
  }
}
