import Model

/// The entities whose routes a run takes together.
package enum EntitySelection: Sendable, Equatable {
  /// One: that of the configuration, with the municipalities of its department.
  case own
  /// All of the catalogue of entities.
  case all
  /// Those with these codes, at least one.
  case listed([EntityCode])
}

extension ConfigurationKey {
  static var entities: ConfigurationKey {
    ConfigurationKey(
      name: "entidades",
      meaning:
        "Entidades territoriales certificadas cuyas rutas se consolidan juntas; con varias hay resultados por entidad.",
      expected:
        "propia (solo la entidad que publica), todas, o una lista de códigos como [\"68\", \"68001\"]",
      set: { configuration, value in
        switch value {
        case .scalar("propia"): configuration.entities = .own
        case .scalar("todas"): configuration.entities = .all
        case .list(let items):
          let codes = items.compactMap { EntityCode(text: $0) }
          guard !codes.isEmpty, codes.count == items.count else { return false }
          configuration.entities = .listed(codes)
        case .scalar, .pairs: return false
        }
        return true
      },
      show: { configuration in
        switch configuration.entities {
        case .own: "propia"
        case .all: "todas"
        case .listed(let codes): "[" + codes.map { "\"\($0.text)\"" }.joined(separator: ", ") + "]"
        }
      })
  }
}
