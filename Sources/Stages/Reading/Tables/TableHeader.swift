import Model

/// A header that was recognised: the kind of its table and the columns' places.
package struct TableHeader: Sendable {
  package let kind: RecordKind
  /// For each field of the header the column it fills, -1 for none.
  package let columnOfField: [Int16]
  /// For each column its 1-based ordinal in the table, 0 where the table lacks it.
  package let ordinals: [Int16]
  /// Cells that name no column, as they are written.
  package let unknown: [String]
  /// Known columns that stand twice (F006): the column, its second ordinal and its cell.
  package let repeated: [(column: String, ordinal: Int, cell: String)]

  /// Fields of the header without trailing blank cells; one like `***` is not blank, and unknown.
  package var width: Int { columnOfField.count }

  /// The header that `cells` are, if they identify a kind (contract 1 §1 and §2).
  package init?(cells: [String], vocabulary: Vocabulary) {
    let names = TableHeader.names(of: cells)
    guard names.contains(where: { !$0.isEmpty }) else { return nil }
    let fitting = RecordKind.allCases.filter {
      TableHeader.missing(in: names, of: $0, vocabulary).isEmpty
    }
    let best = fitting.max { left, right in
      let sizes = (TableHeader.requiredCount(left), TableHeader.requiredCount(right))
      return sizes.0 != sizes.1 ? sizes.0 < sizes.1 : left.rawValue > right.rawValue
    }
    guard let best else { return nil }
    self.init(kind: best, names: names, cells: cells, vocabulary)
  }

  private init(kind: RecordKind, names: [String], cells: [String], _ vocabulary: Vocabulary) {
    self.kind = kind
    let columns = kind.columns
    let ownNames = Set(names).intersection(columns.map(\.name))
    var columnOfField: [Int16] = []
    var ordinals = [Int16](repeating: 0, count: columns.count)
    var unknown: [String] = []
    var repeated: [(column: String, ordinal: Int, cell: String)] = []
    for (place, name) in names.enumerated() {
      var column = columns.firstIndex { $0.name == name }
      if column == nil, let target = vocabulary.columnAliases[name], !ownNames.contains(target) {
        column = columns.firstIndex { $0.name == target }
      }
      columnOfField.append(column.map(Int16.init) ?? -1)
      if let column {
        if ordinals[column] != 0 {
          repeated.append((columns[column].name, place + 1, cells[place]))
        } else {
          ordinals[column] = Int16(place + 1)
        }
      } else if !cells[place].isBlank {
        unknown.append(cells[place])
      }
    }
    self.columnOfField = columnOfField
    self.ordinals = ordinals
    self.unknown = unknown
    self.repeated = repeated
  }

  /// The header of a kind's XML form, whose fields are the columns themselves.
  package init(elementsOf kind: RecordKind) {
    self.kind = kind
    columnOfField = kind.columns.indices.map(Int16.init)
    ordinals = [Int16](repeating: 0, count: kind.columns.count)
    unknown = []
    repeated = []
  }

  /// The kind whose required columns `cells` come nearest to having, with those they lack.
  package static func nearest(
    cells: [String], vocabulary: Vocabulary
  ) -> (kind: RecordKind, missing: [String], found: Int)? {
    let names = names(of: cells)
    let candidates = RecordKind.allCases.map { kind in
      let missing = missing(in: names, of: kind, vocabulary)
      return (kind: kind, missing: missing, found: requiredCount(kind) - missing.count)
    }
    return candidates.filter { $0.found > 0 }.max {
      Double($0.found) / Double($0.found + $0.missing.count)
        < Double($1.found) / Double($1.found + $1.missing.count)
    }
  }

  private static func names(of cells: [String]) -> [String] {
    let width = (cells.lastIndex { !$0.isBlank } ?? -1) + 1
    return cells[..<width].map(Folding.header)
  }

  private static func missing(
    in names: [String], of kind: RecordKind, _ vocabulary: Vocabulary
  ) -> [String] {
    let columns = kind.columns
    var present = Set(names)
    present.formUnion(names.compactMap { vocabulary.columnAliases[$0] })
    return columns.filter { $0.identifies && !present.contains($0.name) }.map(\.name)
  }

  private static func requiredCount(_ kind: RecordKind) -> Int {
    kind.columns.count { $0.identifies }
  }
}

extension String {
  /// Whether nothing but white space stands in a heading.
  fileprivate var isBlank: Bool {
    unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }
}
