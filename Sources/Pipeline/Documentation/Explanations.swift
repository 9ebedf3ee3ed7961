import Catalogues
import Model
import Reading

/// Everything that can be explained under one configuration.
package struct Explanations {
  private let configuration: Configuration

  package init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// All explanations by family, in the order of the contract; columns without their other names, so
  /// that no catalogue is read.
  package var all: [Explanation] {
    plain + ExplainedInput.all(aliases: [:]) + ExplainedOutput.all
  }

  private var plain: [Explanation] {
    ExplainedFiles.all + ExplainedRows.all + ExplainedCrossChecks.all
      + ExplainedConditions.all(configuration) + ExplainedConditionStates.all(configuration)
      + ExplainedIndicators.all + ExplainedDeliveryStates.all + ExplainedActivityStates.all
      + ExplainedAssistance.all(configuration)
  }

  /// What `word` names, compared like a header: without case, accents and marks.
  ///
  /// A column is found by its other names too, which are read only where a column or nothing else is
  /// named so. Empty where nothing is; more than one where several things are.
  package func named(_ word: String) throws(CatalogueError) -> [Explanation] {
    let key = Folding.header(word)
    let found = all.filter { Folding.header($0.code) == key }
    if !found.isEmpty, !found.contains(where: { $0.family == .inputColumn }) { return found }
    let aliases = try aliases()
    let names = Dictionary(grouping: aliases, by: \.column).mapValues { $0.map(\.alias) }
    let columns = ExplainedInput.all(aliases: names)
    if found.isEmpty {
      let column = aliases.first { Folding.header($0.alias) == key }?.column
      return columns.filter { $0.code == column }
    }
    return found.map { known in
      known.family == .inputColumn ? columns.first { $0.code == known.code } ?? known : known
    }
  }

  /// The codes most like a word that names nothing, at most five.
  ///
  /// First those that contain it, then by edits. Cost: a comparison with every code; words over 64
  /// bytes resemble none.
  package func nearest(to word: String) -> [String] {
    let key = Folding.header(word)
    let bytes = Array(key.utf8)
    guard !bytes.isEmpty, bytes.count <= 64 else { return [] }
    let limit = max(1, bytes.count / 3)
    var seen: Set<String> = []
    let codes = all.map(\.code).filter { seen.insert($0).inserted }
    let ranked = codes.enumerated().compactMap { place, code -> (Int, place: Int, code: String)? in
      let folded = Folding.header(code)
      if bytes.count > 3, folded.contains(key) { return (0, place, code) }
      let distance = EditDistance.between(bytes, Array(folded.utf8))
      return distance <= limit ? (distance, place, code) : nil
    }
    return ranked.sorted { ($0.0, $0.place) < ($1.0, $1.place) }.prefix(5).map(\.code)
  }

  private func aliases() throws(CatalogueError) -> [(alias: String, column: String)] {
    try configuration.columnAliases.map { ($0.alias, $0.column) }
      + CatalogueFiles.columnAliases(BuiltIn.columnAliasesFile())
  }
}
