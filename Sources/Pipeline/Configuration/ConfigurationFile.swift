import Foundation
import Model
import Yams

/// Reads and prints configurations.
package enum ConfigurationFile {
  /// The configuration of a YAML file; an unknown key or a wrong value is an error with its line.
  package static func read(_ path: String) throws(ConfigurationError) -> Configuration {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw ConfigurationError(
        file: path, line: 0,
        message: "No se pudo leer la configuración. Se espera un archivo YAML en UTF-8.")
    }
    return try parse(text, file: path)
  }

  package static func parse(_ text: String, file: String) throws(ConfigurationError)
    -> Configuration
  {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw ConfigurationError(file: file, line: line(of: error), message: "YAML mal formado.")
    }
    var configuration = Configuration()
    guard let root, root != "" else { return configuration }
    guard let mapping = root.mapping else {
      throw ConfigurationError(
        file: file, line: 1, message: "Se esperan pares clave: valor en la raíz.")
    }
    try apply(mapping, to: &configuration, file: file)
    return configuration
  }

  private static func apply(
    _ mapping: Node.Mapping, to configuration: inout Configuration, file: String
  ) throws(ConfigurationError) {
    for (name, node) in mapping {
      let line = name.mark?.line ?? 0
      if name.string == "umbrales", let inner = node.mapping {
        try apply(inner, to: &configuration, file: file)
        continue
      }
      guard let key = ConfigurationKeys.all.first(where: { $0.name == name.string }) else {
        throw ConfigurationError(
          file: file, line: line,
          message:
            "Clave desconocida «\(name.string ?? "")». Se espera una de: "
            + ConfigurationKeys.all.map(\.name).joined(separator: ", ") + ".")
      }
      guard key.set(&configuration, value(of: node)) else {
        throw ConfigurationError(
          file: file, line: node.mark?.line ?? line,
          message: "Valor no permitido en «\(key.name)». Se espera \(key.expected).")
      }
    }
  }

  private static func value(of node: Node) -> ConfigurationValue {
    if let sequence = node.sequence {
      return .list(sequence.map { $0.scalar?.string ?? "" })
    }
    if let mapping = node.mapping {
      return .pairs(mapping.map { ($0.key.scalar?.string ?? "", $0.value.scalar?.string ?? "") })
    }
    return .scalar(node.scalar?.string ?? "")
  }

  private static func line(of error: any Error) -> Int {
    guard let error = error as? YamlError else { return 0 }
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      return mark.line
    default: return 0
    }
  }

  /// The effective configuration as YAML, each key with what it means and what it may be.
  package static func text(_ configuration: Configuration) -> String {
    ConfigurationKeys.all.map { key in
      "# \(key.meaning) Se espera \(key.expected).\n\(key.name): \(key.show(configuration))\n"
    }.joined(separator: "\n")
  }

  /// A file to start from: every key with its default value, under a line that says how to use it.
  package static var initial: String {
    """
    # Configuración de pmi. Todas las claves son opcionales: la que se borre vale lo que aquí trae.
    # Una clave desconocida o un valor no permitido detiene la ejecución y se dice en qué línea está.
    # «pmi config --config ESTE_ARCHIVO» la revisa y muestra la que vale.

    """ + "\n" + text(Configuration())
  }

  /// Keys and values of the effective configuration, for the manifest and the run's identity.
  package static func parts(_ configuration: Configuration) -> [(key: String, value: String)] {
    ConfigurationKeys.all.map { ($0.name, $0.show(configuration)) }
  }
}
