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
  private let places: FoldedNames

  /// The columns that identify each kind, a bit for each.
  let required: [UInt64]

  /// `aliases` are keyed by the folded name.
  init(aliases: [String: String]) {
    // A name without letters and digits would name every blank cell.
    var names = Set(aliases.keys.filter { !$0.isEmpty })
    for kind in RecordKind.allCases { names.formUnion(kind.columns.map(\.name)) }
    var targets: [Target] = []
    var places: [(name: [UInt8], place: Int)] = []
    for name in names {
      places.append((Array(name.utf8), targets.count))
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
    self.places = FoldedNames(places)
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
    for (place, cell) in cells.enumerated() {
      let (isEmpty, known) = places.find(cell)
      let isBlank = isEmpty && cell.trimmed.isEmpty
      if !isBlank { width = place + 1 }
      if let known {
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

/// Names with a number each, to be found by the cells that fold to them.
private struct FoldedNames: Sendable {
  private let names: [(name: [UInt8], place: Int)]
  /// By slot, the ordinal of a name, -1 where it is free; at least half of them are.
  private let slots: [Int16]
  /// Bytes of the longest name.
  private let longest: Int

  init(_ names: [(name: [UInt8], place: Int)]) {
    var slots = [Int16](
      repeating: -1, count: 1 << (Int.bitWidth - names.count.leadingZeroBitCount + 1))
    for (ordinal, entry) in names.enumerated() {
      var slot = entry.name.withUnsafeBytes { FoldedNames.mixed($0) } & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int16(ordinal)
    }
    self.names = names
    self.slots = slots
    longest = names.map(\.name.count).max() ?? 0
  }

  /// Whether nothing is left of a cell when it is folded, and the number of the name that it is then.
  func find(_ cell: Bytes) -> (isEmpty: Bool, place: Int?) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest + 1) { room in
      guard let count = Folding.heading(cell, into: room) else {
        let folded = Array(Folding.header(String(decoding: cell, as: UTF8.self)).utf8)
        return (folded.isEmpty, folded.withUnsafeBytes(place))
      }
      return (
        count == 0,
        place(of: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count]))
      )
    }
  }

  private func place(of folded: UnsafeRawBufferPointer) -> Int? {
    guard !folded.isEmpty, folded.count <= longest else { return nil }
    var slot = FoldedNames.mixed(folded) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = names[Int(slots[slot])]
      if entry.name.count == folded.count, entry.name.elementsEqual(folded) { return entry.place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private static func mixed(_ name: UnsafeRawBufferPointer) -> Int {
    var mixed: UInt32 = 0x811C_9DC5
    for byte in name { mixed = (mixed ^ UInt32(byte)) &* 0x0100_0193 }
    return Int(mixed ^ mixed >> 15)
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
