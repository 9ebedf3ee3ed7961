import Model
import Reading

/// The simple types of an XML Schema, each declared once however many columns have it.
struct XMLSchemaTypes {
  private let vocabulary: Vocabulary
  private var lines: [String] = []
  private var known: Set<String> = []

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// The declarations of the types that were asked for.
  var declarations: [String] { lines }

  /// The name of a column's type.
  mutating func name(of column: Column) -> String {
    let name = XMLSchemaTypes.name(column)
    if known.insert(name).inserted { lines += declaration(name, of: column) }
    return name
  }

  private static func name(_ column: Column) -> String {
    switch column.type {
    case .text(let markersAreAbsent):
      column.isRequired ? (markersAreAbsent ? "codigo" : "textoObligatorio") : "texto"
    case .integer(let range): "enteroDe\(range.lowerBound)A\(range.upperBound)"
    case .decimal(nil): "decimal"
    case .decimal(0...10_000): "porcentaje"
    case .decimal: "cantidad"
    case .money: "dinero"
    case .date: "fecha"
    case .yesNo: "siNo"
    case .word: column.camelCase
    case .vigencia: "vigencia"
    case .process: "proceso"
    case .establishment: "codigoDane"
    case .municipality: "codigoMunicipio"
    case .component: "componente"
    }
  }

  private func declaration(_ name: String, of column: Column) -> [String] {
    switch column.type {
    case .text(let markersAreAbsent):
      let required =
        markersAreAbsent ? XMLSchemaPatterns.requiredCode : XMLSchemaPatterns.requiredText
      return restriction(
        name, [column.isRequired ? required : XMLSchemaPatterns.text],
        further: ["<xs:maxLength value=\"262144\"/>"])
    case .integer(let range):
      return restriction(
        name, ["[0-9]{1,9}"], base: "xs:nonNegativeInteger",
        further: [
          "<xs:minInclusive value=\"\(range.lowerBound)\"/>",
          "<xs:maxInclusive value=\"\(range.upperBound)\"/>",
        ])
    case .decimal(nil): return restriction(name, [XMLSchemaPatterns.decimal])
    case .decimal(0...10_000): return restriction(name, [XMLSchemaPatterns.percentage])
    case .decimal: return restriction(name, [XMLSchemaPatterns.amount])
    case .money: return restriction(name, [XMLSchemaPatterns.money])
    case .date: return date(name)
    case .yesNo: return words(name, ["SI", "NO"])
    case .word(let words): return self.words(name, spellings(words, of: column))
    case .vigencia: return restriction(name, [XMLSchemaPatterns.vigencia])
    case .process: return words(name, vocabulary.catalogue.processes.map(\.code))
    case .establishment: return restriction(name, ["[0-9]{12}"])
    case .municipality: return restriction(name, vocabulary.municipalities.all.map(\.code.text))
    case .component: return words(name, components)
    }
  }

  /// Every word; of the edition only the one in which names of components are listed.
  private func spellings(_ words: [Word], of column: Column) -> [String] {
    let edition = String(vocabulary.defaultEdition.year)
    let isEdition = words.contains { $0.spelling == edition }
    return isEdition ? [edition] : words.map(\.spelling)
  }

  /// Codes of all editions; names and aliases of the default one that name a single component.
  private var components: [String] {
    let (catalogue, edition) = (vocabulary.catalogue, vocabulary.defaultEdition)
    let names = catalogue.components.filter { $0.edition == edition }.map(\.name)
    let aliases = catalogue.aliases.map(\.spelling)
    var seen: Set<[UInt8]> = []
    let spellings = (names + aliases).filter { spelling in
      let bytes = Array(spelling.utf8)
      let isKnown = bytes.withUnsafeBytes { vocabulary.component($0, edition: edition) != nil }
      return isKnown && seen.insert(Folding.word(spelling)).inserted
    }
    return catalogue.components.map(\.code) + spellings
  }

  private func words(_ name: String, _ words: [String]) -> [String] {
    restriction(name, words.map(XMLSchemaPatterns.word))
  }

  private func date(_ name: String) -> [String] {
    restriction("fechaIso", [XMLSchemaPatterns.isoDate], base: "xs:date")
      + restriction("fechaConBarras", [XMLSchemaPatterns.slashedDate])
      + [
        "  <xs:simpleType name=\"\(name)\">",
        "    <xs:union memberTypes=\"fechaIso fechaConBarras\"/>", "  </xs:simpleType>",
      ]
  }

  /// A type that accepts what one of the patterns does.
  private func restriction(
    _ name: String, _ patterns: [String], base: String = "xs:string", further: [String] = []
  ) -> [String] {
    ["  <xs:simpleType name=\"\(name)\">", "    <xs:restriction base=\"\(base)\">"]
      + (further + patterns.map { "<xs:pattern value=\"\($0)\"/>" }).map { "      " + $0 }
      + ["    </xs:restriction>", "  </xs:simpleType>"]
  }
}
