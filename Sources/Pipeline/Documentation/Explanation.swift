import Model

/// What `pmi explain` says of one code, word or column; every text is Spanish and whole sentences,
/// but for the title.
///
/// Source: contract 4, The command.
package struct Explanation: Sendable {
  /// What kind of thing is explained; the raw value heads its explanation.
  package enum Family: String, CaseIterable, Sendable {
    case diagnostic = "Hallazgo"
    case condition = "Condición"
    case conditionState = "Estado de una condición"
    case indicator = "Indicador"
    case deliveryState = "Estado de la entrega"
    case activityState = "Estado de una actividad"
    case modality = "Clase de asistencia técnica"
    case motive = "Motivo de la clase de asistencia"
    case inputColumn = "Columna de entrada"
    case outputColumn = "Columna de resultados"
  }

  /// A key of the configuration with the value in force.
  package struct Parameter: Sendable {
    package let name: String
    package let value: String
    package let meaning: String
  }

  package let family: Family
  /// As tables print it; unique in its family.
  package let code: String
  package let title: String
  /// Of diagnostics only.
  package let severity: Severity?
  /// Paragraphs, at least one.
  package let meaning: [String]
  /// How it is computed or what is accepted; paragraphs.
  package let rule: [String]
  package let parameters: [Parameter]
  package let example: String
  /// What to do, in the imperative.
  package let remedy: String
  /// Section of the contract, registers and activity of MI-GE-PR-45.
  package let source: String
  /// Other codes that help to understand it.
  package let related: [String]

  init(
    _ family: Family, _ code: String, title: String, severity: Severity? = nil, meaning: [String],
    rule: [String], parameters: [Parameter] = [], example: String, remedy: String, source: String,
    related: [String] = []
  ) {
    self.family = family
    self.code = code
    self.title = title
    self.severity = severity
    self.meaning = meaning
    self.rule = rule
    self.parameters = parameters
    self.example = example
    self.remedy = remedy
    self.source = source
    self.related = related
  }
}

extension Explanation.Parameter {
  /// The named keys with the values that `configuration` gives them, in the order named.
  static func effective(_ names: [String], _ configuration: Configuration) -> [Self] {
    names.compactMap { name in
      ConfigurationKeys.all.first { $0.name == name }.map {
        Self(name: name, value: $0.show(configuration), meaning: $0.meaning)
      }
    }
  }
}
