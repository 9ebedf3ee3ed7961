import Model

/// Which parts of the routes count (contract 1 §5.4), and what follows for the files.
package struct Resolution: Sendable {
  /// Rows that turn from accepted to superseded, by file.
  package private(set) var superseded: [FileNumber: Int] = [:]
  /// Versions of a later file that stand in an earlier one (X207), by file: it is read again to tell
  /// their rows.
  package private(set) var elsewhere: [FileNumber: Set<RouteVersion>] = [:]
  private var notices: [FileNumber: [RouteNotice]] = [:]
  package private(set) var routes: [RouteKey: CountingRoute] = [:]
  package private(set) var rejectedRoutes: [RouteKey: Place] = [:]
  /// Whether the part counts that stood at a place of those that were given.
  package private(set) var isCounting: [Bool]

  /// Resolves the parts of all files, in the reading order.
  package init(_ parts: [RoutePart]) {
    isCounting = Array(repeating: false, count: parts.count)
    // By themselves: a part is counted as it is looked at, and each is looked at again and again.
    let keys = parts.map(\.key)
    var order = Array(parts.indices)
    order.sort { left, right in
      keys[left] == keys[right]
        ? (parts[left].version ?? 0, left) < (parts[right].version ?? 0, right)
        : keys[left] < keys[right]
    }
    routes.reserveCapacity(Resolution.countOfRoutes(parts, keys, order))
    var rest = order[...]
    while let first = rest.first {
      let places = rest.prefix { keys[$0] == keys[first] }
      rest = rest.dropFirst(places.count)
      resolve(keys[first], places, parts)
    }
  }

  /// How many routes have a row that stands; `order` puts the parts of each beside each other.
  private static func countOfRoutes(
    _ parts: [RoutePart], _ keys: [RouteKey], _ order: [Int]
  ) -> Int {
    var last: RouteKey?
    return order.count { place in
      guard keys[place] != last, parts[place].standing > 0 else { return false }
      last = keys[place]
      return true
    }
  }

  /// Gives up the findings on routes of a file (R113, X206, X214, X216), in the order of their lines.
  package mutating func takeFindings(of file: FileNumber) -> some Sequence<Finding> {
    var found = notices.removeValue(forKey: file) ?? []
    found.sort { $0.line < $1.line }
    return found.lazy.map(\.finding)
  }

  /// Resolves the parts of one route, ascending by version and within it in the reading order.
  private mutating func resolve(
    _ key: RouteKey, _ places: ArraySlice<Int>, _ parts: [RoutePart]
  ) {
    // The first of each version that has a row that stands; the last of them counts.
    var counting: (version: UInt32, place: Int)?
    var lower: [(version: UInt32, place: Int)] = []
    for place in places where parts[place].standing > 0 {
      guard let version = parts[place].version else { continue }
      guard version != counting?.version else {
        elsewhere[parts[place].file, default: []].insert(RouteVersion(key: key, version: version))
        continue
      }
      if let counting { lower.append(counting) }
      counting = (version, place)
    }
    guard let counting else {
      let rejected = places.compactMap { parts[$0].firstRejected }.min()
      if let rejected { rejectedRoutes[key] = rejected }
      return
    }
    for (version, place) in lower { supersede(parts[place], version, by: counting.version) }
    isCounting[counting.place] = true
    let highest = places.last.flatMap { parts[$0].version } ?? counting.version
    if highest > counting.version {
      tellLost(highest, counting: counting.version, of: key, places, parts)
    }
    let part = parts[counting.place]
    warn(part)
    guard let first = part.first, let facts = part.closed else { return }
    routes[key] = CountingRoute(
      version: counting.version, first: first, facts: facts,
      isOlderVersion: highest > counting.version)
  }

  /// Tells of a version that lost every row, at the first of them.
  private mutating func tellLost(
    _ version: UInt32, counting: UInt32, of key: RouteKey, _ places: ArraySlice<Int>,
    _ parts: [RoutePart]
  ) {
    let lost = places.filter { parts[$0].version == version }
    guard let first = lost.compactMap({ parts[$0].firstRejected }).min() else { return }
    tell(.lostVersion, of: key, version, counting, at: first.line, in: first.file)
  }

  private mutating func supersede(_ part: RoutePart, _ version: UInt32, by counting: UInt32) {
    superseded[part.file, default: 0] += part.standing
    guard let first = part.first else { return }
    tell(.superseded, of: part.key, version, counting, at: first.line, in: part.file)
  }

  /// Tells what is to be said of a part that counts.
  private mutating func warn(_ part: RoutePart) {
    if part.incomplete > 0 {
      let (count, all) = (UInt32(part.incomplete), UInt32(clamping: part.standing))
      tell(.incomplete, of: part.key, count, all, at: part.incompleteLine, in: part.file)
    }
    if part.mixedLine > 0 {
      tell(.mixedEditions, of: part.key, at: part.mixedLine, in: part.file)
    }
  }

  private mutating func tell(
    _ kind: RouteNotice.Kind, of key: RouteKey, _ first: UInt32 = 0, _ second: UInt32 = 0,
    at line: UInt32, in file: FileNumber
  ) {
    notices[file, default: []].append(
      RouteNotice(key: key, line: line, first: first, second: second, kind: kind))
  }
}

/// A version of a route.
package struct RouteVersion: Hashable, Sendable {
  package let key: RouteKey
  package let version: UInt32

  package init(key: RouteKey, version: UInt32) {
    self.key = key
    self.version = version
  }
}

/// A finding on a whole version of a route, in a third of the room: a large territory has as many as
/// routes, and all are held until they are put in order.
private struct RouteNotice {
  enum Kind: UInt8 {
    case superseded, lostVersion, incomplete, mixedEditions
  }

  let key: RouteKey
  let line: UInt32
  /// The version that it is about, or how many actions.
  let first: UInt32
  /// The version that counts, or of how many.
  let second: UInt32
  let kind: Kind

  var finding: Finding {
    let vigencia = UInt16(clamping: key.vigencia)
    let (code, statement): (DiagnosticCode, Statement) =
      switch kind {
      case .superseded: (.x206, .superseded(first, by: second, vigencia: vigencia))
      case .lostVersion: (.x216, .lostVersion(first, counting: second, vigencia: vigencia))
      case .incomplete:
        (
          .r113,
          .incompleteActions(
            UInt16(clamping: first), of: UInt16(clamping: second), vigencia: vigencia)
        )
      case .mixedEditions: (.x214, .mixedEditions(vigencia: vigencia))
      }
    return Finding(code, line: Int(line), statement, establishment: key.establishment)
  }
}
