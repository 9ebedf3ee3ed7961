import Model

/// What the names of columns stand for, prepared once a run: for each folded name the columns that it
/// fills in each kind.
///
/// Nearly every record of the head of a file is no header, so that what has no known name at all has to
/// be told quickly.
struct Headings: Sendable {
  /// The columns of one kind that a name fills, -1 for none.
  struct Target: Sendable {
    /// The column of that name.
    var own: Int16 = -1
    /// The column whose other name it is.
    var alias: Int16 = -1
  }

  /// The targets of each kind, for one known name after the other.
  private let targets: [Target]
  private let places: [[UInt8]: Int]
  /// Bytes of the longest known name.
  private let longest: Int

  /// The columns that identify each kind, a bit for each.
  let required: [UInt64]

  /// `aliases` are keyed by the folded name.
  init(aliases: [String: String]) {
    // A name without letters and digits would name every blank cell.
    var names = Set(aliases.keys.filter { !$0.isEmpty })
    for kind in RecordKind.allCases { names.formUnion(kind.columns.map(\.name)) }
    var targets: [Target] = []
    var places: [[UInt8]: Int] = [:]
    for name in names {
      places[Array(name.utf8)] = targets.count
      targets += RecordKind.allCases.map { kind in
        var target = Target()
        if let own = kind.columns.firstIndex(where: { $0.name == name }) { target.own = Int16(own) }
        if let column = aliases[name],
          let other = kind.columns.firstIndex(where: { $0.name == column })
        {
          target.alias = Int16(other)
        }
        return target
      }
    }
    self.targets = targets
    self.places = places
    longest = names.map(\.utf8.count).max() ?? 0
    required = RecordKind.allCases.map { kind in
      kind.columns.enumerated().reduce(0) {
        $0 | ($1.element.identifies ? 1 << UInt64($1.offset) : 0)
      }
    }
  }

  /// What the name of a place is in a kind.
  subscript(place: Int, kind: RecordKind) -> Target {
    targets[place + Int(kind.rawValue)]
  }

  /// The names in a record's cells; `nil` where none of them is known.
  func match(_ cells: [Bytes]) -> HeadingMatch? {
    var found: [HeadingMatch.Cell] = []
    found.reserveCapacity(cells.count)
    var isKnown = false
    var width = 0
    var name: [UInt8] = []
    for (place, cell) in cells.enumerated() {
      Folding.heading(cell, longest: longest, into: &name)
      let isBlank = name.isEmpty && cell.trimmed.isEmpty
      if !isBlank { width = place + 1 }
      if let known = places[name] {
        found.append(.known(known))
        isKnown = true
      } else {
        found.append(isBlank ? .blank : .unknown)
      }
    }
    guard isKnown else { return nil }
    return HeadingMatch(headings: self, cells: Array(found[..<width]), texts: cells)
  }
}

/// A record in which some cell names a column.
struct HeadingMatch {
  enum Cell {
    case blank
    case unknown
    case known(Int)
  }

  let headings: Headings
  /// Without trailing blank cells.
  let cells: [Cell]
  /// As they are written; valid as long as the bytes that were matched.
  let texts: [Bytes]

  /// What a cell names in a kind.
  func target(_ place: Int, _ kind: RecordKind) -> Headings.Target {
    guard case .known(let known) = cells[place] else { return Headings.Target() }
    return headings[known, kind]
  }

  func isBlank(_ place: Int) -> Bool {
    if case .blank = cells[place] { true } else { false }
  }

  /// The columns that the record must have for a kind and lacks, a bit for each.
  func missing(of kind: RecordKind) -> UInt64 {
    var missing = headings.required[Int(kind.rawValue)]
    for place in cells.indices {
      let target = target(place, kind)
      if target.own >= 0 { missing &= ~(1 << UInt64(target.own)) }
      if target.alias >= 0 { missing &= ~(1 << UInt64(target.alias)) }
    }
    return missing
  }
}
