import Model

/// Which parts of the routes count (contract 1 §5.4), and what follows for the files.
package struct Resolution: Sendable {
  /// Rows that turn from accepted to superseded, by file.
  package private(set) var superseded: [FileNumber: Int] = [:]
  /// Versions of a later file that stand in an earlier one (X207), by file: it is read again to tell
  /// their rows.
  package private(set) var elsewhere: [FileNumber: Set<RouteVersion>] = [:]
  /// X206, X216 and the warnings of counting routes, by file.
  package private(set) var findings: [FileNumber: [Diagnostic]] = [:]
  package private(set) var routes: [RouteKey: CountingRoute] = [:]
  package private(set) var rejectedRoutes: [RouteKey: Place] = [:]
  /// Places, in the parts that were given, of those that count.
  package private(set) var countingParts: Set<Int> = []

  /// Resolves the parts of all files, in the reading order.
  package init(
    _ parts: [RoutePart], ordinal: (_ file: FileNumber, _ column: Int, _ line: Int) -> Int
  ) {
    var order = Array(parts.indices)
    order.sort { (parts[$0].key, $0) < (parts[$1].key, $1) }
    routes.reserveCapacity(parts.count)
    var rest = order[...]
    while let first = rest.first {
      let places = rest.prefix { parts[$0].key == parts[first].key }
      rest = rest.dropFirst(places.count)
      resolve(parts[first].key, places, parts, ordinal)
    }
    for file in findings.keys { findings[file]?.sort(by: Diagnostic.precedes) }
  }

  private mutating func resolve(
    _ key: RouteKey, _ places: ArraySlice<Int>, _ parts: [RoutePart],
    _ ordinal: (_ file: FileNumber, _ column: Int, _ line: Int) -> Int
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
      findings[part.file, default: []].append(
        ResolutionFindings.warning(
          warning, key: key,
          column: warning.column.map { ordinal(part.file, $0.rawValue, Int(warning.line)) } ?? 0))
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

/// The Spanish of what the resolution finds.
enum ResolutionFindings {
  static func superseded(
    _ key: RouteKey, _ version: UInt32, by counting: UInt32, line: Int
  ) -> Diagnostic {
    Diagnostic(
      .x206, line: line,
      message:
        "La versión \(version) de la ruta de \(key.establishment.text) de \(key.vigencia) fue reemplazada por la versión \(counting), que es la que cuenta. No se espera nada más.",
      establishment: key.establishment)
  }

  static func lostVersion(
    _ key: RouteKey, _ version: UInt32, counting: UInt32, line: Int
  ) -> Diagnostic {
    Diagnostic(
      .x216, line: line,
      message:
        "Se rechazaron todas las filas de la versión \(version) de la ruta de \(key.establishment.text) de \(key.vigencia); cuenta la versión \(counting), con cifras más antiguas. Se espera la versión \(version) corregida.",
      establishment: key.establishment)
  }

  static func warning(_ warning: RouteWarning, key: RouteKey, column: Int) -> Diagnostic {
    let value = warning.code == .x211 ? Hundredths.text(warning.numbers[1]) : ""
    return Diagnostic(
      warning.code, line: Int(warning.line), column: column,
      field: warning.column.map { "\($0)" } ?? "", value: value,
      message: text(warning, key), establishment: key.establishment)
  }

  private static func text(_ warning: RouteWarning, _ key: RouteKey) -> String {
    switch warning.code {
    case .r113:
      return
        "\(warning.numbers[0]) de las \(warning.numbers[1]) acciones de la ruta de \(key.establishment.text) de \(key.vigencia) no tienen responsable, fecha de inicio, fecha de fin o recursos. Se espera que cada acción los tenga; la primera es esta."
    case .x214:
      return
        "La ruta de \(key.establishment.text) de \(key.vigencia) mezcla componentes de dos ediciones de la Guía 34. Se espera una sola edición en toda la ruta."
    default:
      let (goal, value, held) = (warning.numbers[0], warning.numbers[1], warning.numbers[2])
      return
        "La meta \(goal) trae \(warning.column.map { "\($0)" } ?? "") \(Hundredths.text(value)) y antes \(Hundredths.text(held)). Se espera el mismo valor en todas las filas de una meta; vale el primero."
    }
  }
}

/// Hundredths as a Spanish text, without zeros that say nothing.
package enum Hundredths {
  package static func text(_ value: Int) -> String {
    let sign = value < 0 ? "-" : ""
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole),\(rest / 10)" }
    return "\(sign)\(whole),\(rest < 10 ? "0" : "")\(rest)"
  }
}
