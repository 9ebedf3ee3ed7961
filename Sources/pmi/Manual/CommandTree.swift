import ArgumentParser
import Foundation

/// The verbs and flags as they are declared, in the form in which the argument library tells them.
struct CommandTree: Decodable {
  struct Command: Decodable {
    let commandName: String
    let aliases: [String]?
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  struct Argument: Decodable {
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    struct Name: Decodable {
      let kind: String
      let name: String

      /// As it is typed.
      var spelling: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let abstract: String?
  }

  let command: Command

  /// Those of a command; throws where the library tells them in another form.
  static func of(_ command: (some ParsableCommand).Type) throws -> Command {
    try JSONDecoder().decode(CommandTree.self, from: Data(command._dumpHelp().utf8)).command
  }
}

extension CommandTree.Command {
  /// The verbs that a user is told of.
  var verbs: [CommandTree.Command] {
    (subcommands ?? []).filter { $0.shouldDisplay ?? true && $0.commandName != "help" }
  }

  /// The arguments that a user is told of, help and version aside.
  var ownArguments: [CommandTree.Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay
        && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
    }
  }
}
