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

  /// The header that a record is, if it identifies a kind (contract 1 §1 and §2).
  init?(_ match: HeadingMatch) {
    let fitting = RecordKind.allCases.filter { match.missing(of: $0) == 0 }
    let best = fitting.max { left, right in
      let sizes = (TableHeader.requiredCount(left), TableHeader.requiredCount(right))
      return sizes.0 != sizes.1 ? sizes.0 < sizes.1 : left.rawValue > right.rawValue
    }
    guard let best else { return nil }
    self.init(kind: best, match)
  }

  private init(kind: RecordKind, _ match: HeadingMatch) {
    self.kind = kind
    let columns = kind.columns
    let places = match.cells.indices
    let own = Set(places.map { match.target($0, kind).own })
    var columnOfField: [Int16] = []
    var ordinals = [Int16](repeating: 0, count: columns.count)
    var unknown: [String] = []
    var repeated: [(column: String, ordinal: Int, cell: String)] = []
    for place in places {
      let target = match.target(place, kind)
      let column = target.own >= 0 || own.contains(target.alias) ? target.own : target.alias
      columnOfField.append(column)
      if column >= 0 {
        if ordinals[Int(column)] != 0 {
          let name = columns[Int(column)].name
          repeated.append((name, place + 1, TableHeader.text(match.texts[place])))
        } else {
          ordinals[Int(column)] = Int16(place + 1)
        }
      } else if !match.isBlank(place) {
        unknown.append(TableHeader.text(match.texts[place]))
      }
    }
    self.columnOfField = columnOfField
    self.ordinals = ordinals
    self.unknown = unknown
    self.repeated = repeated
  }

  private static func text(_ cell: Bytes) -> String { String(decoding: cell, as: UTF8.self) }

  /// The header of a kind's XML form, whose fields are the columns themselves.
  package init(elementsOf kind: RecordKind) {
    self.kind = kind
    columnOfField = kind.columns.indices.map(Int16.init)
    ordinals = [Int16](repeating: 0, count: kind.columns.count)
    unknown = []
    repeated = []
  }

  /// The kind whose required columns a record comes nearest to having, with those it lacks.
  static func nearest(
    _ match: HeadingMatch
  ) -> (kind: RecordKind, missing: [String], found: Int)? {
    let candidates = RecordKind.allCases.map { kind in
      let missing = match.missing(of: kind)
      let names = kind.columns.enumerated().filter { missing & 1 << UInt64($0.offset) != 0 }
      return (
        kind: kind, missing: names.map(\.element.name), found: requiredCount(kind) - names.count
      )
    }
    return candidates.filter { $0.found > 0 }.max {
      Double($0.found) / Double($0.found + $0.missing.count)
        < Double($1.found) / Double($1.found + $1.missing.count)
    }
  }

  private static func requiredCount(_ kind: RecordKind) -> Int {
    kind.columns.count { $0.identifies }
  }
}
