import Model

/// Which parts of the routes count (contract 1 §5.4), and what follows for the files.
package struct Resolution: Sendable {
  /// Rows that turn from accepted to superseded, by file.
  package private(set) var superseded: [FileNumber: Int] = [:]
  /// Versions of a later file that stand in an earlier one (X207), by file: it is read again to tell
  /// their rows.
  package private(set) var elsewhere: [FileNumber: Set<RouteVersion>] = [:]
  /// X206, X216 and the warnings of counting routes, by file.
  private var findings: [FileNumber: [Finding]] = [:]
  package private(set) var routes: [RouteKey: CountingRoute] = [:]
  package private(set) var rejectedRoutes: [RouteKey: Place] = [:]
  /// Places, in the parts that were given, of those that count.
  package private(set) var countingParts: Set<Int> = []

  /// Resolves the parts of all files, in the reading order.
  package init(_ parts: [RoutePart]) {
    var order = Array(parts.indices)
    order.sort { (parts[$0].key, $0) < (parts[$1].key, $1) }
    routes.reserveCapacity(parts.count)
    var rest = order[...]
    while let first = rest.first {
      let places = rest.prefix { parts[$0].key == parts[first].key }
      rest = rest.dropFirst(places.count)
      resolve(parts[first].key, places, parts)
    }
  }

  /// Gives up the findings of a file, in their order.
  package mutating func takeFindings(of file: FileNumber) -> [Finding] {
    var found = findings.removeValue(forKey: file) ?? []
    found.sort(by: Finding.precedes)
    return found
  }

  private mutating func resolve(
    _ key: RouteKey, _ places: ArraySlice<Int>, _ parts: [RoutePart]
  ) {
    var standing: [UInt32: Int] = [:]
    var highest: UInt32 = 0
    for place in places {
      guard let version = parts[place].version else { continue }
      highest = max(highest, version)
      guard parts[place].standing > 0 else { continue }
      if standing[version] == nil {
        standing[version] = place
      } else {
        elsewhere[parts[place].file, default: []].insert(RouteVersion(key: key, version: version))
      }
    }
    let firstRejected = places.compactMap { parts[$0].firstRejected }.min()
    guard let counting = standing.max(by: { $0.key < $1.key }) else {
      if let firstRejected { rejectedRoutes[key] = firstRejected }
      return
    }
    for (version, place) in standing where version != counting.key {
      supersede(parts[place], version, by: counting.key)
    }
    let part = parts[counting.value]
    countingParts.insert(counting.value)
    if highest > counting.key {
      let lost = places.filter { parts[$0].version == highest }
      if let first = lost.compactMap({ parts[$0].firstRejected }).min() {
        let finding = ResolutionFindings.lostVersion(
          key, highest, counting: counting.key, line: Int(first.line))
        findings[first.file, default: []].append(finding)
      }
    }
    for warning in part.warnings {
      findings[part.file, default: []].append(ResolutionFindings.warning(warning, key: key))
    }
    guard let first = part.first, let facts = part.closed else { return }
    routes[key] = CountingRoute(
      version: counting.key, first: first, facts: facts, isOlderVersion: highest > counting.key)
  }

  private mutating func supersede(_ part: RoutePart, _ version: UInt32, by counting: UInt32) {
    superseded[part.file, default: 0] += part.standing
    guard let first = part.first else { return }
    findings[part.file, default: []].append(
      ResolutionFindings.superseded(part.key, version, by: counting, line: Int(first.line)))
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

/// Findings on whole versions of routes.
enum ResolutionFindings {
  static func superseded(
    _ key: RouteKey, _ version: UInt32, by counting: UInt32, line: Int
  ) -> Finding {
    Finding(
      .x206, line: line,
      .superseded(version, by: counting, vigencia: UInt16(clamping: key.vigencia)),
      establishment: key.establishment)
  }

  static func lostVersion(
    _ key: RouteKey, _ version: UInt32, counting: UInt32, line: Int
  ) -> Finding {
    Finding(
      .x216, line: line,
      .lostVersion(version, counting: counting, vigencia: UInt16(clamping: key.vigencia)),
      establishment: key.establishment)
  }

  static func warning(_ warning: RouteWarning, key: RouteKey) -> Finding {
    Finding(
      warning.code, line: Int(warning.line), warning.statement, establishment: key.establishment)
  }
}
