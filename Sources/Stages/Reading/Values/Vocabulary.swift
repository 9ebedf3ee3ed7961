import Model

/// The words and names that values are compared with, prepared once a run.
///
/// Source: contract 1 §3, component, process code, DIVIPOLA code and enumerations.
package struct Vocabulary: Sendable {
  package let catalogue: Catalogue
  package let municipalities: Municipalities
  /// The edition in which a component's name is read where its row names none.
  package let defaultEdition: Edition
  /// Other names of columns; the key is folded like a header.
  package let columnAliases: [String: String]
  let headings: Headings
  let nearest: NearestWords

  private let componentCodes: [[UInt8]: ComponentIndex]
  private let componentNames: [Edition: NameTable]
  private let processCodes: [[UInt8]: ProcessIndex]

  /// Spellings of components in one edition; a spelling of two components has the value `nil`.
  private struct NameTable: Sendable {
    var names: [[UInt8]: ComponentIndex?] = [:]
    var aliases: [[UInt8]: ComponentIndex?] = [:]
  }

  package init(
    catalogue: Catalogue, municipalities: Municipalities, defaultEdition: Edition,
    columnAliases: [(alias: String, column: String)]
  ) {
    self.catalogue = catalogue
    self.municipalities = municipalities
    self.defaultEdition = defaultEdition
    self.columnAliases = Dictionary(
      columnAliases.map { (Folding.heading($0.alias), $0.column) },
      uniquingKeysWith: { first, _ in first })
    headings = Headings(aliases: self.columnAliases)
    nearest = NearestWords(catalogue: catalogue, municipalities: municipalities)
    var codes: [[UInt8]: ComponentIndex] = [:]
    var names: [Edition: NameTable] = [:]
    for (place, component) in catalogue.components.enumerated() {
      codes[Folding.word(component.code)] = ComponentIndex(place)
      Vocabulary.enter(
        ComponentIndex(place), as: component.name,
        in: &names[component.edition, default: .init()].names)
    }
    for alias in catalogue.aliases {
      let edition = catalogue.components[Int(alias.component)].edition
      Vocabulary.enter(
        alias.component, as: alias.spelling, in: &names[edition, default: .init()].aliases)
    }
    componentCodes = codes
    componentNames = names
    processCodes = Dictionary(
      catalogue.processes.enumerated().map { (Folding.word($1.code), ProcessIndex($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The component of a code in any edition, or of a name or alias in `edition`.
  package func component(_ bytes: Bytes, edition: Edition) -> ComponentIndex? {
    let folded = Folding.word(bytes)
    if let known = componentCodes[folded] { return known }
    guard let table = componentNames[edition] else { return nil }
    if let known = table.names[folded] { return known }
    return table.aliases[folded] ?? nil
  }

  package func process(_ bytes: Bytes) -> ProcessIndex? {
    processCodes[Folding.word(bytes)]
  }

  /// Enters a spelling; one that stands for two components stands for none.
  private static func enter(
    _ component: ComponentIndex, as spelling: String,
    in table: inout [[UInt8]: ComponentIndex?]
  ) {
    let folded = Folding.word(spelling)
    if let known = table[folded], known != component {
      table[folded] = .some(nil)
    } else {
      table[folded] = component
    }
  }
}
